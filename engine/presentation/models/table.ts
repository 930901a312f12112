/** A table as data: drawn by view/dataTable.ts, sorted here, copied as TSV. */
import type { EngineName } from '../../protocol/vocabulary';
import { alignDecimals } from '../format';

/** The column that rows are sorted by. */
export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export interface Column {
  readonly id: string;
  readonly title: string;
  /** What the figures are and how they are computed. */
  readonly help: string;
  readonly numeric: boolean;
}

export interface Cell {
  readonly text: string;
  /** What sorting compares and copying gives; null is none and sorts last. */
  readonly value: string | number | null;
  /** First line: what. Further lines: how, and from how many samples. */
  readonly help: string | null;
}

export interface Row {
  readonly key: string;
  /** Draws the engine's marker in the first cell. */
  readonly engine: EngineName | null;
  /** By column. */
  readonly cells: readonly Cell[];
}

export interface Table {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A cell that shows its value. */
export function textCell(text: string, help: string | null = null): Cell {
  return { text, value: text, help };
}

export const noCell: Cell = { text: '–', value: null, help: null };

/** The rows in the order that `sort` names; as they are without one, or where its column is gone. */
export function sortedRows(table: Table, sort: Sort | undefined): readonly Row[] {
  const column = table.columns.findIndex(({ id }) => id === sort?.column);
  if (sort === undefined || column < 0) return table.rows;
  const direction = sort.descending ? -1 : 1;
  return [...table.rows].sort((a, b) => {
    const left = a.cells[column]?.value ?? null;
    const right = b.cells[column]?.value ?? null;
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return direction * compared(left, right);
  });
}

/** The table with the figures of these columns aligned at their decimal points. */
export function alignedAt(columns: readonly string[], table: Table): Table {
  const texts = table.columns.map(({ id }, column) => {
    const plain = table.rows.map(({ cells }) => cells[column]?.text ?? '');
    return columns.includes(id) ? alignDecimals(plain) : plain;
  });
  const rows = table.rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((cell, column) => ({ ...cell, text: texts[column]?.[index] ?? cell.text })),
  }));
  return { ...table, rows };
}

/** Tab-separated, with a heading line: the values, not their grouped and rounded texts. */
export function toTsv(table: Table, sort: Sort | undefined): string {
  const lines = [table.columns.map(({ title }) => title)];
  for (const { cells } of sortedRows(table, sort)) lines.push(cells.map(({ value }) => String(value ?? '')));
  return lines.map((cells) => cells.map(withoutBreaks).join('\t')).join('\n');
}

function compared(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left).localeCompare(String(right), undefined, { numeric: true });
}

function withoutBreaks(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}
