/** A person's own bars, from a CSV file. */
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Parser } from 'csv-parse';
import { EngineError } from '../../platform/errors';
import { fileReasonOf } from '../../platform/fileReason';
import { openRegularFile } from '../../platform/readFile';
import type { Storage } from '../../protocol/vocabulary';
import type { Bundle } from './bundle';
import { readHeader } from './csvHeader';
import { CsvProblem } from './csvProblem';
import { macLineEnds } from './csvRemedies';
import { CsvRows } from './csvRows';

export interface ReadCsvOptions {
  /** Rounds values with more than 8 fractional digits half to even, and counts them; else they are errors. */
  readonly roundInputs: boolean;
  /** Values outside this storage's range are errors; null: there is no range. */
  readonly range: Storage | null;
  /** Called with the share of the file that is read, 0 … 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Far more than a bar needs; a file without line ends is not gathered whole. */
const longestRow = 1_000_000;
const bytesPerStep = 1 << 20;

const emptyRemedy =
  'The first line must name time, open, high, low, close and volume, and every line after it is a bar.';

/**
 * Reads the bars of a CSV file (RFC 4180). Every decimal is read from its text, exactly, and every row is a bar or an
 * error: none is skipped.
 * @throws {@link EngineError} `bad-input` that names the file, the line, the column and the text; `overflow` where a
 *   value is outside the range; `cancelled` if the signal is aborted
 */
export async function readCsv(path: string, options: ReadCsvOptions): Promise<Bundle> {
  const file = await openFile(path);
  try {
    return await readRows(file, path, options);
  } catch (error) {
    if (error instanceof CsvProblem) throw error.inFile(path);
    throw error;
  } finally {
    await file.close();
  }
}

async function readRows(file: FileHandle, path: string, options: ReadCsvOptions): Promise<Bundle> {
  const size = (await file.stat()).size;
  const lines = new LineCount();
  let rows: CsvRows | null = null;
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n'],
    skip_empty_lines: true,
    // Rows of another length are refused below, in the words of this reader.
    relax_column_count: true,
    max_record_size: longestRow,
    on_record: (fields: string[]) => {
      const line = lines.next(parser, fields);
      // A line of blanks is blank.
      if (fields.length === 1 && fields[0]?.trim() === '') return null;
      if (rows === null)
        rows = new CsvRows(readHeader(fields, line, path), options.roundInputs, options.range);
      else rows.add(fields, line);
      return null;
    },
  });
  // Nothing is handed on, but only a stream that is read from ends.
  parser.resume();
  try {
    await pipeline(steps(file, size, path, options), parser);
  } catch (error) {
    throw error instanceof CsvError ? splitProblem(error, lines.nextLine(parser)) : error;
  }
  // The parser's callback assigns it, which the compiler does not see.
  const read = rows as CsvRows | null;
  if (read === null) throw new CsvProblem('the file is empty', null, null, emptyRemedy);
  return read.finish();
}

async function* steps(
  file: FileHandle,
  size: number,
  path: string,
  { onProgress, signal }: ReadCsvOptions,
): AsyncGenerator<Buffer> {
  let done = 0;
  for (;;) {
    if (signal?.aborted === true) {
      throw new EngineError({
        code: 'cancelled',
        message: 'Reading was canceled',
        where: path,
        remedy: null,
      });
    }
    const { bytesRead, buffer } = await file.read(Buffer.alloc(bytesPerStep), 0, bytesPerStep, null);
    if (bytesRead === 0) break;
    if (done === 0) refuseMacLineEnds(buffer.subarray(0, bytesRead));
    yield buffer.subarray(0, bytesRead);
    done += bytesRead;
    onProgress?.(size === 0 ? 0 : Math.min(1, done / size));
  }
  onProgress?.(1);
}

/** All of such a file is one row, which may exceed the limit: its start is enough to report it. */
function refuseMacLineEnds(start: Buffer): void {
  if (start.includes('\n') || !start.includes('\r')) return;
  throw new CsvProblem(macLineEnds.problem, 1, null, macLineEnds.remedy);
}

/**
 * Lines on which rows begin. The parser counts blank lines, and the lines of the file up to a row's end; it takes some
 * line ends within quotes for two, so those are counted here.
 */
class LineCount {
  #line = 1;
  #blankLines = 0;

  /** The line on which a row begins that has just been read. */
  next(parser: Parser, fields: readonly string[]): number {
    const line = this.nextLine(parser);
    this.#blankLines = parser.info.empty_lines;
    this.#line = line + 1;
    for (const field of fields) {
      if (field.includes('\n')) this.#line += field.split('\n').length - 1;
    }
    return line;
  }

  /** The line on which the row begins that comes next. */
  nextLine(parser: Parser): number {
    return this.#line + parser.info.empty_lines - this.#blankLines;
  }
}

/** What the text's own shape has wrong. */
function splitProblem(error: CsvError, line: number): CsvProblem {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new CsvProblem(
        'a quote that opens in this row is never closed',
        line,
        null,
        'Close it, or remove it.',
      );
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new CsvProblem('text follows a closing quote in this row', line, null, doubledQuotes);
    case 'INVALID_OPENING_QUOTE':
      return new CsvProblem('a quote stands in the middle of a field in this row', line, null, doubledQuotes);
    case 'CSV_MAX_RECORD_SIZE':
      return new CsvProblem(
        'the row is too long for a bar: the file may not be CSV, or lack a quote',
        line,
        null,
        'Name a CSV file whose lines end in LF or CR LF.',
      );
    default:
      return new CsvProblem(error.message, line, null, 'Correct the row.');
  }
}

const doubledQuotes = 'Put the whole field in quotes, and write a quote within it twice.';

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await openRegularFile(path);
  } catch (error) {
    throw notReadable(error).inFile(path);
  }
}

function notReadable(error: unknown): CsvProblem {
  const words = fileReasonOf(error);
  if (words !== null)
    return new CsvProblem(`the file cannot be read: ${words.reason}`, null, null, words.remedy);
  const reason = error instanceof Error ? error.message : String(error);
  return new CsvProblem(`the file cannot be read: ${reason}`, null, null);
}
