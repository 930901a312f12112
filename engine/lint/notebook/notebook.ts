/** A notebook as one Python text, and the way back from its places to those of the notebook's JSON. */
import { pushTo } from '../../platform/multimap';
import type { FileEdits, Finding, Fix, Place, TextEdit, TextRange } from '../finding';
import { TextLines } from '../textLines';
import { readNotebook, type CellString } from './cellStrings';
import { pythonOfCell } from './pythonOfCell';

export interface Notebook {
  /** The code cells, one after the other, each ending with a line end. */
  readonly python: string;
  /** A range of the Python text in the JSON. */
  range(range: TextRange): TextRange;
  /** The line of the Python text, from 1, that an offset in it is on. */
  lineInPython(offset: number): number;
  /** The line of the JSON, from 1, that holds a line of the Python text. */
  line(line: number): number;
  /** An edit of the Python text in the JSON; null if it would cross from one of the JSON's strings to another. */
  edit(edit: TextEdit): TextEdit | null;
}

export interface UnreadNotebook {
  readonly unread: string;
  /** Whether it is a notebook of another language, and not a broken one. */
  readonly isForeign: boolean;
}

/** Reads a notebook; the end of the note `Not checked: …` if it holds no Python. */
export function notebookOf(json: string): Notebook | UnreadNotebook {
  const contents = readNotebook(json);
  if (contents === null) return { unread: 'it is no notebook of format 4', isForeign: false };
  if (!contents.language.includes('python'))
    return { unread: `the language of its kernel is ${contents.language}`, isForeign: true };
  return new JsonNotebook(json, contents.codeStrings);
}

/** A string of the JSON with the place where its text begins in the Python. */
interface Piece extends CellString {
  readonly from: number;
}

class JsonNotebook implements Notebook {
  readonly python: string;
  readonly #pieces: readonly Piece[];
  readonly #lines: TextLines;
  readonly #pythonLines: TextLines;

  constructor(json: string, strings: readonly CellString[]) {
    this.#lines = new TextLines(json);
    const pieces: Piece[] = [];
    const texts: string[] = [];
    let length = 0;
    for (const { cell, strings: ofCell } of byCell(strings)) {
      let from = length;
      for (const string of ofCell) {
        pieces.push({ ...string, cell, from });
        from += string.text.length;
      }
      const cellText = pythonOfCell(ofCell.map((string) => string.text).join(''));
      const text = /[\r\n]$/.test(cellText) ? cellText : `${cellText}\n`;
      texts.push(text);
      length += text.length;
    }
    this.python = texts.join('');
    this.#pythonLines = new TextLines(this.python);
    this.#pieces = pieces;
  }

  range({ start, end }: TextRange): TextRange {
    const jsonStart = this.#place(start);
    return { start: jsonStart, end: end > start ? Math.max(this.#place(end - 1, 1), jsonStart) : jsonStart };
  }

  lineInPython(offset: number): number {
    return this.#pythonLines.lineOf(offset);
  }

  line(line: number): number {
    return this.#lines.lineOf(this.#place(this.#pythonLines.startOf(line)));
  }

  edit({ start, end, text }: TextEdit): TextEdit | null {
    const piece = this.#pieces[this.#lastFrom(start)];
    if (piece === undefined || end > piece.from + piece.text.length) return null;
    const jsonStart = piece.places[start - piece.from];
    const jsonEnd = piece.places[end - piece.from];
    if (jsonStart === undefined || jsonEnd === undefined) return null;
    return { start: jsonStart, end: jsonEnd, text: JSON.stringify(text).slice(1, -1) };
  }

  /** The place in the JSON of a character, or of what is `after` characters behind it in the same string. */
  #place(offset: number, after = 0): number {
    const piece = this.#pieces[this.#lastFrom(offset)];
    if (piece === undefined) return 0;
    return piece.places[Math.min(offset - piece.from + after, piece.text.length)] ?? 0;
  }

  /** The index of the last piece that begins at an offset or before it; 0 if there is none. */
  #lastFrom(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function byCell(strings: readonly CellString[]): { cell: number; strings: CellString[] }[] {
  const cells = new Map<number, CellString[]>();
  for (const string of strings) pushTo(cells, string.cell, string);
  return [...cells].map(([cell, ofCell]) => ({ cell, strings: ofCell }));
}

/** A finding with every place that is in a notebook moved to the notebook's JSON. */
export function inNotebooks(finding: Finding, notebookAt: (path: string) => Notebook | null): Finding {
  const move = <P extends Place>(place: P): P => {
    const notebook = notebookAt(place.path);
    return notebook === null ? place : { ...place, range: notebook.range(place.range) };
  };
  return {
    ...move(finding),
    message: messageInNotebooks(finding, notebookAt),
    related: finding.related.map(move),
    fixes: finding.fixes.map((fix) => fixInNotebooks(fix, notebookAt)).filter((fix) => fix !== null),
  };
}

/** A message that names the line of its first related place, with the line that is reported for that place. */
function messageInNotebooks(
  { message, related: [met] }: Finding,
  notebookAt: (path: string) => Notebook | null,
): string {
  const notebook = met === undefined ? null : notebookAt(met.path);
  if (met === undefined || notebook === null) return message;
  const line = notebook.lineInPython(met.range.start);
  // What the message quotes of the code comes before the line that it names.
  const named = [...message.matchAll(/ on line (\d+)/g)].at(-1);
  if (named?.[1] !== String(line)) return message;
  const end = named.index + named[0].length;
  return `${message.slice(0, named.index)} on line ${notebook.line(line)}${message.slice(end)}`;
}

function fixInNotebooks(fix: Fix, notebookAt: (path: string) => Notebook | null): Fix | null {
  const files: FileEdits[] = [];
  for (const { path, edits } of fix.files) {
    const notebook = notebookAt(path);
    const moved = notebook === null ? edits : edits.map((edit) => notebook.edit(edit));
    const complete = moved.filter((edit) => edit !== null);
    if (complete.length < moved.length) return null;
    files.push({ path, edits: complete });
  }
  return { ...fix, files };
}
