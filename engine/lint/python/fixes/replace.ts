/** Edits that put new text in the place of an expression. */
import type { FixKind } from '../../../protocol/lint';
import type { Fix, TextEdit } from '../../finding';
import { noNode, type Node, type PythonSource } from '../syntaxTree';

/** Puts `text` in a node's place, apart from names and keywords that touch it, as in `0.0if x else y`. */
export function replace(source: PythonSource, node: Node, text: string): TextEdit {
  const start = source.tree.start(node);
  const end = source.tree.end(node);
  const before = isWord(source.text[start - 1]) && isWord(text[0]) ? ' ' : '';
  const after = isWord(text.at(-1)) && isWord(source.text[end]) ? ' ' : '';
  return { start, end, text: `${before}${text}${after}` };
}

/** Whether a character can be part of a name, a keyword or a number. */
export function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

/**
 * The quote for a new string at a node: the double one, unless it would end a formatted string around the node. Null
 * where both would.
 */
export function quoteAt({ text, tree }: PythonSource, node: Node): '"' | "'" | null {
  let opened = '';
  for (let at = tree.parent(node); at !== noNode; at = tree.parent(at)) {
    const opening = tree.kind(at) === 'string' ? tree.firstChild(at) : noNode;
    if (opening !== noNode) opened += text.slice(tree.start(opening), tree.end(opening));
  }
  if (!opened.includes('"')) return '"';
  return opened.includes("'") ? null : "'";
}

const atoms: ReadonlySet<string> = new Set([
  'identifier',
  'attribute',
  'subscript',
  'call',
  'parenthesized_expression',
  'float',
  'integer',
  'string',
  'list',
  'dictionary',
  'set',
  'tuple',
  'list_comprehension',
]);

/** Whether an expression needs no brackets, whatever stands around it. */
export function isAtom(source: PythonSource, expression: Node): boolean {
  return atoms.has(source.tree.kind(expression));
}

/** A fix in one file; its edits come in any order. */
export function fixIn(
  source: PythonSource,
  kind: FixKind,
  title: string,
  changesValue: boolean,
  edits: readonly TextEdit[],
): Fix {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return { title, kind, changesValue, files: [{ path: source.path, edits: ordered }] };
}
