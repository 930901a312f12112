/** Which column of a CSV file is which field of a bar. */
import { basename, extname } from 'node:path';
import { CsvProblem } from './csvProblem';
import { hasLoneCr, macLineEnds, utf16Remedy } from './csvRemedies';
import { scaledColumns } from './finalizeBundle';

/** Where to find each field of a row. */
export interface CsvColumns {
  /** Fields of every row. */
  readonly width: number;
  readonly time: number;
  /** Null if the file has no such column: all bars are then of `fileSymbol`. */
  readonly symbol: number | null;
  readonly fileSymbol: string;
  /** In the order of {@link scaledColumns}. */
  readonly scaled: readonly number[];
  /** Names for errors, one a column. */
  readonly names: readonly string[];
}

const timeNames = ['time', 'date', 'datetime', 'timestamp'];
const fields = ['time', 'symbol', ...scaledColumns];

/** @throws {@link CsvProblem} if a column is missing or there are two for one field */
export function readHeader(header: readonly string[], line: number, path: string): CsvColumns {
  if (header.some((name) => name.includes('\0'))) {
    throw new CsvProblem('the file is not text in UTF-8', line, null, utf16Remedy);
  }
  if (header.some(hasLoneCr)) throw new CsvProblem(macLineEnds.problem, line, null, macLineEnds.remedy);
  const places = new Map<string, number>();
  for (const [place, name] of header.entries()) {
    const field = fieldOf(name);
    if (field === null) continue;
    const before = places.get(field);
    if (before !== undefined) {
      const both = `${JSON.stringify(header[before])} and ${JSON.stringify(name)}`;
      throw new CsvProblem(
        `two columns stand for the ${field}: ${both}`,
        line,
        name.trim(),
        'Keep one of them, and rename the other.',
      );
    }
    places.set(field, place);
  }
  // A table's index is written as a first column without a name.
  if (!places.has('time') && header[0]?.trim() === '') places.set('time', 0);

  const missing = fields.filter((field) => field !== 'symbol' && !places.has(field));
  if (missing.length > 0) throw missingColumns(missing, header, line);
  return {
    width: header.length,
    time: places.get('time') ?? 0,
    symbol: places.get('symbol') ?? null,
    fileSymbol: basename(path, extname(path)),
    scaled: scaledColumns.map((field) => places.get(field) ?? 0),
    names: header.map((name, place) => (name.trim() === '' ? `${place + 1}` : name.trim())),
  };
}

function fieldOf(name: string): string | null {
  const lower = name.trim().toLowerCase();
  if (timeNames.includes(lower)) return 'time';
  return fields.includes(lower) ? lower : null;
}

function missingColumns(missing: readonly string[], header: readonly string[], line: number): CsvProblem {
  const text = header.join(',');
  const otherSeparator = header.length === 1 && /[;\t|]/.test(text);
  return new CsvProblem(
    `the header has no column for ${missing.join(', ')}: ${shortened(text)}`,
    line,
    null,
    otherSeparator
      ? 'Separate the fields by commas.'
      : 'The first line must name time, open, high, low, close and volume, and symbol where there are several.',
  );
}

/** Text from a file, for a message: quoted, what cannot be seen escaped, cut if it is long. */
export function shortened(text: string): string {
  const limit = 80;
  const quoted = JSON.stringify(text.length > limit ? `${text.slice(0, limit)}…` : text);
  return quoted.replace(unseen, escaped);
}

/** As JSON escapes it, each half of a pair by itself. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, half) => `\\u${character.charCodeAt(half).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** Blanks that look like others or like nothing, and marks that only steer the reading: all but the plain blank. */
const unseen = /(?! )[\p{Z}\p{Cf}\u007f-\u009f]/gu;
