import { formatDouble, formatScaled } from '../arithmetic/decimalText';
import type { Scaled8Column } from '../data/bundle';
import { splitWords, joinWords, toFloat64 } from '../data/columns';
import { EngineError } from '../../platform/errors';
import { nativeModule, type NativeBacktest, type NativeParameters } from '../native';
import type { Storage } from '../../protocol/vocabulary';

/** Fractional digits of a scaled figure: money and quantities have 8, returns and metrics 12. */
type Digits = 8 | 12;

/** How the native module's numbers cross: C is a column's type, F a single figure's. */
export interface NativeNumber<C, F> {
  /** Elements of a column that hold one value, and that hold one return. */
  readonly width: number;
  readonly returnWidth: number;
  column(values: Scaled8Column): C;
  allocate(elements: number): C;
  /** The value that begins at an element. */
  read(column: C, element: number, width: number): F;
  format(figure: F, digits: Digits): string;
  /** A plain decimal as this number would print it. */
  restate(text: string): string;
  create(parameters: NativeParameters): NativeBacktest<C, F>;
}

const nativeI64: NativeNumber<BigInt64Array, bigint> = {
  ...exactNumber(1),
  column: i64Column,
  create: (parameters) => new (nativeModule().BacktestI64)(parameters),
};

const nativeI128: NativeNumber<BigInt64Array, bigint> = {
  ...exactNumber(2),
  column: (values) => splitWords(values),
  create: (parameters) => new (nativeModule().BacktestI128)(parameters),
};

export const nativeF64: NativeNumber<Float64Array, number> = {
  width: 1,
  returnWidth: 1,
  column: toFloat64,
  allocate: (elements) => new Float64Array(elements),
  read: (column, element) => column[element] ?? Number.NaN,
  format: (figure) => formatDouble(figure),
  restate: (text) => formatDouble(Number(text)),
  create: (parameters) => new (nativeModule().BacktestF64)(parameters),
};

export function exactNative(storage: Storage): NativeNumber<BigInt64Array, bigint> {
  return storage === 'i64' ? nativeI64 : nativeI128;
}

function exactNumber(words: number) {
  return {
    width: words,
    returnWidth: 2 * words,
    allocate: (elements: number) => new BigInt64Array(elements),
    read: joinWords,
    format: formatScaled,
    restate: (text: string) => text,
  };
}

function i64Column(values: Scaled8Column): BigInt64Array {
  if (values instanceof BigInt64Array) return values;
  const column = BigInt64Array.from(values);
  const row = column.findIndex((value, index) => value !== values[index]);
  if (row < 0) return column;
  throw new EngineError({
    code: 'overflow',
    message: `${formatScaled(values[row] ?? 0n, 8)} is outside the range of i64`,
    where: null,
    remedy: 'Use `--storage i128`.',
  });
}
