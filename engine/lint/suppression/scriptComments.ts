/** Finds the comments of TypeScript and JavaScript text, JSX among it, and nothing that only looks like one. */
import type { TextRange } from '../finding';
import { RegexEnds } from './regexEnds';
import { closingNames, tagBegins } from './jsxTags';

export interface ScriptComment extends TextRange {
  /** The braces around a comment that stands among the children of a JSX element, with them; absent elsewhere. */
  readonly container?: TextRange;
}

/** What the scanner is inside of; the innermost is last. Without any it reads code. */
type Inside =
  /** An expression in the braces of a template or of JSX, which begins at `start`. */
  | { readonly kind: 'code'; readonly start: number; braces: number }
  | { readonly kind: 'template' }
  /** Between `<` and `>`; type arguments may be open in it. */
  | { readonly kind: 'tag'; angles: number }
  /** Between an opening and a closing tag, where all but `{` and `<` is text. */
  | { readonly kind: 'children' };

/** After one of these a slash begins a regular expression and `<` an element, though they end like a value. */
const wordsBeforeExpression =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|instanceof|await|yield|default)$/;

/** The comments in order of place, with their marks. */
export function scriptComments(text: string): ScriptComment[] {
  return new Scanner(text).comments();
}

class Scanner {
  readonly #found: ScriptComment[] = [];
  readonly #inside: Inside[] = [];
  #at = 0;
  /** The end of the last code before this place that is neither blank nor a comment. */
  #codeEnd = 0;
  readonly #regexes: RegexEnds;
  #closing: ReadonlyMap<string, number> | undefined;

  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#regexes = new RegexEnds(text);
  }

  comments(): ScriptComment[] {
    while (this.#at < this.#text.length) {
      const innermost = this.#inside.at(-1);
      if (innermost?.kind === 'children') this.#stepInChildren();
      else if (innermost?.kind === 'tag') this.#stepInTag(innermost);
      else if (innermost?.kind === 'template') this.#stepInTemplate();
      else this.#stepInCode(innermost);
    }
    return this.#found;
  }

  #stepInCode(expression: { braces: number } | undefined): void {
    const text = this.#text;
    const at = this.#at;
    const character = text.charAt(at);
    if (this.#isComment()) {
      this.#takeComment();
      return;
    }
    if (character === '"' || character === "'") {
      this.#at = stringEnd(text, at, character);
    } else if (character === '`') {
      this.#enter({ kind: 'template' }, 1);
    } else if (character === '/' && this.#beginsExpression()) {
      this.#at = this.#regexes.endFrom(at);
    } else if (character === '<' && this.#beginsExpression() && tagBegins(text, at, this.#closingAfter)) {
      this.#enter({ kind: 'tag', angles: 0 }, 1);
    } else if (character === '}' && expression?.braces === 0) {
      this.#inside.pop();
      this.#at += 1;
    } else {
      if (expression !== undefined && character === '{') expression.braces += 1;
      if (expression !== undefined && character === '}') expression.braces -= 1;
      this.#at += 1;
    }
    if (character.trim() !== '') this.#codeEnd = this.#at;
  }

  #stepInTemplate(): void {
    const text = this.#text;
    const at = this.#at;
    if (text.startsWith('${', at)) this.#enterExpression(2);
    else if (text.charAt(at) === '`') this.#leave(1);
    else this.#at += text.charAt(at) === '\\' ? 2 : 1;
  }

  #stepInTag(tag: { angles: number }): void {
    const text = this.#text;
    const at = this.#at;
    const character = text.charAt(at);
    if (this.#isComment()) {
      this.#takeComment();
    } else if (character === '"' || character === "'") {
      // A string of JSX knows no escapes, and may have several lines.
      const end = text.indexOf(character, at + 1);
      this.#at = end === -1 ? text.length : end + 1;
    } else if (character === '{') {
      this.#enterExpression(1);
    } else if (text.startsWith('=>', at)) {
      this.#at += 2;
    } else if (text.startsWith('/>', at) && tag.angles === 0) {
      this.#leave(2);
    } else if (character === '>' && tag.angles === 0) {
      this.#inside.pop();
      this.#enter({ kind: 'children' }, 1);
    } else {
      if (character === '<') tag.angles += 1;
      if (character === '>') tag.angles -= 1;
      this.#at += 1;
    }
  }

  #stepInChildren(): void {
    const text = this.#text;
    const at = this.#at;
    const character = text.charAt(at);
    if (text.startsWith('</', at)) {
      const end = text.indexOf('>', at);
      this.#leave(end === -1 ? text.length - at : end + 1 - at);
    } else if (character === '{') {
      this.#enterExpression(1);
    } else if (character === '<') {
      this.#enter({ kind: 'tag', angles: 0 }, 1);
    } else {
      this.#at += 1;
    }
  }

  #enter(part: Inside, length: number): void {
    this.#inside.push(part);
    this.#at += length;
  }

  /** An expression in braces; the length is that of the braces that open it. */
  #enterExpression(length: number): void {
    this.#enter({ kind: 'code', start: this.#at + length, braces: 0 }, length);
    this.#codeEnd = this.#at;
  }

  #leave(length: number): void {
    this.#inside.pop();
    this.#at += length;
    this.#codeEnd = this.#at;
  }

  #isComment(): boolean {
    return this.#text.startsWith('//', this.#at) || this.#text.startsWith('/*', this.#at);
  }

  #takeComment(): void {
    const start = this.#at;
    const end = commentEnd(this.#text, start);
    const container = this.#containerOf({ start, end });
    this.#found.push({ start, end, ...(container !== null && { container }) });
    this.#at = end;
  }

  /** The braces of JSX that hold this comment and nothing else. */
  #containerOf({ end }: TextRange): TextRange | null {
    const expression = this.#inside.at(-1);
    if (expression?.kind !== 'code' || this.#inside.at(-2)?.kind !== 'children') return null;
    const isFirst = this.#codeEnd === expression.start && (this.#found.at(-1)?.end ?? 0) <= expression.start;
    if (!isFirst) return null;
    const after = /^\s*\}/.exec(this.#text.slice(end, end + 200))?.[0].length;
    return after === undefined ? null : { start: expression.start - 1, end: end + after };
  }

  /** Whether what is here is the beginning of an expression, so that a slash or `<` is no operator. */
  #beginsExpression(): boolean {
    const before = this.#text.slice(Math.max(0, this.#codeEnd - 20), this.#codeEnd);
    if (before === '') return true;
    if (wordsBeforeExpression.test(before)) return true;
    // `</` closes a tag.
    return !/[\w$)\]}"'`<]$/.test(before);
  }

  /** Where the last closing tag of a name is. */
  readonly #closingAfter = (name: string): number => {
    this.#closing ??= closingNames(this.#text);
    return this.#closing.get(name) ?? -1;
  };
}

function commentEnd(text: string, at: number): number {
  if (text.charAt(at + 1) === '*') {
    const end = text.indexOf('*/', at + 2);
    return end === -1 ? text.length : end + 2;
  }
  const lineEnd = /[\r\n\u2028\u2029]/g;
  lineEnd.lastIndex = at;
  return lineEnd.exec(text)?.index ?? text.length;
}

/** A string that is not closed ends with its line. */
function stringEnd(text: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === quote) return at + 1;
    if (character === '\n' || character === '\r') return at;
    at += character === '\\' ? (text.startsWith('\r\n', at + 1) ? 3 : 2) : 1;
  }
  return at;
}
