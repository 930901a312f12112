/** The native module: the only file that loads it, and the types of what it exports. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as v from 'valibot';
import { EngineError } from '../platform/errors';
import { check } from '../protocol/check';
import type { Versions } from '../protocol/report';

/** Columns of a bundle, borrowed for the length of a run. i128 values are two words each, low before high. */
export interface NativeColumns<C> {
  readonly offsets: Uint32Array;
  readonly timeline: Float64Array;
  readonly time: Float64Array;
  readonly open: C;
  readonly close: C;
  readonly volume: C;
}

/** A strategy with the parameters of a backtest. Decimals are plain text. */
export interface NativeParameters {
  readonly strategy: 'sma' | 'momentum' | 'zscore';
  /** The fast window of an SMA, else the window, in bars. */
  readonly window: number;
  readonly slow?: number;
  readonly threshold?: string;
  readonly warmup: number;
  readonly capital: string;
  readonly quantity: string;
  readonly slippageBps: string;
  readonly commission: string;
}

/** Why a run did not come to its end. */
export interface NativeFailure {
  readonly code: string;
  readonly message: string;
  /** The operation that overflowed. */
  readonly operation?: string;
  /** Place of the symbol in the bundle. */
  readonly symbol?: number;
  /** The bar's time, or the beginning of the session, in milliseconds since the epoch. */
  readonly time?: number;
}

/** Totals and metrics. A figure is a double, or an exact integer: money at scale 8, metrics at scale 12. */
export interface NativeSummary<F> {
  readonly finalCash: F;
  readonly finalEquity: F;
  readonly totalReturn: F;
  /** Not there where the returns have no deviation. */
  readonly volatility?: F;
  readonly sharpe?: F;
  readonly maxDrawdown: F;
  readonly unfilled: number;
  readonly commission: F;
  readonly realised: F;
  readonly turnover: F;
}

export interface NativeEvidence<F> {
  readonly ties: number;
  readonly buys: number;
  readonly sells: number;
  readonly maxResidual: F;
  readonly finalResidual: F;
  readonly residues: readonly { readonly symbol: number; readonly quantity: F }[];
}

type Run<C> = (
  offsets: Uint32Array,
  timeline: Float64Array,
  time: Float64Array,
  open: C,
  close: C,
  volume: C,
  control: Int32Array,
) => NativeFailure | null;

/** A backtest, and what its last run computed. C is a column, F a figure. */
export interface NativeBacktest<C, F> {
  run: Run<C>;
  /** Runs once more, with the bookkeeping watched. */
  audit: Run<C>;
  fillCount(): number;
  sessionCount(): number;
  copyFillTimes(times: Float64Array): void;
  copyFillSymbols(symbols: Uint32Array): void;
  /** Quantity, price, notional, commission and cash of each fill in turn. */
  copyFillValues(values: C): void;
  /** Days since the epoch. */
  copySessionDays(days: Float64Array): void;
  copyEquities(equities: C): void;
  /** An exact return has twice the words of an equity. */
  copyReturns(returns: C): void;
  copyDecisions(decisions: Uint8Array): void;
  summary(): NativeSummary<F>;
  evidence(): NativeEvidence<F>;
}

type BacktestClass<C, F> = new (parameters: NativeParameters) => NativeBacktest<C, F>;

export interface NativeModule {
  moduleInfo(): NonNullable<Versions['native']>;
  readonly BacktestI64: BacktestClass<BigInt64Array, bigint>;
  readonly BacktestI128: BacktestClass<BigInt64Array, bigint>;
  readonly BacktestF64: BacktestClass<Float64Array, number>;
}

/** Names another file to load as the module, in place of the one that was built. */
const overrideVariable = 'DECIMAL_BENCHMARK_NATIVE';

let loaded: NativeModule | null = null;

/**
 * The native module, loaded once.
 * @throws {@link EngineError} `native-missing` or `native-unloadable`
 */
export function nativeModule(): NativeModule {
  loaded ??= load(findModule());
  return loaded;
}

/**
 * What the native module was built from.
 * @throws {@link EngineError} `native-missing` or `native-unloadable`
 */
export function nativeVersions(): NonNullable<Versions['native']> {
  return nativeModule().moduleInfo();
}

/** The platform's name as napi-rs writes it into file names, e.g. `linux-x64-gnu`. */
export function napiTriple(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform === 'win32') return `${platform}-msvc`;
  if (process.platform !== 'linux') return platform;
  return `${platform}-${isGlibc() ? 'gnu' : 'musl'}`;
}

const ReportHeader = v.object({ header: v.object({ glibcVersionRuntime: v.optional(v.string()) }) });

function isGlibc(): boolean {
  const report = v.safeParse(ReportHeader, process.report.getReport());
  return report.success && report.output.header.glibcVersionRuntime !== undefined;
}

/** Whether this is the package for every platform, which was made without the module. */
export function isUniversalPackage(): boolean {
  return candidateFiles().some((file) => existsSync(path.join(path.dirname(file), universalMark)));
}

/** The file that stands in for the module where a package was made without it. */
const universalMark = 'universal';

/** Seen from the sources, the module is in the checkout's `dist`; from a bundle in `dist/engine`, beside it. */
function candidateFiles(): string[] {
  const override = process.env[overrideVariable];
  if (override !== undefined) return [override];
  const folders = new Set([path.join(__dirname, '../native'), path.join(__dirname, '../../dist/native')]);
  return [...folders].map((folder) => path.join(folder, `decimal-benchmark.${napiTriple()}.node`));
}

function findModule(): string {
  const candidates = candidateFiles();
  const found = candidates.find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new EngineError({
    code: 'native-missing',
    message: `The native module for ${napiTriple()} is not there`,
    where: candidates.join(', '),
    remedy: 'Build it with `npm run build`, or install the extension made for this platform.',
  });
}

function load(file: string): NativeModule {
  try {
    const exported: unknown = createRequire(__filename)(file);
    return check(NativeExports, exported, 'the native module');
  } catch (error) {
    throw new EngineError(
      {
        code: 'native-unloadable',
        message: `The native module cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
        where: file,
        remedy: 'Build it again with `npm run build`, or install the extension made for this platform.',
      },
      { cause: error },
    );
  }
}

const methods: readonly (keyof NativeBacktest<unknown, unknown>)[] = [
  'run',
  'audit',
  'fillCount',
  'sessionCount',
  'copyFillTimes',
  'copyFillSymbols',
  'copyFillValues',
  'copySessionDays',
  'copyEquities',
  'copyReturns',
  'copyDecisions',
  'summary',
  'evidence',
];

/** A class of the module: what its methods take and give is fixed by the Rust sources, that they are there is checked. */
function backtestClass<C, F>() {
  return v.custom<BacktestClass<C, F>>(
    (value) => typeof value === 'function' && hasMethods(value.prototype),
    'a class with all methods of a backtest',
  );
}

function hasMethods(prototype: unknown): boolean {
  if (typeof prototype !== 'object' || prototype === null) return false;
  return methods.every((method) => typeof Reflect.get(prototype, method) === 'function');
}

const NativeExports = v.object({
  moduleInfo: v.custom<NativeModule['moduleInfo']>((value) => typeof value === 'function', 'a function'),
  BacktestI64: backtestClass<BigInt64Array, bigint>(),
  BacktestI128: backtestClass<BigInt64Array, bigint>(),
  BacktestF64: backtestClass<Float64Array, number>(),
});
