/** Finds the comments of Python text, and nothing that only looks like one inside a string. */
import type { TextRange } from '../finding';

/** What the scanner is inside of; the innermost is last. */
type Inside =
  | { readonly kind: 'string'; readonly quote: string; readonly isFormatted: boolean }
  /** An expression in the braces of a formatted string. */
  | { readonly kind: 'field'; depth: number }
  /** What follows the colon of such a field. */
  | { readonly kind: 'format' };

/** The comments in order of place, each from its `#` to the end of its line. */
export function pythonComments(text: string): TextRange[] {
  const comments: TextRange[] = [];
  const inside: Inside[] = [];
  let at = 0;
  while (at < text.length) {
    const innermost = inside.at(-1);
    const character = text.charAt(at);
    if (innermost === undefined || innermost.kind === 'field') {
      if (character === '#' && innermost === undefined) {
        const end = lineEnd(text, at);
        comments.push({ start: at, end });
        at = end;
      } else if (character === '"' || character === "'") {
        const quote = text.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
        inside.push({ kind: 'string', quote, isFormatted: isFormattedBefore(text, at) });
        at += quote.length;
      } else {
        if (innermost !== undefined) stepInField(innermost, character, inside);
        at += 1;
      }
    } else {
      at = stepInString(text, at, inside);
    }
    if (isLineEnd(character) && isOneLine(inside)) inside.length = 0;
  }
  return comments;
}

/** Moves on in the literal part of a string, or in a format. */
function stepInString(text: string, at: number, inside: Inside[]): number {
  const innermost = inside.at(-1);
  const string = inside.findLast((part) => part.kind === 'string');
  if (innermost === undefined || string === undefined) return at + 1;
  const character = text.charAt(at);
  // In a raw string, too, a backslash keeps the quote after it from ending the string.
  if (character === '\\') return at + (text.startsWith('\r\n', at + 1) ? 3 : 2);
  if (text.startsWith(string.quote, at)) {
    inside.length = inside.lastIndexOf(string);
    return at + string.quote.length;
  }
  if (string.isFormatted && character === '{') {
    if (innermost.kind === 'string' && text.charAt(at + 1) === '{') return at + 2;
    inside.push({ kind: 'field', depth: 0 });
  } else if (character === '}' && innermost.kind === 'format') {
    // The format and the field that it belongs to.
    inside.length -= 2;
  }
  return at + 1;
}

function stepInField(field: { depth: number }, character: string, inside: Inside[]): void {
  if ('([{'.includes(character)) field.depth += 1;
  else if (character === '}' && field.depth === 0) inside.pop();
  else if (')]}'.includes(character)) field.depth -= 1;
  else if (character === ':' && field.depth === 0) inside.push({ kind: 'format' });
}

/** Whether the outermost string ends with its line: what is inside it then does, too. */
function isOneLine([outermost]: readonly Inside[]): boolean {
  return outermost?.kind === 'string' && outermost.quote.length === 1;
}

function isFormattedBefore(text: string, quoteAt: number): boolean {
  const prefix = /[a-z]{1,2}$/i.exec(text.slice(Math.max(0, quoteAt - 3), quoteAt))?.[0] ?? '';
  return /[ft]/i.test(prefix) && !/\w/.test(text.charAt(quoteAt - prefix.length - 1));
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charAt(at))) at += 1;
  return at;
}
