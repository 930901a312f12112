/** Walking a parsed file: what the fixes ask of it again and again. */
import { noNode, type Node, type PythonSource, type SyntaxTree } from '../syntaxTree';
import { Groups, perTree } from './perTree';

/** The text that a node covers. */
export function textOf({ text, tree }: PythonSource, node: Node): string {
  return text.slice(tree.start(node), tree.end(node));
}

/** The named children without comments. */
export function children(tree: SyntaxTree, node: Node): Node[] {
  const found: Node[] = [];
  for (let child = tree.firstChild(node); child !== noNode; child = tree.nextSibling(child)) {
    if (tree.isNamed(child) && tree.kind(child) !== 'comment') found.push(child);
  }
  return found;
}

/** The first child in a field, or `noNode`. */
export function childIn(tree: SyntaxTree, node: Node, field: string): Node {
  for (let child = tree.firstChild(node); child !== noNode; child = tree.nextSibling(child)) {
    if (tree.field(child) === field) return child;
  }
  return noNode;
}

/** The nearest node of one of these kinds, `node` itself included; `noNode` where there is none. */
export function enclosing(tree: SyntaxTree, node: Node, kinds: ReadonlySet<string>): Node {
  let at = node;
  while (at !== noNode && !kinds.has(tree.kind(at))) at = tree.parent(at);
  return at;
}

/** Whether `outer` is `inner` or one of its ancestors. */
export function contains(tree: SyntaxTree, outer: Node, inner: Node): boolean {
  return (
    tree.start(outer) <= tree.start(inner) &&
    tree.end(inner) <= tree.end(outer) &&
    isAncestor(tree, outer, inner)
  );
}

function isAncestor(tree: SyntaxTree, outer: Node, inner: Node): boolean {
  let at = inner;
  while (at !== noNode && at !== outer) at = tree.parent(at);
  return at === outer;
}

/** The node and all named ones below it, in order of place. Where `enters` says no, a node is left out with all below it. */
export function* descendants(
  tree: SyntaxTree,
  node: Node,
  enters: (node: Node) => boolean = () => true,
): Generator<Node> {
  const isCounted = (at: Node): boolean => tree.isNamed(at) && tree.kind(at) !== 'comment' && enters(at);
  let at = node;
  for (;;) {
    const isEntered = isCounted(at);
    if (isEntered) yield at;
    let next = isEntered ? tree.firstChild(at) : noNode;
    while (next === noNode) {
      if (at === node) return;
      next = tree.nextSibling(at);
      if (next === noNode) at = tree.parent(at);
    }
    at = next;
  }
}

/** The statement that the node is in or is: a direct child of a block or of the module. `noNode` for the module. */
export function statementOf(tree: SyntaxTree, node: Node): Node {
  let at = node;
  for (let above = tree.parent(at); above !== noNode; above = tree.parent(at)) {
    const kind = tree.kind(above);
    if (kind === 'block' || kind === 'module') return at;
    at = above;
  }
  return noNode;
}

/** The expression inside brackets, however many. */
export function unbracketed(tree: SyntaxTree, node: Node): Node {
  let at = node;
  while (tree.kind(at) === 'parenthesized_expression') {
    const [inside] = children(tree, at);
    if (inside === undefined) break;
    at = inside;
  }
  return at;
}

/** The arguments of a call, in order; a generator without brackets of its own is the only one. */
export function argumentsOf(tree: SyntaxTree, call: Node): Node[] {
  const list = childIn(tree, call, 'arguments');
  if (list === noNode) return [];
  return tree.kind(list) === 'argument_list' ? children(tree, list) : [list];
}

const identifiers: ReadonlySet<string> = new Set(['identifier']);

/** All names in a file, by their text. */
export const identifiersIn = perTree((source: PythonSource): Groups<string, Node> => {
  const { tree } = source;
  const found = new Groups<string, Node>();
  for (const node of tree.nodesOf(identifiers)) found.add(textOf(source, node), node);
  return found;
});
