import { dateOfDay, dayMs } from '../backtest/equityCurve';
import { checkParameters } from '../backtest/parameters';
import { formatScaled } from '../arithmetic/decimalText';
import { parseScaled8 } from '../data/parseDecimal';
import type { Bundle } from '../data/bundle';
import { EngineError } from '../../platform/errors';
import { nativeModule } from '../native';
import type { NativeBacktest, NativeFailure, NativeParameters } from '../native';
import type { BacktestResult } from '../../protocol/backtest';
import { failureCodes, type FailureCode } from '../../protocol/failure';
import type { BacktestParameters, EngineName, Storage } from '../../protocol/vocabulary';
import type { RunControl } from '../../platform/runControl';
import type { Engine } from './engine';
import { exactNative, nativeF64, type NativeNumber } from './nativeNumber';
import { describeNative } from './nativeResult';

/** The ledger in Rust over fixed point. @param storage - how wide a number is stored */
export function nativeEngine(storage: Storage): Engine {
  const remedy = storage === 'i64' ? 'Use `--storage i128`.' : null;
  return engineOver('native', exactNative(storage), remedy);
}

/** The ledger in Rust over doubles: what the same program does without exactness. */
export function nativeFloatEngine(): Engine {
  return engineOver('native-float', nativeF64, null);
}

function engineOver<C, F>(
  name: EngineName,
  number: NativeNumber<C, F>,
  overflowRemedy: string | null,
): Engine {
  return {
    name,
    prepare(bundle, parameters, control) {
      nativeModule();
      checkParameters(parameters);
      const backtest = create(number, parameters, overflowRemedy);
      const columns = columnsOf(bundle, number);
      const attempt = (method: 'run' | 'audit') => {
        const failure = call(backtest, method, columns, control);
        if (failure !== null) throw engineError(failure, bundle, overflowRemedy);
      };
      return {
        run: () => {
          attempt('run');
        },
        describe(decisions): BacktestResult {
          attempt('audit');
          backtest.copyDecisions(decisions);
          return describeNative(backtest, number, {
            engine: name,
            scenario: bundle.scenario,
            initialCapital: plain(parameters.capital, '--capital'),
            symbols: bundle.symbols,
          });
        },
      };
    },
  };
}

/** Columns of a bundle, borrowed for the length of a run. i128 values are two words each, low before high. */
interface NativeColumns<C> {
  readonly offsets: Uint32Array;
  readonly timeline: Float64Array;
  readonly time: Float64Array;
  readonly open: C;
  readonly close: C;
  readonly volume: C;
}

function columnsOf<C, F>(bundle: Bundle, number: NativeNumber<C, F>): NativeColumns<C> {
  return {
    offsets: bundle.offsets,
    timeline: bundle.timeline,
    time: bundle.time,
    open: number.column(bundle.open),
    close: number.column(bundle.close),
    volume: number.column(bundle.volume),
  };
}

function call<C, F>(
  backtest: NativeBacktest<C, F>,
  method: 'run' | 'audit',
  columns: NativeColumns<C>,
  control: RunControl,
): NativeFailure | null {
  const { offsets, timeline, time, open, close, volume } = columns;
  return backtest[method](offsets, timeline, time, open, close, volume, control);
}

function create<C, F>(
  number: NativeNumber<C, F>,
  parameters: BacktestParameters,
  overflowRemedy: string | null,
): NativeBacktest<C, F> {
  try {
    return number.create(nativeParameters(parameters));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? failureCode(String(error.code)) : 'internal';
    const remedy = code === 'overflow' ? overflowRemedy : null;
    throw new EngineError({ code, message: error.message, where: null, remedy }, { cause: error });
  }
}

function nativeParameters(parameters: BacktestParameters): NativeParameters {
  const { strategy, warmup } = parameters;
  const common = {
    warmup,
    capital: plain(parameters.capital, '--capital'),
    quantity: plain(parameters.quantity, '--quantity'),
    slippageBps: plain(parameters.slippageBps, '--slippage-bps'),
    commission: plain(parameters.commission, '--commission'),
  };
  if (strategy.kind === 'sma') {
    return { ...common, strategy: strategy.kind, window: strategy.fast, slow: strategy.slow };
  }
  const { kind, window } = strategy;
  return { ...common, strategy: kind, window, threshold: plain(strategy.threshold, 'the threshold') };
}

/** Option values may have trailing zeros or an exponent; the module reads plain decimals only. */
function plain(text: string, what: string): string {
  return formatScaled(parseScaled8(text, what), 8);
}

function engineError(failure: NativeFailure, bundle: Bundle, overflowRemedy: string | null): EngineError {
  const code = failureCode(failure.code);
  return new EngineError({
    code,
    message: failure.message,
    where: whereOf(code, failure, bundle),
    remedy: remedyOf(code, overflowRemedy),
  });
}

function failureCode(text: string): FailureCode {
  return failureCodes.find((code) => code === text) ?? 'internal';
}

/** The symbol by its name and the bar by its time, or the session by its date. */
function whereOf(code: FailureCode, { symbol, time }: NativeFailure, bundle: Bundle): string | null {
  if (time === undefined) return null;
  if (code === 'no-return') return dateOfDay(time / dayMs);
  const at = new Date(time).toISOString();
  return symbol === undefined ? at : `${bundle.symbols[symbol] ?? symbol} at ${at}`;
}

function remedyOf(code: FailureCode, overflowRemedy: string | null): string | null {
  switch (code) {
    case 'overflow':
      return overflowRemedy;
    case 'no-return':
      return 'Raise the capital or lower the quantity.';
    case 'internal':
      return 'Please report this message, with the log where there is one.';
    default:
      return null;
  }
}
