import { at, type Arithmetic, type Cells } from '../arithmetic/arithmetic';

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

/** Cash, positions and their costs. Every fill is a balanced entry: no money appears or is lost in it. */
export class Ledger<N> {
  cash: N;
  realised: N;
  commission: N;
  turnover: N;
  readonly fills: BookedFill<N>[] = [];
  /** Signed quantities, negative when short, one a symbol. */
  readonly positions: Cells<N>;
  /** What each position cost, without its sign. */
  readonly costs: Cells<N>;
  /** The part of each order that is not filled yet, signed. */
  readonly pending: Cells<N>;
  /** The last closes; zero before a symbol's first bar. */
  readonly closes: Cells<N>;

  readonly #numbers: Arithmetic<N>;
  readonly #terms: FillTerms<N>;

  constructor(numbers: Arithmetic<N>, terms: FillTerms<N>, capital: N, symbols: number) {
    this.#numbers = numbers;
    this.#terms = terms;
    this.cash = capital;
    this.realised = numbers.zero;
    this.commission = numbers.zero;
    this.turnover = numbers.zero;
    this.positions = numbers.zeros(symbols);
    this.costs = numbers.zeros(symbols);
    this.pending = numbers.zeros(symbols);
    this.closes = numbers.zeros(symbols);
  }

  /** Replaces the pending order by what is missing to `target`. */
  order(symbol: number, target: N): void {
    this.pending[symbol] = this.#numbers.subtract(target, at(this.positions, symbol));
  }

  hasPending(symbol: number): boolean {
    return !this.#numbers.isZero(at(this.pending, symbol));
  }

  /**
   * Fills the pending order, which is not 0, against a bar's open, at most a tenth of its volume; the rest stays pending.
   * @returns whether anything was filled
   */
  fill(symbol: number, time: number, open: N, volume: N): boolean {
    const numbers = this.#numbers;
    const terms = this.#terms;
    const pending = at(this.pending, symbol);
    const isSell = numbers.isNegative(pending);
    const wanted = isSell ? numbers.negate(pending) : pending;
    const limit = numbers.fillLimit(volume);
    const size = numbers.isLess(wanted, limit) ? wanted : limit;
    if (numbers.isZero(size)) return false;

    const price = numbers.product(open, isSell ? terms.sellFactor : terms.buyFactor);
    const quantity = isSell ? numbers.negate(size) : size;
    const notional = this.#move(symbol, price, size, isSell);
    const commission = numbers.product(size, terms.commission);
    this.cash = isSell
      ? numbers.add(this.cash, numbers.subtract(notional, commission))
      : numbers.subtract(this.cash, numbers.add(notional, commission));
    this.commission = numbers.add(this.commission, commission);
    this.turnover = numbers.add(this.turnover, notional);
    this.pending[symbol] = numbers.subtract(pending, quantity);
    this.fills.push({ time, symbol, quantity, price, notional, commission, cash: this.cash });
    return true;
  }

  /** Cash and every position at its last close, in symbol order. */
  equity(): N {
    const { positions, closes } = this;
    const numbers = this.#numbers;
    let equity = this.cash;
    for (let symbol = 0; symbol < positions.length; symbol++) {
      const position = at(positions, symbol);
      if (numbers.isZero(position)) continue;
      equity = numbers.add(equity, numbers.product(position, at(closes, symbol)));
    }
    return equity;
  }

  /** Moves a position; where it passes through zero, first closes it and then opens the other side. */
  #move(symbol: number, price: N, size: N, isSell: boolean): N {
    const numbers = this.#numbers;
    const position = at(this.positions, symbol);
    const isShort = numbers.isNegative(position);
    if (numbers.isZero(position) || isShort === isSell) return this.#increase(symbol, price, size, isSell);
    const held = isShort ? numbers.negate(position) : position;
    if (!numbers.isLess(held, size)) return this.#reduce(symbol, price, size, held);
    const closing = this.#reduce(symbol, price, held, held);
    const opening = this.#increase(symbol, price, numbers.subtract(size, held), isSell);
    return numbers.add(closing, opening);
  }

  /** @returns the notional */
  #increase(symbol: number, price: N, size: N, isSell: boolean): N {
    const numbers = this.#numbers;
    const position = at(this.positions, symbol);
    const notional = numbers.product(price, size);
    this.costs[symbol] = numbers.add(at(this.costs, symbol), notional);
    this.positions[symbol] = isSell ? numbers.subtract(position, size) : numbers.add(position, size);
    return notional;
  }

  /**
   * @param held - the size of the position before
   * @returns the notional
   */
  #reduce(symbol: number, price: N, size: N, held: N): N {
    const numbers = this.#numbers;
    const position = at(this.positions, symbol);
    const cost = at(this.costs, symbol);
    const notional = numbers.product(price, size);
    const released = numbers.portion(cost, size, held);
    const gain = numbers.subtract(notional, released);
    this.costs[symbol] = numbers.subtract(cost, released);
    if (numbers.isNegative(position)) {
      this.realised = numbers.subtract(this.realised, gain);
      this.positions[symbol] = numbers.add(position, size);
    } else {
      this.realised = numbers.add(this.realised, gain);
      this.positions[symbol] = numbers.subtract(position, size);
    }
    return notional;
  }
}
