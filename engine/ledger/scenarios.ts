/** The five scenarios that come with the product, and the strategies that can be asked for. */
import { formatScaled } from './arithmetic/decimalText';
import { parseScaled8, scaleDigits } from './data/parseDecimal';
import { checkParameters, checkStrategy } from './backtest/parameters';
import { EngineError } from '../platform/errors';
import type { RunOptions } from '../protocol/report';
import type { BacktestParameters, ScenarioName, Strategy } from '../protocol/vocabulary';

export interface Scenario {
  readonly name: ScenarioName;
  /** E.g. `Daily`. */
  readonly title: string;
  readonly symbols: number;
  /** What one bar spans. */
  readonly bar: 'day' | 'minute';
  /** Sessions after the warm-up. */
  readonly sessions: number;
  /** Warm-up included. */
  readonly barsPerSymbol: number;
  readonly parameters: BacktestParameters;
}

/** A session of minute bars is 09:30 to 16:00 in New York. */
export const minutesPerSession = 390;

const defaults = { capital: '100000', quantity: '100', slippageBps: '5', commission: '0.001' } as const;

const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  daily: daily('daily', 'Daily', { symbols: 10, sessions: 252 }),
  hourly: minutes('hourly', 'Hourly', {
    symbols: 5,
    sessions: 63,
    warmup: 1200,
    strategy: { kind: 'momentum', window: 1200, threshold: '5' },
  }),
  minute: minutes('minute', 'Minute', {
    symbols: 3,
    sessions: 23,
    warmup: 20,
    strategy: { kind: 'zscore', window: 20, threshold: '2' },
  }),
  'daily-large': daily('daily-large', 'Daily large', { symbols: 500, sessions: 2520 }),
  'minute-large': minutes('minute-large', 'Minute large', {
    symbols: 10,
    sessions: 252,
    warmup: 200,
    strategy: { kind: 'sma', fast: 50, slow: 200 },
  }),
};

export function scenarioOf(name: ScenarioName): Scenario {
  return scenarios[name];
}

/**
 * The scenario's parameters, with those replaced that a person gave.
 * @throws {@link EngineError} `bad-input` if one is no decimal or out of bounds
 */
export function parametersOf(scenario: Scenario, overrides: RunOptions['overrides']): BacktestParameters {
  const { strategy, warmup } = scenario.parameters;
  return parametersFor(strategy, warmup, overrides);
}

/**
 * Parameters for own data, with the defaults of the scenarios where `overrides` says nothing.
 * @throws {@link EngineError} `bad-input` as {@link parametersOf}
 */
export function parametersFor(
  strategy: Strategy,
  warmup: number,
  overrides: RunOptions['overrides'],
): BacktestParameters {
  return checkedParameters({
    strategy,
    warmup,
    capital: overrides.capital ?? defaults.capital,
    quantity: overrides.quantity ?? defaults.quantity,
    slippageBps: overrides.slippageBps ?? defaults.slippageBps,
    commission: overrides.commission ?? defaults.commission,
  });
}

/** E.g. `SMA 50/200`, `Momentum 1,200 bars, 5 %`, `Z-score 20, 2`. */
export function strategyLabel(strategy: Strategy): string {
  switch (strategy.kind) {
    case 'sma':
      return `SMA ${strategy.fast}/${strategy.slow}`;
    case 'momentum':
      return `Momentum ${strategy.window.toLocaleString('en-US')} bars, ${strategy.threshold} %`;
    case 'zscore':
      return `Z-score ${strategy.window}, ${strategy.threshold}`;
  }
}

/**
 * Reads `sma:50,200`, `momentum:1200,5` or `zscore:20,2`.
 * @throws {@link EngineError} `bad-input` that says what is wrong with which part
 */
export function parseStrategy(text: string): Strategy {
  const match = /^([a-z-]+)\s*:([^,]*),([^,]*)$/i.exec(text.trim());
  if (match === null) throw noStrategy(text);
  const [kind = '', first = '', second = ''] = match.slice(1).map((part) => part.trim());
  switch (kind.toLowerCase()) {
    case 'sma':
      return checkedStrategy({
        kind: 'sma',
        fast: wholeNumber(first, text, 'fast window'),
        slow: wholeNumber(second, text, 'slow window'),
      });
    case 'momentum':
      return checkedStrategy({
        kind: 'momentum',
        window: wholeNumber(first, text, 'window'),
        threshold: second,
      });
    case 'zscore':
      return checkedStrategy({
        kind: 'zscore',
        window: wholeNumber(first, text, 'window'),
        threshold: second,
      });
    default:
      throw noStrategy(text);
  }
}

/** The parameters in canonical text, once they are known to be within their bounds. */
function checkedParameters(parameters: BacktestParameters): BacktestParameters {
  const canonical: BacktestParameters = {
    strategy: canonicalStrategy(parameters.strategy),
    warmup: parameters.warmup,
    capital: canonicalDecimal(parameters.capital, '--capital'),
    quantity: canonicalDecimal(parameters.quantity, '--quantity'),
    slippageBps: canonicalDecimal(parameters.slippageBps, '--slippage-bps'),
    commission: canonicalDecimal(parameters.commission, '--commission'),
  };
  checkParameters(canonical);
  return canonical;
}

function checkedStrategy(strategy: Strategy): Strategy {
  const canonical = canonicalStrategy(strategy);
  checkStrategy(canonical);
  return canonical;
}

function canonicalStrategy(strategy: Strategy): Strategy {
  if (strategy.kind === 'sma') return strategy;
  return { ...strategy, threshold: canonicalDecimal(strategy.threshold, `the ${strategy.kind} threshold`) };
}

function canonicalDecimal(text: string, what: string): string {
  return formatScaled(parseScaled8(text, what), scaleDigits);
}

function wholeNumber(text: string, strategy: string, what: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw badInput(
    `the ${what} in ${JSON.stringify(strategy)} must be a whole number of bars, not ${JSON.stringify(text)}`,
  );
}

function noStrategy(text: string): EngineError {
  const remedy = 'Write it like sma:50,200, momentum:1200,5 or zscore:20,2.';
  return badInput(`${JSON.stringify(text)} is not a strategy`, remedy);
}

function badInput(message: string, remedy: string | null = null): EngineError {
  return new EngineError({ code: 'bad-input', message, where: null, remedy });
}

type Extent = Pick<Scenario, 'symbols' | 'sessions'>;

function daily(name: ScenarioName, title: string, { symbols, sessions }: Extent): Scenario {
  const warmup = 200;
  return {
    name,
    title,
    symbols,
    bar: 'day',
    sessions,
    barsPerSymbol: warmup + sessions,
    parameters: { strategy: { kind: 'sma', fast: 50, slow: 200 }, warmup, ...defaults },
  };
}

function minutes(
  name: ScenarioName,
  title: string,
  { symbols, sessions, warmup, strategy }: Extent & Pick<BacktestParameters, 'warmup' | 'strategy'>,
): Scenario {
  return {
    name,
    title,
    symbols,
    bar: 'minute',
    sessions,
    barsPerSymbol: warmup + sessions * minutesPerSession,
    parameters: { strategy, warmup, ...defaults },
  };
}
