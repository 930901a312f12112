import { at, type Arithmetic } from '../arithmetic/arithmetic';
import { decisionCode, type LedgerAudit, type Residue } from '../../protocol/backtest';
import { codeOf, tied, type Outcome } from '../strategies/outcome';
import type { BacktestRun } from './backtest';
import type { Observer } from './eventLoop';
import type { Ledger } from './ledger';

/** Watches the bookkeeping of one run: decisions, ties, and whether money was conserved at every fill. */
export class Audit<N> implements Observer<N> {
  #ties = 0;
  #maxResidual: N;
  #finalResidual: N;
  readonly #wantsFlat = new Set<number>();

  readonly #numbers: Arithmetic<N>;
  readonly #capital: N;
  readonly #decisions: Uint8Array;

  /** @param decisions - one byte a bar, in the bundle's order; filled with decision codes */
  constructor(numbers: Arithmetic<N>, capital: N, decisions: Uint8Array) {
    this.#numbers = numbers;
    this.#capital = capital;
    this.#decisions = decisions;
    this.#maxResidual = numbers.zero;
    this.#finalResidual = numbers.zero;
  }

  decided(symbol: number, row: number, outcome: Outcome): void {
    this.#decisions[row] = codeOf(outcome);
    if (outcome === tied) this.#ties++;
    else if (outcome === decisionCode.flat) this.#wantsFlat.add(symbol);
    else if (outcome === decisionCode.long) this.#wantsFlat.delete(symbol);
  }

  filled(ledger: Ledger<N>): void {
    const numbers = this.#numbers;
    const residual = conservationResidual(numbers, ledger, this.#capital);
    const size = numbers.isNegative(residual) ? numbers.negate(residual) : residual;
    if (numbers.isLess(this.#maxResidual, size)) this.#maxResidual = size;
    this.#finalResidual = residual;
  }

  evidence(run: BacktestRun<N>, symbols: readonly string[]): LedgerAudit {
    const numbers = this.#numbers;
    const { fills } = run.ledger;
    const sells = fills.filter(({ quantity }) => numbers.isNegative(quantity)).length;
    return {
      ties: this.#ties,
      buys: fills.length - sells,
      sells,
      maxResidual: numbers.format(this.#maxResidual),
      finalResidual: numbers.format(this.#finalResidual),
      residues: this.#residues(run.ledger, symbols),
    };
  }

  #residues(ledger: Ledger<N>, symbols: readonly string[]): Residue[] {
    const numbers = this.#numbers;
    return symbols.flatMap((symbol, index) => {
      const position = at(ledger.positions, index);
      const isClosed = this.#wantsFlat.has(index) && !ledger.hasPending(index);
      return isClosed && !numbers.isZero(position) ? [{ symbol, quantity: numbers.format(position) }] : [];
    });
  }
}

/**
 * `cash + Σ side × cost − initial − realised + commission`, left to right: what the books say beyond what was paid in
 * and earned. Exactly 0 where arithmetic is exact.
 */
export function conservationResidual<N>(numbers: Arithmetic<N>, ledger: Ledger<N>, capital: N): N {
  let balance = ledger.cash;
  for (let symbol = 0; symbol < ledger.positions.length; symbol++) {
    const position = at(ledger.positions, symbol);
    const cost = at(ledger.costs, symbol);
    if (numbers.isZero(position)) continue;
    balance = numbers.isNegative(position) ? numbers.subtract(balance, cost) : numbers.add(balance, cost);
  }
  const earned = numbers.subtract(numbers.subtract(balance, capital), ledger.realised);
  return numbers.add(earned, ledger.commission);
}
