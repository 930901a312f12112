/** Takes away a suppression, or one of the rules that it names, and nothing else. */
import type { Fix, TextRange } from '../finding';
import type { TextLines } from '../textLines';
import { isOnLinesOfItsOwn, type Directive, type NamedCode } from './directives';

/** The fix without its file, and the text that it deletes. */
export type Deletion = Omit<Fix, 'files'> & { readonly edit: TextRange };

/** @param named - the one rule of several to take away; null for the directive as a whole */
export function suppressionFix(directive: Directive, named: NamedCode | null, lines: TextLines): Deletion {
  return {
    title:
      named === null ? 'Delete the unused suppression' : `Delete the unused suppression of ${named.code}`,
    kind: 'suppression',
    changesValue: false,
    edit: named === null ? wholeEdit(directive, lines) : codeEdit(named, lines),
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

function wholeEdit({ start, end, comment }: Directive, lines: TextLines): TextRange {
  const fillsComment = start === comment.start && end >= comment.end;
  if (fillsComment && isOnLinesOfItsOwn(comment, lines)) {
    const whole = comment.container ?? comment;
    return {
      start: lines.startOf(lines.lineOf(whole.start)),
      end: lines.startOf(lines.lineOf(whole.end) + 1),
    };
  }
  // Blanks beside the braces of JSX are text that is shown.
  if (fillsComment && comment.container !== undefined) {
    return { start: comment.container.start, end: comment.container.end };
  }
  // What follows in the same comment keeps a mark of its own.
  return { start: startOfBlanks(lines.text, start), end };
}

/** Where the spaces and tabs before a place begin. */
function startOfBlanks(text: string, end: number): number {
  let start = end;
  while (start > 0 && ' \t'.includes(text.charAt(start - 1))) start -= 1;
  return start;
}
