/** Rows of a CSV file, checked and gathered into columns. */
import type { Storage } from '../../protocol/vocabulary';
import type { Bundle } from './bundle';
import { reordered } from './columns';
import { shortened, type CsvColumns } from './csvHeader';
import { CsvProblem } from './csvProblem';
import {
  rangeRemedy,
  rowRemedy,
  tooSmallRemedy,
  timeRemedy,
  valueRemedy,
  notUtf8Remedy,
  utf16Remedy,
} from './csvRemedies';
import { readDecimal, readSafeScaled8 } from './parseDecimal';
import { readTime } from './parseTime';
import { holds } from './range';
import { Scaled8Builder } from './scaled8Builder';
import { scaledColumns, finalizeBundle } from './finalizeBundle';

interface SymbolRows {
  readonly index: number;
  rows: number;
  lastTime: number;
}

/** Gathers rows in file order; {@link finish} puts them in the order of symbols. */
export class CsvRows {
  readonly #columns: CsvColumns;
  readonly #roundInputs: boolean;
  readonly #range: Storage | null;
  readonly #symbols = new Map<string, SymbolRows>();
  readonly #builders = scaledColumns.map(() => new Scaled8Builder());
  #time = new Float64Array(1024);
  #symbolOfRow = new Uint32Array(1024);
  #rows = 0;
  #rounded = 0;
  #firstRoundedLine: number | null = null;
  /** The values × 10⁸ of the row under way. */
  readonly #bar: (number | bigint)[] = scaledColumns.map(() => 0);
  #firstUnenclosedLine: number | null = null;

  constructor(columns: CsvColumns, roundInputs: boolean, range: Storage | null) {
    this.#columns = columns;
    this.#roundInputs = roundInputs;
    this.#range = range;
  }

  /** @throws {@link CsvProblem} if the row is not a bar that follows the last of its symbol */
  add(fields: readonly string[], line: number): void {
    const { width, names, scaled } = this.#columns;
    if (fields.length !== width) {
      const has = `${fields.length} ${fields.length === 1 ? 'field' : 'fields'}`;
      throw new CsvProblem(
        `the row has ${has}, the header ${width}: ${shortened(fields.join(','))}`,
        line,
        null,
        rowRemedy(fields, width),
      );
    }
    const symbol = this.#symbolOf(fields, line);
    const time = this.#timeOf(fields, symbol, line);
    for (let field = 0; field < scaled.length; field++) {
      const place = scaled[field] ?? 0;
      this.#bar[field] = this.#addValue(field, fields[place] ?? '', line, names[place] ?? '');
    }
    if (this.#firstUnenclosedLine === null && !encloses(this.#bar)) this.#firstUnenclosedLine = line;
    if (this.#rows === this.#time.length) this.#grow();
    this.#time[this.#rows] = time;
    this.#symbolOfRow[this.#rows] = symbol.index;
    this.#rows++;
    symbol.rows++;
    symbol.lastTime = time;
  }

  /** @throws {@link CsvProblem} if there was no row */
  finish(): Bundle {
    if (this.#rows === 0)
      throw new CsvProblem('the file has a header and no bars', null, null, 'Add one line for every bar.');
    // Names are unique, so they never compare equal.
    const sorted = [...this.#symbols].sort(([first], [second]) => (first < second ? -1 : 1));
    const offsets = new Uint32Array(sorted.length + 1);
    const nextRow = new Uint32Array(sorted.length);
    for (const [place, [, { index, rows }]] of sorted.entries()) {
      nextRow[index] = offsets[place] ?? 0;
      offsets[place + 1] = (offsets[place] ?? 0) + rows;
    }
    const order = new Uint32Array(this.#rows);
    let moved = false;
    for (let row = 0; row < this.#rows; row++) {
      const symbol = this.#symbolOfRow[row] ?? 0;
      const target = nextRow[symbol] ?? 0;
      nextRow[symbol] = target + 1;
      order[target] = row;
      moved ||= target !== row;
    }
    const columns = this.#builders.map((builder) =>
      moved ? reordered(builder.finish(), order) : builder.finish(),
    );
    const [open, high, low, close, volume] = columns;
    if (!open || !high || !low || !close || !volume) throw new RangeError('a column is missing');
    return finalizeBundle({
      scenario: null,
      symbols: sorted.map(([name]) => name),
      offsets,
      time: moved ? Float64Array.from(order, (row) => this.#time[row] ?? 0) : this.#time.slice(0, this.#rows),
      open,
      high,
      low,
      close,
      volume,
      roundedInputs: this.#rounded,
      ...(this.#firstRoundedLine === null ? {} : { firstRoundedLine: this.#firstRoundedLine }),
      ...(this.#firstUnenclosedLine === null ? {} : { firstUnenclosedLine: this.#firstUnenclosedLine }),
    });
  }

  #symbolOf(fields: readonly string[], line: number): SymbolRows {
    const place = this.#columns.symbol;
    const name = place === null ? this.#columns.fileSymbol : (fields[place] ?? '');
    const known = this.#symbols.get(name);
    if (known !== undefined) return known;
    const column = place === null ? null : (this.#columns.names[place] ?? null);
    if (name.trim() === '')
      throw new CsvProblem(
        `the symbol ${shortened(name)} is empty`,
        line,
        column,
        'Name the symbol in every row, or leave the column out.',
      );
    if (name.includes('\u{fffd}') || name.includes('\0')) {
      throw new CsvProblem(
        `the symbol ${shortened(name)} is not UTF-8 text`,
        line,
        column,
        name.includes('\0') ? utf16Remedy : notUtf8Remedy,
      );
    }
    const added = { index: this.#symbols.size, rows: 0, lastTime: -Infinity };
    // A field may be a slice of a much longer text; the copy does not hold on to it.
    this.#symbols.set(Buffer.from(name).toString(), added);
    return added;
  }

  #timeOf(fields: readonly string[], symbol: SymbolRows, line: number): number {
    const { time: place, names } = this.#columns;
    const text = fields[place] ?? '';
    const time = readTime(text);
    const column = names[place] ?? null;
    if (typeof time === 'string') {
      throw new CsvProblem(`the time ${shortened(text)} ${time}`, line, column, timeRemedy(text));
    }
    if (time <= symbol.lastTime) {
      const last = new Date(symbol.lastTime).toISOString();
      throw new CsvProblem(
        `the time ${shortened(text)} is not after the last one of its symbol, ${last}`,
        line,
        column,
        'The bars of a symbol must be in order of time, one for each time.',
      );
    }
    return time;
  }

  #addValue(field: number, text: string, line: number, column: string): number | bigint {
    const builder = this.#builders[field];
    const isVolume = scaledColumns[field] === 'volume';
    const safe = readSafeScaled8(text);
    if (safe !== null && (safe > 0 || isVolume)) {
      builder?.pushSafe(safe);
      return safe;
    }
    const what = `the ${scaledColumns[field] ?? ''} ${shortened(text)}`;
    const reading = readDecimal(text, this.#roundInputs);
    if ('problem' in reading) {
      const remedy = valueRemedy(text, reading.kind, isVolume);
      throw new CsvProblem(`${what} ${reading.problem}`, line, column, remedy);
    }
    if (reading.rounded) {
      this.#rounded++;
      this.#firstRoundedLine ??= line;
    }
    const { value } = reading;
    if (isVolume && value < 0n) {
      const remedy = 'Correct it, or write 0 where nothing was traded.';
      throw new CsvProblem(`${what} must not be negative`, line, column, remedy);
    }
    if (!isVolume && value <= 0n) {
      if (value === 0n && reading.rounded) {
        throw new CsvProblem(
          `${what} is rounded to 0, and must be more than 0`,
          line,
          column,
          tooSmallRemedy,
        );
      }
      const remedy = 'Correct the price, or remove the row: every bar needs four prices above 0.';
      throw new CsvProblem(`${what} must be more than 0`, line, column, remedy);
    }
    const range = this.#range;
    if (range !== null && !holds(range, value)) {
      const message = `${what} is outside the range of ${range} storage`;
      throw new CsvProblem(message, line, column, rangeRemedy(value), 'overflow');
    }
    builder?.push(value);
    return value;
  }

  #grow(): void {
    const time = new Float64Array(2 * this.#time.length);
    time.set(this.#time);
    this.#time = time;
    const symbolOfRow = new Uint32Array(time.length);
    symbolOfRow.set(this.#symbolOfRow);
    this.#symbolOfRow = symbolOfRow;
  }
}

/** Whether high and low enclose open and close. Small values are numbers and large ones bigints, which compare exactly. */
function encloses([open = 0, high = 0, low = 0, close = 0]: readonly (number | bigint)[]): boolean {
  return high >= open && high >= close && low <= open && low <= close;
}
