/** Finds the comments of TypeScript and JavaScript text, and nothing that only looks like one in a string. */
import type { TextRange } from '../finding';

/** After one of these a slash begins a regular expression, though they end like a value. */
const wordsBeforeRegex =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|instanceof|await|yield)$/;

/** The comments in order of place, with their marks. */
export function scriptComments(text: string): TextRange[] {
  const comments: TextRange[] = [];
  /** Open braces of each template's expression that the scanner is inside of. */
  const templates: number[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (text.startsWith('//', at) || text.startsWith('/*', at)) {
      const end = commentEnd(text, at);
      comments.push({ start: at, end });
      at = end;
    } else if (character === '"' || character === "'") {
      at = stringEnd(text, at, character);
    } else if (character === '`') {
      at = templatePart(text, at + 1, templates);
    } else if (character === '}' && templates.at(-1) === 0) {
      templates.pop();
      at = templatePart(text, at + 1, templates);
    } else if (character === '/' && beginsRegex(text, at)) {
      at = regexEnd(text, at);
    } else {
      countBrace(character, templates);
      at += 1;
    }
  }
  return comments;
}

function countBrace(character: string, templates: number[]): void {
  const change = character === '{' ? 1 : character === '}' ? -1 : 0;
  const depth = templates.at(-1);
  if (depth !== undefined) templates[templates.length - 1] = depth + change;
}

function commentEnd(text: string, at: number): number {
  if (text.charAt(at + 1) === '*') {
    const end = text.indexOf('*/', at + 2);
    return end === -1 ? text.length : end + 2;
  }
  const end = text.slice(at).search(/[\r\n\u2028\u2029]/);
  return end === -1 ? text.length : at + end;
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

/** The end of a template, or of its part before an expression, which is then entered. */
function templatePart(text: string, from: number, templates: number[]): number {
  let at = from;
  while (at < text.length) {
    if (text.charAt(at) === '`') return at + 1;
    if (text.startsWith('${', at)) {
      templates.push(0);
      return at + 2;
    }
    at += text.charAt(at) === '\\' ? 2 : 1;
  }
  return at;
}

function beginsRegex(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 200), at).trimEnd();
  if (before === '') return true;
  if (wordsBeforeRegex.test(before)) return true;
  // `</` closes a tag.
  return !/[\w$)\]}"'`<]$/.test(before);
}

/** A regular expression that is not closed on its line was none. */
function regexEnd(text: string, from: number): number {
  let isInClass = false;
  let at = from + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r') return from + 1;
    if (character === '/' && !isInClass) return at + 1;
    if (character === '[') isInClass = true;
    else if (character === ']') isInClass = false;
    at += character === '\\' ? 2 : 1;
  }
  return from + 1;
}
