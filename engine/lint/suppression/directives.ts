/** Reads the comments that silence findings: our own, and those of the linters that people have already. */
import { isRuleCode, type Language } from '../catalogue';
import type { TextRange } from '../finding';
import type { TextLines } from '../textLines';
import { pythonComments } from './pythonComments';
import { scriptComments, type ScriptComment } from './scriptComments';

/** What a suppression is written in: `dblint: …`, `noqa: …` or `eslint-disable… …`. */
export type Dialect = 'dblint' | 'noqa' | 'eslint';

/** Which lines it is about: one, the whole file, or from its line on until it is ended. */
type Reach = 'line' | 'file' | 'begin' | 'end';

export interface NamedCode extends TextRange {
  /** In capitals; may be no rule's. */
  readonly code: string;
}

export interface Directive extends TextRange {
  readonly dialect: Dialect;
  readonly reach: Reach;
  /** The rules that it names; null if it is about all rules. */
  readonly codes: readonly NamedCode[] | null;
  /** Whether it also names rules of other tools, which it must stay for. */
  readonly namesOthers: boolean;
  /** From 1: the line it is about, or begins or ends at. */
  readonly line: number;
  readonly hasReason: boolean;
  /** The comment that it is in; it may fill it or share it. */
  readonly comment: ScriptComment;
}

/** Whether a text can hold a directive at all: a quick look that spares most files the scan for comments. */
export function mayHoldDirectives(text: string): boolean {
  return /dblint:|noqa|eslint-(?:disable|enable)/i.test(text);
}

/** All directives of a text in order of place. Broken ones are none. */
export function directivesOf(language: Language, lines: TextLines): Directive[] {
  if (!mayHoldDirectives(lines.text)) return [];
  const comments: ScriptComment[] =
    language === 'python' ? pythonComments(lines.text) : scriptComments(lines.text);
  const codeLines = new CodeLines(language, lines);
  return comments.flatMap((comment) => [
    ...ownDirectives(comment, lines, codeLines),
    ...(language === 'python' ? noqaDirectives(comment, lines) : eslintDirectives(comment, lines)),
  ]);
}

/** Only after a comment's mark: prose may speak of suppressions. */
const ownForm =
  /(?:(?<!#)#+|(?<!\/)\/\/+|\/\*+)\s*dblint:\s*(ignore|file-ignore|disable|enable)(?![\w-])(?:\s*\[([^\][]*)\])?/dgi;
const ownReach = { ignore: 'line', 'file-ignore': 'file', disable: 'begin', enable: 'end' } as const;
/** The words that may follow `dblint:`. */
export const ownWords = Object.keys(ownReach);

function ownDirectives(comment: ScriptComment, lines: TextLines, codeLines: CodeLines): Directive[] {
  const body = lines.text.slice(comment.start, comment.end);
  const marks = marksIn(body);
  return [...body.matchAll(ownForm)].flatMap((match) => {
    const word = match[1]?.toLowerCase() ?? '';
    if (!isOwnWord(word)) return [];
    // Inside of another comment, as in `//* …`, it begins none.
    if (match[0].startsWith('/*') && match.index > 0) return [];
    const reach = ownReach[word];
    const list = match.indices?.[2];
    const reason = reasonAfter(body, match.index + match[0].length, marks);
    const start = comment.start + match.index;
    const directive: Directive = {
      dialect: 'dblint',
      reach,
      codes:
        list === undefined ? null : codesIn(lines.text, comment.start + list[0], comment.start + list[1]),
      namesOthers: false,
      line: reach === 'line' ? lineItIsAbout(comment, lines, codeLines) : lines.lineOf(start),
      hasReason: /\w/.test(reason),
      comment,
      start,
      end: match[0].startsWith('/*') ? comment.end : start + match[0].length + reason.length,
    };
    return [directive];
  });
}

/** Where further comments begin inside of one, with the blanks before them. */
function marksIn(body: string): number[] {
  return [...body.matchAll(/(?<!\s)\s+(?:#|\/\/)/g)].map(({ index }) => index);
}

/** What follows in a comment, up to where the next mark begins something else. */
function reasonAfter(body: string, from: number, marks: readonly number[]): string {
  const end = marks[firstFrom(marks, from)] ?? (body.endsWith('*/') ? body.length - 2 : body.length);
  return body.slice(from, end).trimEnd();
}

/** The index of the first of ordered places that is not before a place. */
function firstFrom(places: readonly number[], from: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? from) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

const noqaForm = /#\s*noqa(?![\w-])(?::\s*([A-Z]+\d+(?:(?:\s*,\s*|\s+)[A-Z]+\d+)*))?/dgi;

function noqaDirectives(comment: ScriptComment, lines: TextLines): Directive[] {
  const body = lines.text.slice(comment.start, comment.end);
  const found: Directive[] = [];
  const marks = marksIn(body);
  for (const match of body.matchAll(noqaForm)) {
    const list = match.indices?.[1];
    const named =
      list === undefined ? null : codesIn(lines.text, comment.start + list[0], comment.start + list[1]);
    const codes = named?.filter(({ code }) => isRuleCode(code)) ?? null;
    if (codes?.length === 0) continue;
    const end = match.index + match[0].length;
    const reason = reasonAfter(body, end, marks);
    found.push({
      dialect: 'noqa',
      reach: 'line',
      codes,
      namesOthers: named !== null && codes !== null && named.length > codes.length,
      line: lines.lineOf(comment.start),
      hasReason: /\w/.test(reason),
      comment,
      start: comment.start + match.index,
      end: comment.start + end + reason.length,
    });
  }
  return found;
}

const eslintForm = /^(?:\/\/|\/\*)\s*eslint-(disable-next-line|disable-line|disable|enable)(?![\w-])/;

function eslintDirectives(comment: ScriptComment, lines: TextLines): Directive[] {
  const body = lines.text.slice(comment.start, comment.end);
  const match = eslintForm.exec(body);
  const word = match?.[1];
  if (match === null || word === undefined) return [];
  const isBlock = body.startsWith('/*');
  const isRange = word === 'disable' || word === 'enable';
  // As in ESLint, ranges are written in block comments only.
  if (isRange && !isBlock) return [];
  const listAt = match[0].length;
  const rest = body.slice(listAt).replace(/\*\/$/, '');
  const list = /^(.*?)(?=\s-{2,}\s|$)/s.exec(rest)?.[1] ?? rest;
  const names = [...list.matchAll(/[^\s,]+/g)];
  const codes = names
    .map(({ index, 0: name }) => {
      const start = comment.start + listAt + index;
      return { code: name.replace(/^db\//, '').toUpperCase(), start, end: start + name.length, name };
    })
    .filter(({ name, code }) => name.startsWith('db/') && isRuleCode(code))
    .map(({ code, start, end }) => ({ code, start, end }));
  if (names.length > 0 && codes.length === 0) return [];
  return [
    {
      dialect: 'eslint',
      reach: word === 'disable' ? 'begin' : word === 'enable' ? 'end' : 'line',
      codes: names.length === 0 ? null : codes,
      namesOthers: names.length > codes.length,
      line: word === 'disable-next-line' ? lines.lineOf(comment.end) + 1 : lines.lineOf(comment.start),
      hasReason: /\s-{2,}\s+\S/.test(rest),
      comment,
      start: comment.start,
      end: comment.end,
    },
  ];
}

function codesIn(text: string, start: number, end: number): NamedCode[] {
  return [...text.slice(start, end).matchAll(/[\w-]+/g)].map(({ index, 0: name }) => ({
    code: name.toUpperCase(),
    start: start + index,
    end: start + index + name.length,
  }));
}

/** A comment beside code is about its line; one on a line of its own is about the next line with code. */
function lineItIsAbout(comment: ScriptComment, lines: TextLines, codeLines: CodeLines): number {
  if (!isOnLinesOfItsOwn(comment, lines)) return lines.lineOf(comment.start);
  return codeLines.from(lines.lineOf(comment.end) + 1);
}

/** Lines with code; each line is tested once, however many comments stand above it. */
class CodeLines {
  readonly #known = new Map<number, number>();
  readonly #commentOnly: RegExp;

  readonly #lines: TextLines;

  constructor(language: Language, lines: TextLines) {
    this.#lines = lines;
    this.#commentOnly = language === 'python' ? /^\s*(#.*)?$/ : /^\s*(\/\/.*|\{?\/\*.*\*\/\}?\s*)?$/;
  }

  /** The first line with code from a line on; the last line if there is none. */
  from(first: number): number {
    const lines = this.#lines;
    const known = this.#known;
    let next = first;
    while (next < lines.count && !known.has(next) && this.#commentOnly.test(lines.textOf(next))) next += 1;
    const found = known.get(next) ?? next;
    for (let line = first; line <= next; line += 1) known.set(line, found);
    return found;
  }
}

/** Whether a comment shares its lines with nothing but the braces that JSX puts around one. */
export function isOnLinesOfItsOwn(comment: ScriptComment, lines: TextLines): boolean {
  const { start, end } = comment.container ?? comment;
  const before = lines.text.slice(lines.startOf(lines.lineOf(start)), start);
  const after = lines.text.slice(end, lines.startOf(lines.lineOf(end) + 1));
  return isBlank(before) && isBlank(after);
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function isOwnWord(word: string): word is keyof typeof ownReach {
  return Object.hasOwn(ownReach, word);
}
