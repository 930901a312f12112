/** The comment that silences a rule on one line. */
import type { Language } from '../lint/catalogue';
import type { TextEdit } from '../lint/finding';
import { directivesOf } from '../lint/suppression/directives';
import { applyEdits } from '../lint/applyEdits';
import { TextLines } from '../lint/textLines';
import type { RuleCode } from '../protocol/lint';

export interface IgnoreRequest {
  readonly text: string;
  readonly language: Language;
  /** From 1. */
  readonly line: number;
  readonly rule: RuleCode;
  /** Whether a suppression counts only with a reason: then a place for it is left. */
  readonly requireReason: boolean;
}

/** An edit after which a comment silences the rule on the line; null if none can, as inside of a long string. */
export function ignoreEdit(request: IgnoreRequest): TextEdit | null {
  const lines = new TextLines(request.text);
  const candidates = [
    addedCode(request, lines),
    atLineEnd(request, lines),
    ...inJsx(request, lines),
    onLineAbove(request, lines, comment(request)),
  ];
  return candidates.find((edit) => edit !== null && silences(edit, request)) ?? null;
}

/** One more code in a list that the line has already. */
function addedCode({ language, line, rule }: IgnoreRequest, lines: TextLines): TextEdit | null {
  const listed = directivesOf(language, lines).find(
    (directive) => directive.dialect === 'dblint' && directive.reach === 'line' && directive.line === line,
  );
  const last = listed?.codes?.at(-1);
  return last === undefined ? null : { start: last.end, end: last.end, text: `, ${rule}` };
}

function atLineEnd(request: IgnoreRequest, lines: TextLines): TextEdit | null {
  const { language, line } = request;
  const text = lines.textOf(line);
  // Nothing may follow a backslash that continues a line.
  if (language === 'python' && text.endsWith('\\')) return null;
  const end = lines.startOf(line) + text.trimEnd().length;
  const gap = language === 'python' ? '  ' : ' ';
  return { start: end, end, text: `${gap}${comment(request)}` };
}

/**
 * Where a line ends in text of JSX: braces of their own above a line that begins with an element or an expression, since
 * elsewhere they would take away a space that is shown; else a comment inside the last braces of the line.
 */
function inJsx(request: IgnoreRequest, lines: TextLines): (TextEdit | null)[] {
  const { language, line } = request;
  if (language === 'python') return [];
  const text = lines.textOf(line);
  const block = `/* ${directive(request)} */`;
  const brace = text.lastIndexOf('}');
  const end = lines.startOf(line) + text.slice(0, Math.max(brace, 0)).trimEnd().length;
  const within = brace < 0 ? null : { start: end, end, text: ` ${block}` };
  return [/^\s*[{<]/.test(text) ? onLineAbove(request, lines, `{${block}}`) : null, within];
}

function onLineAbove(request: IgnoreRequest, lines: TextLines, written: string): TextEdit | null {
  const { language, line } = request;
  if (language === 'python' && line > 1 && lines.textOf(line - 1).endsWith('\\')) return null;
  const start = lines.startOf(line);
  const indentation = /^[ \t]*/.exec(lines.textOf(line))?.[0] ?? '';
  const lineEnd = lines.text.includes('\r\n') ? '\r\n' : '\n';
  return { start, end: start, text: `${indentation}${written}${lineEnd}` };
}

function comment(request: IgnoreRequest): string {
  return `${request.language === 'python' ? '#' : '//'} ${directive(request)}`;
}

function directive({ rule, requireReason }: IgnoreRequest): string {
  return `dblint: ignore[${rule}]${requireReason ? ' say why here' : ''}`;
}

/**
 * The comment is read back as the linter reads it: in a string it would be none, or stand on another line. Braces around
 * it must be those of JSX: elsewhere they would be code.
 */
function silences(edit: TextEdit, { text, language, line, rule }: IgnoreRequest): boolean {
  const lines = new TextLines(applyEdits(text, [edit]));
  const isAbove = edit.text.endsWith('\n');
  const hasBraces = edit.text.trimStart().startsWith('{');
  return directivesOf(language, lines).some(
    (directive) =>
      directive.dialect === 'dblint' &&
      directive.reach === 'line' &&
      directive.line === (isAbove ? line + 1 : line) &&
      (!hasBraces || directive.comment.container !== undefined) &&
      directive.codes?.some(({ code }) => code === rule) === true,
  );
}
