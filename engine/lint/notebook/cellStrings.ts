/** Finds the texts of a notebook's code cells in its JSON, with the place of every character. */
import { parseJson } from '../../platform/readFile';

/** One JSON string that holds a cell's source or a line of it. */
export interface CellString {
  /** Counts the notebook's cells, of all types, from 0. */
  readonly cell: number;
  readonly text: string;
  /** Where each UTF-16 unit of the text begins in the JSON, and at the end where the string ends. */
  readonly places: readonly number[];
}

export interface NotebookContents {
  /** In lower case; Python if the notebook does not say. */
  readonly language: string;
  readonly codeStrings: readonly CellString[];
}

type Key = string | number;

/** Reads the JSON of a notebook (nbformat 4). Returns null if it is none. */
export function readNotebook(json: string): NotebookContents | null {
  if (!isNotebookJson(json)) return null;
  let language = 'python';
  const codeCells = new Set<number>();
  const strings: CellString[] = [];
  eachString(json, (path, start, end) => {
    const [top, cell, key] = path;
    const where = path.join('.');
    if (where === 'metadata.kernelspec.language' || where === 'metadata.language_info.name') {
      language = decode(json, start, end).text.toLowerCase();
    } else if (top === 'cells' && typeof cell === 'number') {
      if (key === 'cell_type' && path.length === 3 && json.slice(start, end) === 'code') codeCells.add(cell);
      const isSource =
        key === 'source' && (path.length === 3 || (path.length === 4 && typeof path[3] === 'number'));
      if (isSource) strings.push({ cell, ...decode(json, start, end) });
    }
  });
  return { language, codeStrings: strings.filter(({ cell }) => codeCells.has(cell)) };
}

function isNotebookJson(json: string): boolean {
  try {
    const value: unknown = parseJson(json);
    return typeof value === 'object' && value !== null && 'cells' in value && Array.isArray(value.cells);
  } catch {
    return false;
  }
}

/** Calls back for every string that is a value, with its path of keys and its place between the quotes. */
function eachString(json: string, found: (path: readonly Key[], start: number, end: number) => void): void {
  /** The key of the innermost object, or the index in the innermost array, for each that is open. */
  const path: Key[] = [];
  let expectsKey = false;
  const tokens = /"([^"\\]*(?:\\.[^"\\]*)*)"|[[\]{},]/gs;
  for (const match of json.matchAll(tokens)) {
    const [token, content] = match;
    const last = path.length - 1;
    if (content !== undefined) {
      const start = match.index + 1;
      if (expectsKey) path[last] = decode(json, start, start + content.length).text;
      else found(path, start, start + content.length);
      expectsKey = false;
    } else if (token === '{') {
      path.push('');
      expectsKey = true;
    } else if (token === '[') {
      path.push(0);
    } else if (token === '}' || token === ']') {
      path.pop();
      expectsKey = false;
    } else if (token === ',') {
      const key = path[last];
      if (typeof key === 'number') path[last] = key + 1;
      else expectsKey = true;
    }
  }
}

const escapes: Readonly<Partial<Record<string, string>>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function decode(json: string, start: number, end: number): { text: string; places: number[] } {
  const units: string[] = [];
  const places: number[] = [];
  let at = start;
  while (at < end) {
    places.push(at);
    if (json.charAt(at) !== '\\') {
      units.push(json.charAt(at));
      at += 1;
    } else if (json.charAt(at + 1) === 'u') {
      units.push(String.fromCharCode(parseInt(json.slice(at + 2, at + 6), 16)));
      at += 6;
    } else {
      const letter = json.charAt(at + 1);
      units.push(escapes[letter] ?? letter);
      at += 2;
    }
  }
  places.push(end);
  return { text: units.join(''), places };
}
