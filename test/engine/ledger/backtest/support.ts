import type { Arithmetic } from '../../../../engine/ledger/arithmetic/arithmetic';
import { traceLines } from '../../../../engine/ledger/backtest/trace';
import type { Bundle, Scaled8Column } from '../../../../engine/ledger/data/bundle';
import { parseScaled8 } from '../../../../engine/ledger/data/parseDecimal';
import { finalizeBundle } from '../../../../engine/ledger/data/finalizeBundle';
import type { Engine } from '../../../../engine/ledger/engines/engine';
import { controlWord, type RunControl } from '../../../../engine/platform/runControl';
import type { BacktestResult } from '../../../../engine/protocol/backtest';
import type { BacktestParameters } from '../../../../engine/protocol/vocabulary';

/** A bar as a test writes it: `2024-01-02T14:30`, and decimals as text. */
export interface TestBar {
  readonly time: string;
  readonly open: string;
  readonly close: string;
  readonly volume: string;
}

/** A bar of a day whose open is its close, with plenty of volume. */
export function dailyBar(day: number, price: string, volume = '1000000'): TestBar {
  const date = new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10);
  return { time: `${date}T00:00`, open: price, close: price, volume };
}

export function bundleOf(series: Record<string, readonly TestBar[]>, scenario: string | null = null): Bundle {
  const symbols = Object.keys(series).sort();
  const bars = symbols.map((symbol) => series[symbol] ?? []);
  const rows = bars.flat();
  const offsets = new Uint32Array(symbols.length + 1);
  bars.forEach((own, symbol) => (offsets[symbol + 1] = (offsets[symbol] ?? 0) + own.length));
  return bundleOfColumns({
    symbols,
    offsets,
    scenario,
    time: Float64Array.from(rows, (bar) => Date.parse(`${bar.time}Z`)),
    open: rows.map((bar) => parseScaled8(bar.open, 'open')),
    close: rows.map((bar) => parseScaled8(bar.close, 'close')),
    volume: rows.map((bar) => parseScaled8(bar.volume, 'volume')),
  });
}

/** A bundle whose highs and lows are its opens and closes. */
export function bundleOfColumns(parts: {
  symbols: readonly string[];
  offsets: Uint32Array;
  scenario: string | null;
  time: Float64Array;
  open: readonly bigint[];
  close: readonly bigint[];
  volume: readonly bigint[];
}): Bundle {
  const { open, close, volume } = parts;
  const ends = open.map((value, row) => [value, close[row] ?? value] as const);
  return finalizeBundle({
    ...parts,
    open: columnOf(open),
    high: columnOf(ends.map(([a, b]) => (a > b ? a : b))),
    low: columnOf(ends.map(([a, b]) => (a < b ? a : b))),
    close: columnOf(close),
    volume: columnOf(volume),
    roundedInputs: 0,
  });
}

export const usualParameters: BacktestParameters = {
  strategy: { kind: 'sma', fast: 1, slow: 2 },
  warmup: 0,
  capital: '100000',
  quantity: '100',
  slippageBps: '5',
  commission: '0.001',
};

export function newControl(): RunControl {
  return new Int32Array(new SharedArrayBuffer(4 * Object.keys(controlWord).length));
}

export interface Described {
  readonly result: BacktestResult;
  readonly decisions: Uint8Array;
  readonly trace: string[];
}

export function describeWith(engine: Engine, bundle: Bundle, parameters: BacktestParameters): Described {
  const decisions = new Uint8Array(bundle.time.length);
  const result = engine.prepare(bundle, parameters, newControl()).describe(decisions);
  return { result, decisions, trace: traceLines(result) };
}

/** Values as text, so that a test compares what a person would read. */
export function texts<N>(numbers: Arithmetic<N>, values: ArrayLike<N>): string[] {
  return Array.from(values, (value) => numbers.format(value));
}

function columnOf(values: readonly bigint[]): Scaled8Column {
  return values.every((value) => BigInt.asIntN(64, value) === value) ? BigInt64Array.from(values) : values;
}
