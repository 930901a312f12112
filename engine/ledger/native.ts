/** The native module: the only file that loads it, and the types of what it exports, which its build generates. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as v from 'valibot';
import { EngineError } from '../platform/errors';
import { check } from '../protocol/check';
import type { Versions } from '../protocol/report';
import type * as Declared from './nativeModule.d.ts';

export type { NativeFailure, NativeParameters } from './nativeModule.d.ts';

export type NativeModule = typeof Declared;

/**
 * What the module's backtests have in common: C is a column, F a figure. A figure is a double, or an exact integer: money
 * at scale 8, metrics at scale 12. A class whose methods differ otherwise is not assignable to it.
 */
export type NativeBacktest<C, F> = EachRestated<Declared.BacktestI64, C, F>;

/** The type with C in place of columns of integers, and F in place of integers. */
type Restated<T, C, F> = T extends BigInt64Array
  ? C
  : T extends bigint
    ? F
    : T extends (...parameters: infer P) => infer R
      ? (...parameters: EachRestated<P, C, F>) => Restated<R, C, F>
      : T extends ArrayBufferView
        ? T
        : EachRestated<T, C, F>;

type EachRestated<T, C, F> = { [K in keyof T]: Restated<T[K], C, F> };

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

/** The file that stands in for the module if a package was made without it. */
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

/** Every method of a backtest: the compiler finds one that is missing here. */
const methods = {
  run: true,
  audit: true,
  fillCount: true,
  sessionCount: true,
  copyFillTimes: true,
  copyFillSymbols: true,
  copyFillValues: true,
  copySessionDays: true,
  copyEquities: true,
  copyReturns: true,
  copyDecisions: true,
  summary: true,
  evidence: true,
} satisfies Record<keyof Declared.BacktestI64, true>;

/** A class of the module. Its methods are only checked to exist: the declarations say what they take and return. */
function backtestClass<Name extends 'BacktestI64' | 'BacktestI128' | 'BacktestF64'>() {
  return v.custom<NativeModule[Name]>(
    (value) => typeof value === 'function' && hasMethods(value.prototype),
    'a class with all methods of a backtest',
  );
}

function hasMethods(prototype: unknown): boolean {
  if (typeof prototype !== 'object' || prototype === null) return false;
  return Object.keys(methods).every((method) => typeof Reflect.get(prototype, method) === 'function');
}

const NativeExports = v.object({
  moduleInfo: v.custom<NativeModule['moduleInfo']>((value) => typeof value === 'function', 'a function'),
  BacktestI64: backtestClass<'BacktestI64'>(),
  BacktestI128: backtestClass<'BacktestI128'>(),
  BacktestF64: backtestClass<'BacktestF64'>(),
});
