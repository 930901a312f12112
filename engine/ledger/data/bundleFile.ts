/**
 * Bundles in a file that measuring processes read fast: columns as they lie in memory, low byte first, behind a header
 * of JSON. The format is private to one version of the product.
 */
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { temporaryNameOf } from '../../platform/writeWhole';
import * as v from 'valibot';
import { EngineError } from '../../platform/errors';
import { openRegularFileSync, parseJson } from '../../platform/readFile';
import { check } from '../../protocol/check';
import type { Bundle, Scaled8Column } from './bundle';
import { littleEndian } from './columns';
import { littleEndianBytes, scaledColumns } from './finalizeBundle';

const magic = 'DECBNDL1';
/** The magic, then the header's length in bytes. */
const preludeBytes = 12;

const Header = v.strictObject({
  scenario: v.nullable(v.string()),
  symbols: v.array(v.string()),
  rows: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  times: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  roundedInputs: v.number(),
  unenclosedBars: v.number(),
  /** Columns with a value beyond i64, as text; all others lie behind the header. */
  wide: v.record(v.string(), v.array(v.pipe(v.string(), v.regex(/^-?\d+$/)))),
});
type Header = v.InferOutput<typeof Header>;

/** Writes the file and then gives it its name, so that nobody reads half of one. */
export function writeBundleFile(path: string, bundle: Bundle): void {
  const header: Header = {
    scenario: bundle.scenario,
    symbols: [...bundle.symbols],
    rows: bundle.time.length,
    times: bundle.timeline.length,
    digest: bundle.digest,
    roundedInputs: bundle.roundedInputs,
    unenclosedBars: bundle.unenclosedBars,
    wide: {},
  };
  const parts = [
    littleEndianBytes(bundle.offsets),
    littleEndianBytes(bundle.time),
    littleEndianBytes(bundle.timeline),
  ];
  for (const name of scaledColumns) {
    const column = bundle[name];
    if (column instanceof BigInt64Array) parts.push(littleEndianBytes(column));
    else header.wide[name] = column.map(String);
  }
  const headerBytes = Buffer.from(JSON.stringify(header));
  const prelude = Buffer.alloc(preludeBytes);
  prelude.write(magic, 'latin1');
  prelude.writeUInt32LE(headerBytes.length, magic.length);
  writeWhole(path, [prelude, headerBytes, ...parts]);
}

/**
 * Reads a bundle file.
 * @throws {@link EngineError} `bad-input` if it cannot be read or is not a whole bundle of this version
 */
export function readBundleFile(path: string): Bundle {
  const file = open(path);
  try {
    return readBundle(file);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    closeSync(file);
  }
}

function readBundle(file: number): Bundle {
  const prelude = readBytes(file, Buffer.alloc(preludeBytes));
  if (prelude.toString('latin1', 0, magic.length) !== magic) throw new Error('it does not begin like one');
  const headerLength = prelude.readUInt32LE(magic.length);
  const size = fstatSync(file).size;
  if (headerLength > size) throw new Error('it is cut short');
  const headerText = readBytes(file, Buffer.alloc(headerLength)).toString('utf8');
  const header = check(Header, parseJson(headerText), 'header');
  const { symbols, rows, times } = header;

  const narrow = scaledColumns.filter((name) => header.wide[name] === undefined);
  const expected =
    preludeBytes + headerLength + 4 * (symbols.length + 1) + 8 * (rows * (1 + narrow.length) + times);
  if (size !== expected) throw new Error(`it has ${size} bytes, not ${expected}`);

  const offsets = readColumn(file, new Uint32Array(symbols.length + 1));
  const time = readColumn(file, new Float64Array(rows));
  const timeline = readColumn(file, new Float64Array(times));
  const column = (name: (typeof scaledColumns)[number]): Scaled8Column => {
    const wide = header.wide[name];
    if (wide === undefined) return readColumn(file, new BigInt64Array(rows));
    if (wide.length !== rows) throw new Error(`its column ${name} has ${wide.length} rows, not ${rows}`);
    return wide.map(BigInt);
  };
  const bundle: Bundle = {
    scenario: header.scenario,
    symbols,
    offsets,
    time,
    timeline,
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
    digest: header.digest,
    roundedInputs: header.roundedInputs,
    unenclosedBars: header.unenclosedBars,
  };
  checkOrder(bundle);
  return bundle;
}

/** What the engines rely on without looking: symbols in order, offsets that cover the rows, times that rise. */
function checkOrder({ symbols, offsets, time, timeline }: Bundle): void {
  if (offsets[0] !== 0 || offsets[symbols.length] !== time.length)
    throw new Error('its offsets do not cover its rows');
  for (const [index, symbol] of symbols.entries()) {
    const next = symbols[index + 1];
    if (next !== undefined && !(symbol < next)) throw new Error('its symbols are not in order');
    const start = offsets[index] ?? 0;
    const end = offsets[index + 1] ?? 0;
    if (end < start) throw new Error('its offsets do not rise');
    if (!rises(time, start, end)) throw new Error(`the times of ${symbol} do not rise`);
  }
  if (!rises(timeline, 0, timeline.length)) throw new Error('its timeline does not rise');
}

function rises(times: Float64Array, start: number, end: number): boolean {
  for (let row = start + 1; row < end; row++) {
    const before = times[row - 1];
    const after = times[row];
    if (before === undefined || after === undefined || !(before < after)) return false;
  }
  return true;
}

function readColumn<A extends Uint32Array | Float64Array | BigInt64Array>(file: number, array: A): A {
  const bytes = readBytes(file, Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  if (!littleEndian) {
    if (array.BYTES_PER_ELEMENT === 8) bytes.swap64();
    else bytes.swap32();
  }
  return array;
}

/** Fills the buffer from the file, in steps that one system call allows. */
function readBytes(file: number, buffer: Buffer): Buffer {
  for (let at = 0; at < buffer.length;) {
    const read = readSync(file, buffer, at, Math.min(buffer.length - at, largestStep), null);
    if (read === 0) throw new Error('it is cut short');
    at += read;
  }
  return buffer;
}

const largestStep = 2 ** 30;

function writeWhole(path: string, parts: readonly Buffer[]): void {
  const temporary = temporaryNameOf(path);
  try {
    const file = openSync(temporary, 'wx');
    try {
      for (const part of parts) {
        for (let at = 0; at < part.length;) {
          at += writeSync(file, part, at, Math.min(part.length - at, largestStep));
        }
      }
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function open(path: string): number {
  try {
    return openRegularFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): EngineError {
  const reason = error instanceof Error ? error.message : String(error);
  return new EngineError(
    {
      code: 'bad-input',
      message: `The file is not a bundle that can be read: ${reason}`,
      where: path,
      remedy: null,
    },
    { cause: error },
  );
}
