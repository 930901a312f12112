/** Findings as they are printed: with lines and columns, and paths relative to a folder. */
import path from 'node:path';
import type { FindingRecord, ProblemRecord } from '../protocol/lint';
import type { Finding, RelatedPlace, TextRange } from './finding';
import type { FileReport } from './fileReport';
import { TextLines } from './textLines';

/** Where a range is: lines and columns from 1, columns in UTF-16 units. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns places into lines and columns; texts are read once. */
export class SourceLocations {
  readonly #folder: string;
  readonly #textOf: (path: string) => string | null;
  readonly #known = new Map<string, TextLines>();

  /** @param folder - absolute; printed paths are relative to it */
  constructor(folder: string, textOf: (path: string) => string | null) {
    this.#folder = folder;
    this.#textOf = textOf;
  }

  /** Takes the texts that findings were made in: on the disk they may change before they are printed. */
  hold(reports: readonly FileReport[]): void {
    for (const { path: file, text } of reports)
      if (text !== undefined) this.#known.set(file, new TextLines(text));
  }

  linesOf(file: string): TextLines {
    const known = this.#known.get(file);
    if (known !== undefined) return known;
    const lines = new TextLines(this.#textOf(file) ?? '');
    this.#known.set(file, lines);
    return lines;
  }

  region(file: string, { start, end }: TextRange): Region {
    const lines = this.linesOf(file);
    const from = lines.position(start);
    const to = lines.position(end);
    return { ...from, endLine: to.line, endColumn: to.column };
  }

  /** The related places of a finding, without those in files that have changed since: nobody knows their lines. */
  relatedOf({ related }: Finding): readonly RelatedPlace[] {
    return related.filter(({ path: file }) => this.#known.has(file) || this.#textOf(file) !== null);
  }

  /** A file's path as it is printed, with `/`. */
  relative(file: string): string {
    return path.relative(this.#folder, file).replaceAll(path.sep, '/');
  }

  /** As the record of a finding, so that readers of findings can read it, too. */
  problem(file: string, message: string): ProblemRecord {
    const place = { path: this.relative(file), line: 1, column: 1, endLine: 1, endColumn: 1 };
    return { rule: null, severity: 'error', message, ...place, fixes: [], related: [] };
  }

  record(finding: Finding): FindingRecord {
    const { rule, severity, message, path: file, range, fixes } = finding;
    return {
      rule,
      severity,
      message,
      path: this.relative(file),
      ...this.region(file, range),
      fixes: fixes.map(({ title, kind }) => ({ title, kind })),
      related: this.relatedOf(finding).map((place) => ({
        path: this.relative(place.path),
        line: this.region(place.path, place.range).line,
        message: place.message,
      })),
    };
  }
}
