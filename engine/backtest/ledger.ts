import type { Arithmetic } from '../arithmetic/arithmetic';

/** One fill, as it was booked. `quantity` is signed: + bought, − sold. */
export interface BookedFill<N> {
  readonly time: number;
  readonly symbol: number;
  readonly quantity: N;
  readonly price: N;
  readonly notional: N;
  readonly commission: N;
  /** Cash after the fill. */
  readonly cash: N;
}

/** What trading costs: the factors that a buy and a sell pay of the open, and the commission a unit. */
export interface FillTerms<N> {
  readonly buyFactor: N;
  readonly sellFactor: N;
  readonly commission: N;
}

/** What is held of one symbol. */
export interface Holding<N> {
  /** Signed: negative when short. */
  position: N;
  /** What the position cost, without its sign. */
  cost: N;
  /** The part of the order that is not filled yet, signed. */
  pending: N;
  /** The last close; zero before the first bar. */
  close: N;
}

/** Cash, positions and their costs. Every fill is a balanced entry: no money appears or is lost in it. */
export class Ledger<N> {
  cash: N;
  realised: N;
  commission: N;
  turnover: N;
  readonly holdings: Holding<N>[] = [];
  readonly fills: BookedFill<N>[] = [];

  constructor(
    private readonly numbers: Arithmetic<N>,
    private readonly terms: FillTerms<N>,
    capital: N,
    symbols: number,
  ) {
    const { zero } = numbers;
    this.cash = capital;
    this.realised = zero;
    this.commission = zero;
    this.turnover = zero;
    for (let symbol = 0; symbol < symbols; symbol++) {
      this.holdings.push({ position: zero, cost: zero, pending: zero, close: zero });
    }
  }

  /** Replaces the pending order by what is missing to `target`. */
  order(holding: Holding<N>, target: N): void {
    holding.pending = this.numbers.subtract(target, holding.position);
  }

  /**
   * Fills the pending order against a bar's open, at most a tenth of its volume; the rest stays pending.
   * @returns whether anything was filled
   */
  fill(symbol: number, holding: Holding<N>, time: number, open: N, volume: N): boolean {
    const { numbers, terms } = this;
    const limit = numbers.fillLimit(volume);
    const isSell = numbers.isNegative(holding.pending);
    const wanted = isSell ? numbers.negate(holding.pending) : holding.pending;
    const size = numbers.isLess(wanted, limit) ? wanted : limit;
    if (numbers.isZero(size)) return false;

    const price = numbers.product(open, isSell ? terms.sellFactor : terms.buyFactor);
    const quantity = isSell ? numbers.negate(size) : size;
    const notional = this.book(holding, price, size, isSell);
    const commission = numbers.product(size, terms.commission);
    this.cash = isSell
      ? numbers.add(this.cash, numbers.subtract(notional, commission))
      : numbers.subtract(this.cash, numbers.add(notional, commission));
    this.commission = numbers.add(this.commission, commission);
    this.turnover = numbers.add(this.turnover, notional);
    holding.pending = numbers.subtract(holding.pending, quantity);
    this.fills.push({ time, symbol, quantity, price, notional, commission, cash: this.cash });
    return true;
  }

  /** Cash and every position at its last close, in symbol order. */
  equity(): N {
    const { numbers, holdings } = this;
    let equity = this.cash;
    for (const holding of holdings) {
      if (numbers.isZero(holding.position)) continue;
      equity = numbers.add(equity, numbers.product(holding.position, holding.close));
    }
    return equity;
  }

  /** Moves the position; where it passes through zero, first closes it and then opens the other side. */
  private book(holding: Holding<N>, price: N, size: N, isSell: boolean): N {
    const { numbers } = this;
    const isShort = numbers.isNegative(holding.position);
    if (numbers.isZero(holding.position) || isShort === isSell) {
      return this.increase(holding, price, size, isSell);
    }
    const held = isShort ? numbers.negate(holding.position) : holding.position;
    if (!numbers.isLess(held, size)) return this.reduce(holding, price, size, held);
    const closing = this.reduce(holding, price, held, held);
    const opening = this.increase(holding, price, numbers.subtract(size, held), isSell);
    return numbers.add(closing, opening);
  }

  private increase(holding: Holding<N>, price: N, size: N, isSell: boolean): N {
    const { numbers } = this;
    const notional = numbers.product(price, size);
    holding.cost = numbers.add(holding.cost, notional);
    holding.position = isSell
      ? numbers.subtract(holding.position, size)
      : numbers.add(holding.position, size);
    return notional;
  }

  /** @param held - the size of the position before */
  private reduce(holding: Holding<N>, price: N, size: N, held: N): N {
    const { numbers } = this;
    const notional = numbers.product(price, size);
    const released = numbers.portion(holding.cost, size, held);
    holding.cost = numbers.subtract(holding.cost, released);
    const gain = numbers.subtract(notional, released);
    if (numbers.isNegative(holding.position)) {
      this.realised = numbers.subtract(this.realised, gain);
      holding.position = numbers.add(holding.position, size);
    } else {
      this.realised = numbers.add(this.realised, gain);
      holding.position = numbers.subtract(holding.position, size);
    }
    return notional;
  }
}
