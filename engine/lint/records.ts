/** Findings as they are printed: with lines and columns, and paths relative to a folder. */
import path from 'node:path';
import type { FindingRecord } from '../protocol/lint';
import type { Finding, TextRange } from './finding';
import { TextLines } from './textLines';

/** Where a range is: lines and columns from 1, columns in UTF-16 units. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns places into lines and columns; texts are read once. */
export class Places {
  private readonly folder: string;
  private readonly textOf: (path: string) => string | null;
  private readonly known = new Map<string, TextLines>();

  /** @param folder - absolute; printed paths are relative to it */
  constructor(folder: string, textOf: (path: string) => string | null) {
    this.folder = folder;
    this.textOf = textOf;
  }

  linesOf(file: string): TextLines {
    const known = this.known.get(file);
    if (known !== undefined) return known;
    const lines = new TextLines(this.textOf(file) ?? '');
    this.known.set(file, lines);
    return lines;
  }

  region(file: string, { start, end }: TextRange): Region {
    const lines = this.linesOf(file);
    const from = lines.position(start);
    const to = lines.position(end);
    return { ...from, endLine: to.line, endColumn: to.column };
  }

  /** A file's path as it is printed, with `/`. */
  relative(file: string): string {
    return path.relative(this.folder, file).replaceAll(path.sep, '/');
  }

  record({ rule, severity, message, path: file, range, fixes, related }: Finding): FindingRecord {
    return {
      rule,
      severity,
      message,
      path: this.relative(file),
      ...this.region(file, range),
      fixes: fixes.map(({ title, kind }) => ({ title, kind })),
      related: related.map((place) => ({
        path: this.relative(place.path),
        line: this.region(place.path, place.range).line,
        message: place.message,
      })),
    };
  }
}
