/** Takes away a suppression, or one of the rules that it names, and nothing else. */
import type { Fix, TextEdit, TextRange } from '../finding';
import type { TextLines } from '../textLines';
import { isOnLinesOfItsOwn, type Directive, type NamedCode } from './directives';

/** The fix without its file, and the edit that it makes: text is deleted, or only a blank or line end remains of it. */
export type Deletion = Omit<Fix, 'files'> & { readonly edit: TextEdit };

/**
 * @param named - the one rule of several to take away; null for the directive as a whole
 * @returns null if the comment is also something else, which has to stay
 */
export function suppressionFix(
  directive: Directive,
  named: NamedCode | null,
  lines: TextLines,
): Deletion | null {
  if (named === null && declaresEncoding(directive, lines)) return null;
  return {
    title:
      named === null ? 'Delete the unused suppression' : `Delete the unused suppression of ${named.code}`,
    kind: 'suppression',
    changesValue: false,
    edit: named === null ? wholeEdit(directive, lines) : { ...codeEdit(named, lines), text: '' },
  };
}

/** One of several codes, with the separator that is no longer needed. */
function codeEdit({ start, end }: NamedCode, { text }: TextLines): TextRange {
  const after = /^(?:\s*,\s*|[ \t]+(?=[\w@]))/.exec(text.slice(end))?.[0].length ?? 0;
  if (after > 0) return { start, end: end + after };
  const beforeBlanks = text.slice(0, start).trimEnd();
  if (!beforeBlanks.endsWith(',')) return { start: startOfBlanks(text, start), end };
  return { start: beforeBlanks.slice(0, -1).trimEnd().length, end };
}

function wholeEdit({ start, end, comment }: Directive, lines: TextLines): TextEdit {
  const fillsComment = start === comment.start && end >= comment.end;
  if (fillsComment && isOnLinesOfItsOwn(comment, lines)) {
    const whole = comment.container ?? comment;
    const last = lines.lineOf(whole.end);
    const next = lines.startOf(last + 1);
    // A line that moves up to the first two could declare an encoding there.
    const isLineKept = last <= 2 && comment.start < next && mayDeclareEncoding(lines.textOf(3));
    return {
      start: lines.startOf(lines.lineOf(whole.start)),
      end: isLineKept ? whole.end : next,
      text: '',
    };
  }
  // Blanks beside the braces of JSX are text that is shown.
  if (fillsComment && comment.container !== undefined) {
    return { start: comment.container.start, end: comment.container.end, text: '' };
  }
  const { text } = lines;
  const from = startOfBlanks(text, start);
  if (!text.startsWith('/*', start)) {
    // What follows in the same comment keeps a mark of its own.
    return { start: from, end, text: '' };
  }
  // A comment separates what is beside it, and one with a line break ends the line.
  if (/[\r\n\u2028\u2029]/.test(text.slice(start, end))) return { start: from, end, text: '\n' };
  return { start: from, end, text: wouldJoin(text.charAt(from - 1), text.charAt(end)) ? ' ' : '' };
}

/** Whether two characters could become one token: words, operators such as `++`, or a number with its point. */
function wouldJoin(before: string, after: string): boolean {
  const word = /[\w$\u0080-\uffff]/;
  const operator = /[-+*/%<>=&|^!?.:]/;
  return word.test(before)
    ? word.test(after) || after === '.'
    : operator.test(before) && operator.test(after);
}

/** Python takes the encoding of a file from a comment in its first two lines. */
function declaresEncoding({ comment, start, end }: Directive, lines: TextLines): boolean {
  return lines.lineOf(comment.start) <= 2 && mayDeclareEncoding(lines.text.slice(start, end));
}

function mayDeclareEncoding(text: string): boolean {
  return /coding[:=]/.test(text);
}

/** Where the spaces and tabs before a place begin. */
function startOfBlanks(text: string, end: number): number {
  let start = end;
  while (start > 0 && ' \t'.includes(text.charAt(start - 1))) start -= 1;
  return start;
}
