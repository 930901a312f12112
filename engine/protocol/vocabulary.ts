/** The words that every room shares: engines, scenarios, storages and verdicts. */
import * as v from 'valibot';

export const engineNames = ['float', 'decimal.js', 'native', 'native-float'] as const;
export const EngineName = v.picklist(engineNames);
export type EngineName = v.InferOutput<typeof EngineName>;

/** The engines whose traces must agree to the last digit. */
export const exactEngines: readonly EngineName[] = ['native', 'decimal.js'];

export const scenarioNames = ['daily', 'hourly', 'minute', 'daily-large', 'minute-large'] as const;
export const ScenarioName = v.picklist(scenarioNames);
export type ScenarioName = v.InferOutput<typeof ScenarioName>;

/** What the word `all` stands for. */
export const allScenarios: readonly ScenarioName[] = ['daily', 'hourly', 'minute'];

export const storages = ['i64', 'i128'] as const;
export const Storage = v.picklist(storages);
export type Storage = v.InferOutput<typeof Storage>;

/** How an interval over launches is made. */
export const intervalMethods = ['student-t', 'bca-bootstrap'] as const;
export type IntervalMethod = (typeof intervalMethods)[number];

/** A decimal in plain notation, as the trace prints it: no exponent, no trailing zeros, no `-0`. */
export const DecimalText = v.pipe(v.string(), v.regex(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/));

export const Strategy = v.variant('kind', [
  v.strictObject({ kind: v.literal('sma'), fast: v.number(), slow: v.number() }),
  v.strictObject({ kind: v.literal('momentum'), window: v.number(), threshold: DecimalText }),
  v.strictObject({ kind: v.literal('zscore'), window: v.number(), threshold: DecimalText }),
]);
/** What decides: windows in bars, the momentum threshold in percent, the z-score threshold in deviations. */
export type Strategy = v.InferOutput<typeof Strategy>;

/** Everything that decides what a backtest computes, apart from its bars. Decimals are plain text. */
export const BacktestParameters = v.strictObject({
  strategy: Strategy,
  /** Bars per symbol that feed the indicators and never trade. */
  warmup: v.number(),
  capital: DecimalText,
  /** The long target in units. */
  quantity: DecimalText,
  /** Basis points (1/10,000) that a fill pays on the open. */
  slippageBps: DecimalText,
  /** Commission a unit. */
  commission: DecimalText,
});
export type BacktestParameters = v.InferOutput<typeof BacktestParameters>;
