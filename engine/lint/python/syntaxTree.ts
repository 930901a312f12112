/** A parsed Python file, independent of the parser. */

/** A node of a {@link SyntaxTree}, by its number. */
export type Node = number;

/** What the methods of a {@link SyntaxTree} answer if there is no such node. */
export const noNode: Node = -1;

/**
 * A parsed file. Kinds and fields are named as in tree-sitter-python's grammar; comments are nodes. Offsets are UTF-16
 * ones into the text that was parsed.
 */
export interface SyntaxTree {
  /** The module. */
  readonly root: Node;
  kind(node: Node): string;
  /** False for punctuation, operators and keywords, which a tree may leave out. */
  isNamed(node: Node): boolean;
  start(node: Node): number;
  end(node: Node): number;
  /** {@link noNode} for the root. */
  parent(node: Node): Node;
  /** {@link noNode} where there is none. */
  firstChild(node: Node): Node;
  /** {@link noNode} after the last. */
  nextSibling(node: Node): Node;
  /** The field of its parent that the node is in, or the empty string. */
  field(node: Node): string;
  /** All named nodes of these kinds, in order of place. */
  nodesOf(kinds: ReadonlySet<string>): Node[];
}

/** A file as the analyser holds it. */
export interface PythonSource {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly tree: SyntaxTree;
}
