/** What one backtest computed, in plain text, whichever number computed it. The trace is written from this. */
import * as v from 'valibot';
import { EngineName } from './vocabulary';

/** One line of the trace. Decimals are plain text; `quantity` is signed: + bought, − sold. */
export const Fill = v.strictObject({
  /** Milliseconds since the epoch, UTC. */
  time: v.number(),
  symbol: v.string(),
  quantity: v.string(),
  price: v.string(),
  notional: v.string(),
  commission: v.string(),
  cash: v.string(),
});
export type Fill = v.InferOutput<typeof Fill>;

export const Session = v.strictObject({
  /** UTC date, `YYYY-MM-DD`. */
  date: v.string(),
  equity: v.string(),
  return: v.string(),
});
export type Session = v.InferOutput<typeof Session>;

export const Summary = v.strictObject({
  engine: EngineName,
  scenario: v.nullable(v.string()),
  initialCapital: v.string(),
  finalCash: v.string(),
  finalEquity: v.string(),
  totalReturn: v.string(),
  volatility: v.nullable(v.string()),
  sharpe: v.nullable(v.string()),
  maxDrawdown: v.string(),
  fills: v.number(),
  unfilled: v.number(),
  commission: v.string(),
  realised: v.string(),
  turnover: v.string(),
});
export type Summary = v.InferOutput<typeof Summary>;

/** A position that is not zero though its last target was 0 and nothing of the order is pending. */
export const Residue = v.strictObject({ symbol: v.string(), quantity: v.string() });
export type Residue = v.InferOutput<typeof Residue>;

/**
 * What the bookkeeping was seen to do, in an extra run that is never timed.
 * The conservation residual is `cash + Σ side × cost − initial − realised + commission`, taken after every fill;
 * it is exactly 0 where arithmetic is exact.
 */
export const LedgerAudit = v.strictObject({
  /** Decisions where the two sides compared are exactly equal, as this engine's own numbers saw it. */
  ties: v.number(),
  /** Fills on the buy side and on the sell side. */
  buys: v.number(),
  sells: v.number(),
  /** Largest absolute conservation residual over all fills, and the residual after the last. */
  maxResidual: v.string(),
  finalResidual: v.string(),
  residues: v.array(Residue),
});
export type LedgerAudit = v.InferOutput<typeof LedgerAudit>;

export const BacktestResult = v.strictObject({
  fills: v.array(Fill),
  sessions: v.array(Session),
  summary: Summary,
  evidence: LedgerAudit,
});
export type BacktestResult = v.InferOutput<typeof BacktestResult>;

/**
 * Codes in a decision log: one byte a bar, in the bundle's order (symbol by symbol).
 * `none`: warm-up, window not full, or no deviation to divide by. `unchanged`: the strategy left the target as it is.
 */
export const decisionCode = { none: 0, unchanged: 1, flat: 2, long: 3 } as const;
export type DecisionCode = (typeof decisionCode)[keyof typeof decisionCode];
