/** Where a file can be cut so that its parts can be read one by one, and only those read again that an edit touched. */

/** The shortest section, in characters: to start the parser costs as much as to read a few lines. */
export const leastLength = 2000;

const quote = 0x22;
const apostrophe = 0x27;
const hash = 0x23;
const backslash = 0x5c;
const newline = 0x0a;
const carriageReturn = 0x0d;
const at = 0x40;
const space = 0x20;
const tab = 0x09;

const openingOf: ReadonlyMap<number, number> = new Map([
  [0x29, 0x28],
  [0x5d, 0x5b],
  [0x7d, 0x7b],
]);
const openingBrackets: ReadonlySet<number> = new Set(openingOf.values());

/** What begins a definition at the start of a line: these words stand in no brackets, so that an open one is a mistake. */
const definition = /(?:class|def|async[ \t]+def)[ \t]/y;
/** What a statement can begin with, unless it is the next part of the one before. */
const statement = /(?!(?:else|elif|except|finally)(?![\p{L}\p{N}_]))[\p{L}_]/uy;

/** Where a section begins. */
export interface SectionStart {
  readonly offset: number;
  /** Whether it goes on with the body of the class that the section before ended in. */
  readonly isInClass: boolean;
}

/**
 * Where sections begin, the first of them at 0. A section begins with a statement of the module, or with a definition in
 * the body of one of its classes; those of a valid file, one after the other, are what the file as a whole is. The
 * places depend on the text alone. In a broken file a definition ends whatever is open before it, but for a string over
 * several lines.
 */
export function sectionStarts(text: string): SectionStart[] {
  const lines = new LineReader(text);
  for (let offset = 0; offset < text.length; offset++) {
    switch (text.charCodeAt(offset)) {
      case newline:
        lines.read(offset + 1);
        break;
      case hash:
        offset = lineEnd(text, offset) - 1;
        break;
      case quote:
      case apostrophe: {
        const end = stringEnd(text, offset);
        if (end < 0) lines.leaveOpen();
        offset = Math.abs(end) - 1;
        break;
      }
      case 0x28:
      case 0x5b:
      case 0x7b:
        lines.depth++;
        break;
      case 0x29:
      case 0x5d:
      case 0x7d:
        lines.depth = Math.max(0, lines.depth - 1);
        break;
    }
  }
  return lines.starts;
}

/** Brackets that may be open at once, or be closed by one of another kind, in a section. Real code has dozens at most. */
const mostUnmatched = 2000;

/**
 * Whether a section has so many brackets that are open at once, or do not match, that the parser's recovery from errors
 * would take seconds: its time grows with the square of the open ones.
 */
export function hasTooManyBrackets(section: string): boolean {
  if (section.length < mostUnmatched) return false;
  const open: number[] = [];
  let mismatches = 0;
  for (let offset = 0; offset < section.length; offset++) {
    const code = section.charCodeAt(offset);
    if (code === hash) offset = lineEnd(section, offset) - 1;
    else if (code === quote || code === apostrophe) offset = Math.abs(stringEnd(section, offset)) - 1;
    else if (openingBrackets.has(code)) open.push(code);
    else {
      const opening = openingOf.get(code);
      if (opening !== undefined && open.pop() !== opening) mismatches++;
    }
    if (open.length > mostUnmatched || mismatches > mostUnmatched) return true;
  }
  return false;
}

/** Looks at the starts of lines that are in no string. */
class LineReader {
  readonly starts: SectionStart[] = [{ offset: 0, isInClass: false }];
  /** Brackets that are open. */
  depth = 0;
  #start = 0;
  /** Whether a string was open at the end of its line: one with an expression over several lines in it, or a mistake. */
  #isUnsure = false;
  /** Where the lines with an at sign begin that may be the decorators of the next definition. */
  #decorators: { readonly offset: number; readonly isInBrackets: boolean } | null = null;
  /** The indentation of the body of the module's class that this is in; empty before its first statement. */
  #body: string | null = null;
  /** Whether a comment before this line stands further to the left than the body of the class. */
  #isUndercut = false;

  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#module(0);
  }

  /** A string, and with it an expression in it, may be open. */
  leaveOpen(): void {
    this.depth++;
    this.#isUnsure = true;
  }

  read(offset: number): void {
    const code = this.#text.charCodeAt(offset);
    if (this.#body !== null && (code === space || code === tab)) this.#inClass(offset, this.#body);
    else if (this.#body !== null && code === hash) this.#isUndercut = true;
    else this.#module(offset);
  }

  #module(offset: number): void {
    const text = this.#text;
    if (this.#isDefinition(offset, offset, false)) {
      this.#body = text.startsWith('class', offset) ? '' : null;
      this.#isUndercut = false;
    } else if (text.charCodeAt(offset) === at) {
      if (this.depth === 0) this.#body = null;
      this.#decorator(offset, false);
    } else if (this.depth === 0 && matchesAt(statement, text, offset) && !isContinued(text, offset)) {
      this.#body = null;
      this.#startAt(offset, false);
      this.#decorators = null;
    }
  }

  #inClass(line: number, body: string): void {
    const text = this.#text;
    let offset = line;
    while (text.charCodeAt(offset) === space || text.charCodeAt(offset) === tab) offset++;
    const indentation = text.slice(line, offset);
    const code = text.charCodeAt(offset);
    if (Number.isNaN(code) || code === newline || code === carriageReturn) return;
    if (code === hash) {
      this.#isUndercut ||= indentation.length < body.length;
      return;
    }
    const isUndercut = this.#isUndercut;
    this.#isUndercut = false;
    if (body === '' && this.depth === 0) this.#body = indentation;
    else if (indentation !== body) return;
    if (body === '' || isUndercut) {
      // A section cannot begin here: a class needs a statement, and would end before the comment.
      if (matchesAt(definition, text, offset)) this.#passDefinition();
      else if (code === at) this.#decorators = { offset: line, isInBrackets: false };
      else if (this.depth === 0) this.#decorators = null;
    } else if (this.#isDefinition(offset, line, true)) return;
    else if (code === at) this.#decorator(line, true);
    else if (this.depth === 0) this.#decorators = null;
  }

  /** Whether a definition is at an offset; if so, a section begins with its line. */
  #isDefinition(offset: number, line: number, isInClass: boolean): boolean {
    if (!matchesAt(definition, this.#text, offset)) return false;
    const { depth } = this;
    const decorators = this.#decorators;
    if (decorators === null) this.#startAt(line, isInClass);
    // Brackets that are open even here are a mistake, else what is in them is an operator.
    else if (decorators.isInBrackets && !this.#isUnsure)
      this.#startAt(depth > 0 ? decorators.offset : line, isInClass);
    this.#passDefinition();
    return true;
  }

  #passDefinition(): void {
    this.depth = 0;
    this.#isUnsure = false;
    this.#decorators = null;
  }

  #decorator(line: number, isInClass: boolean): void {
    const isInBrackets = this.depth > 0 || isContinued(this.#text, line);
    if (this.#decorators !== null && (!this.#decorators.isInBrackets || isInBrackets)) return;
    if (!isInBrackets) this.#startAt(line, isInClass);
    this.#decorators = { offset: line, isInBrackets };
  }

  #startAt(offset: number, isInClass: boolean): void {
    if (offset - this.#start < leastLength) return;
    this.starts.push({ offset, isInClass });
    this.#start = offset;
  }
}

function matchesAt(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

/** Whether a backslash joins a line to the one before. */
function isContinued(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 2) === carriageReturn ? offset - 3 : offset - 2;
  return text.charCodeAt(before) === backslash;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Where a string ends that begins at a quote: behind the closing one. Negative where that is missing on its line. */
function stringEnd(text: string, from: number): number {
  const mark = text.charCodeAt(from);
  const triple = mark === quote ? '"""' : "'''";
  const isTriple = text.startsWith(triple, from);
  for (let offset = from + (isTriple ? 3 : 1); offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === backslash) offset++;
    else if (code === newline && !isTriple) return -offset;
    else if (code === mark && !isTriple) return offset + 1;
    else if (code === mark && text.startsWith(triple, offset)) return offset + 3;
  }
  return text.length;
}
