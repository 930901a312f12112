import type { Arithmetic } from '../arithmetic/arithmetic';
import { decisionCode, type Evidence } from '../protocol/backtest';
import { codeOf, tied, type Outcome } from '../strategies/outcome';
import type { BacktestRun, Observer } from './backtest';
import type { Ledger } from './ledger';
import type { Series } from './series';

/** Watches the bookkeeping of one run: decisions, ties, and whether money was conserved at every fill. */
export class Audit<N> implements Observer<N> {
  private ties = 0;
  private maxResidual: N;
  private finalResidual: N;
  private readonly wantsFlat = new Set<number>();

  /** @param decisions - one byte a bar, in the bundle's order; filled with decision codes */
  constructor(
    private readonly numbers: Arithmetic<N>,
    private readonly capital: N,
    private readonly decisions: Uint8Array,
  ) {
    this.maxResidual = numbers.zero;
    this.finalResidual = numbers.zero;
  }

  decided(series: Series<N>, bar: number, outcome: Outcome): void {
    this.decisions[series.firstRow + bar] = codeOf(outcome);
    if (outcome === tied) this.ties++;
    else if (outcome === decisionCode.flat) this.wantsFlat.add(series.symbol);
    else if (outcome === decisionCode.long) this.wantsFlat.delete(series.symbol);
  }

  filled(ledger: Ledger<N>): void {
    const { numbers } = this;
    const residual = conservationResidual(numbers, ledger, this.capital);
    const size = numbers.isNegative(residual) ? numbers.negate(residual) : residual;
    if (numbers.isLess(this.maxResidual, size)) this.maxResidual = size;
    this.finalResidual = residual;
  }

  evidence(run: BacktestRun<N>, symbols: readonly string[]): Evidence {
    const { numbers } = this;
    const { fills, holdings } = run.ledger;
    const sells = fills.filter(({ quantity }) => numbers.isNegative(quantity)).length;
    return {
      ties: this.ties,
      buys: fills.length - sells,
      sells,
      maxResidual: numbers.format(this.maxResidual),
      finalResidual: numbers.format(this.finalResidual),
      residues: holdings.flatMap(({ position, pending }, symbol) => {
        const isResidue = this.wantsFlat.has(symbol) && numbers.isZero(pending) && !numbers.isZero(position);
        return isResidue ? [{ symbol: symbols[symbol] ?? '', quantity: numbers.format(position) }] : [];
      }),
    };
  }
}

/**
 * `cash + Σ side × cost − initial − realised + commission`, left to right: what the books say beyond what was paid in
 * and earned. Exactly 0 where arithmetic is exact.
 */
export function conservationResidual<N>(numbers: Arithmetic<N>, ledger: Ledger<N>, capital: N): N {
  let costs = numbers.zero;
  for (const { position, cost } of ledger.holdings) {
    if (numbers.isZero(position)) continue;
    costs = numbers.isNegative(position) ? numbers.subtract(costs, cost) : numbers.add(costs, cost);
  }
  const paidIn = numbers.subtract(numbers.add(ledger.cash, costs), capital);
  return numbers.add(numbers.subtract(paidIn, ledger.realised), ledger.commission);
}
