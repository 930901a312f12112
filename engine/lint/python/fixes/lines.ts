/** Lines of a file: their ends, their indentation, and where a statement stands on them. */
import type { Node, PythonSource, SyntaxTree } from '../syntaxTree';
import { enclosing } from './syntax';

/** The line end that the file uses. */
export function lineEndOf(text: string): string {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** The offset at which the line of `offset` starts; behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** The offset behind the line end of the line of `offset`; the text's end for the last line. */
export function nextLineStart(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** What stands before `offset` on its line, or null if that is more than white space. */
export function indentationAt(text: string, offset: number): string | null {
  const before = text.slice(lineStart(text, offset), offset);
  return /^[ \t\f]*$/.test(before) ? before : null;
}

/** Whether the end of line before this line is escaped, so that the line belongs to the one before. */
export function isContinued(text: string, start: number): boolean {
  return /\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start));
}

const blocks: ReadonlySet<string> = new Set(['block']);

/**
 * One step of indentation as it is used around a node: that of the nearest block that starts on its own line, else that
 * of the file's first such block, else four spaces.
 */
export function indentationStep({ text, tree }: PythonSource, node: Node): string {
  for (
    let block = enclosing(tree, node, blocks);
    block >= 0;
    block = enclosing(tree, tree.parent(block), blocks)
  ) {
    const step = stepInto(text, tree, block);
    if (step !== null) return step;
    if (tree.parent(block) < 0) break;
  }
  return /\n([ \t]+)\S/.exec(text)?.[1]?.replace(/^( +)\t.*$/, '$1') ?? '    ';
}

function stepInto(text: string, tree: SyntaxTree, block: Node): string | null {
  const inside = indentationAt(text, tree.start(block));
  const outside = leading(text, tree.start(tree.parent(block)));
  return inside?.startsWith(outside) === true && inside.length > outside.length
    ? inside.slice(outside.length)
    : null;
}

function leading(text: string, offset: number): string {
  return /^[ \t\f]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}
