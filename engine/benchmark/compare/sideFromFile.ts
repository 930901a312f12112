/** The figures of one side, from a file that may be CSV, JSON, or what a benchmark tool has written. */
import { parse } from 'csv-parse/sync';
import { statSync } from 'node:fs';
import { EngineError } from '../../platform/errors';
import { fileReasonOf } from '../../platform/fileReason';
import { FileRefusedError, parseJson, readTextSync } from '../../platform/readFile';
import { isFigure, readFigures, type Figures } from './figures';
import { benchmarkSide, isBenchmark } from './benchmarkSide';
import { benchmarkDotNet } from './formats/benchmarkDotNet';
import { criterion } from './formats/criterion';
import { hyperfine } from './formats/hyperfine';
import type { ResultFormat } from './formats/named';
import { ownReport } from './formats/ownReport';
import { pytestBenchmark } from './formats/pytestBenchmark';
import { tinybench } from './formats/tinybench';
import { vitest } from './formats/vitest';
import { valueAt } from './jsonPath';
import type { Side } from './side';

const formats: readonly ResultFormat[] = [
  ownReport,
  pytestBenchmark,
  hyperfine,
  criterion,
  benchmarkDotNet,
  vitest,
  tinybench,
];

/**
 * @param address - `FILE` or `FILE:column`: a column of CSV, a path in JSON, the name of a benchmark
 * @throws EngineError `bad-input`
 */
export function sideFromFile(address: string): Side {
  const { file, column } = split(address);
  const text = textOf(file);
  const source = column === null ? file : `${file}:${column}`;
  const start = text.trimStart();
  return start.startsWith('{') || start.startsWith('[')
    ? sideFromJson(parsed(text, file), column, file)
    : { kind: 'samples', source, ...csvColumn(text, file, column, source), unit: null, notes: [] };
}

/** A name may hold colons, as `C:\times.csv` does: what is a file as it stands has no column. */
function split(address: string): { file: string; column: string | null } {
  const colon = address.lastIndexOf(':');
  const isDrive = colon === 1;
  if (colon < 1 || isDrive || isFile(address)) return { file: address, column: null };
  // The column may hold colons too, as a benchmark's name does: the longest part that is a file is the file.
  for (let at = colon; at > 1; at = address.lastIndexOf(':', at - 1)) {
    if (isFile(address.slice(0, at))) return { file: address.slice(0, at), column: address.slice(at + 1) };
  }
  const first = address.indexOf(':', 2);
  return { file: address.slice(0, first), column: address.slice(first + 1) };
}

function isFile(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}

function textOf(file: string): string {
  try {
    return readTextSync(file, 'samples');
  } catch (error) {
    const words = fileReasonOf(error);
    if (words === null) throw error;
    throw refused(`Cannot read ${file}: ${words.reason}`, words.remedy);
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof FileRefusedError)
      throw refused(`Cannot read ${file}: ${error.reason}`, error.remedy);
    throw refused(`${file} begins as JSON and is none`, 'Check that it was written to its end.');
  }
}

function sideFromJson(data: unknown, column: string | null, file: string): Side {
  for (const format of formats) {
    const found = format(data, file);
    if (found === null) continue;
    // A command may begin like a path does.
    if (column?.startsWith('/') === true && !isBenchmark(found, column)) break;
    return benchmarkSide(found, column, file);
  }
  const source = column === null ? file : `${file}:${column}`;
  const values = column === null ? data : valueAt(data, column);
  if (!Array.isArray(values) || values.length === 0) {
    throw refused(
      `${source} holds no list of figures`,
      'Name where the list is: FILE.json:/results/times, or FILE.json:time for a list of objects.',
    );
  }
  const items: readonly unknown[] = values;
  return {
    kind: 'samples',
    source,
    ...readFigures(items, (index) => `sample ${index + 1}`, source),
    unit: null,
    notes: [],
  };
}

function csvColumn(text: string, file: string, column: string | null, source: string): Figures {
  const rows = csvRows(text, file);
  const [head] = rows;
  if (head === undefined) throw refused(`${file} is empty`, 'Name a file with one sample a line.');
  const names = head.map((name) => name.trim());
  if (column === null && names.length === 1) {
    // What begins as a figure, such as `1.5s`, is a sample with a slip in it, not the name of a column.
    const isHeader = Number.isNaN(Number.parseFloat(names[0] ?? ''));
    return figuresIn(rows, 0, isHeader ? 1 : 0, source);
  }
  if (!hasHeader(rows, column)) {
    throw refused(
      `${file} has no header: its first row, ${names.join(', ')}, holds figures`,
      names.length === 1
        ? `Name the file alone: ${file}.`
        : 'Add a first row with a name for each column, then name one as FILE:column.',
    );
  }
  const index = column === null ? -1 : names.indexOf(column);
  if (index < 0 || column === null) {
    const what = column === null ? `${file} has several columns` : `${file} has no column ${column}`;
    throw refused(what, `Name one as FILE:column, of: ${names.join(', ')}.`);
  }
  if (names.lastIndexOf(column) !== index) {
    throw refused(`${file} has several columns ${column}`, 'Give each a name of its own.');
  }
  return figuresIn(rows, index, 1, source);
}

/**
 * A name that is a figure may be a sample. The first row is a header then only if another column shows it: its name is
 * no figure, and all below it are.
 */
function hasHeader([head = [], ...samples]: readonly string[][], column: string | null): boolean {
  if (!head.every(isFigure) && (column === null || !isFigure(column))) return true;
  return head.some((name, index) => !isFigure(name) && samples.every((row) => isFigure(row[index] ?? '')));
}

function csvRows(text: string, file: string): string[][] {
  const [firstLine = ''] = text.split(/\r?\n|\r/, 1);
  const delimiter = [',', ';', '\t'].find((mark) => firstLine.includes(mark)) ?? ',';
  try {
    return parse(text, { delimiter, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refused(`${file} is no CSV: ${why}`, 'Name a CSV or JSON file with the samples.');
  }
}

function figuresIn(rows: readonly string[][], column: number, from: number, source: string): Figures {
  const cells = rows.slice(from).map((row) => row[column] ?? '');
  const figures = readFigures(cells, (index) => `row ${index + from + 1}:`, source);
  if (cells.length === 0) throw refused(`${source} has a header and no samples`, 'Name a file with samples.');
  return figures;
}

function refused(message: string, remedy: string): EngineError {
  return new EngineError({ code: 'bad-input', message, where: null, remedy });
}
