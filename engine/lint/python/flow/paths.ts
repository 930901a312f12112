import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { stringValue, unwrapped } from '../names';
import type { FlatTree } from '../tree';

const longest = 80;

/** The text that identifies a place that holds a value: `x`, `self.x`, `totals["cash"]`; null for other expressions. */
export function pathOf(tree: FlatTree, node: Node, depth = 0): string | null {
  if (depth > 6) return null;
  switch (tree.kind(node)) {
    case 'identifier':
      return tree.textOf(node);
    case 'attribute': {
      const object = pathOf(tree, tree.child(node, 'object'), depth + 1);
      return object === null ? null : `${object}.${tree.textOf(tree.child(node, 'attribute'))}`;
    }
    case 'subscript': {
      const container = pathOf(tree, tree.child(node, 'value'), depth + 1);
      const key = keyText(tree, node);
      return container === null || key === null ? null : `${container}[${key}]`;
    }
    case 'parenthesized_expression': {
      const inner = unwrapped(tree, node);
      return inner === node ? null : pathOf(tree, inner, depth + 1);
    }
    default:
      return null;
  }
}

/** Text of a subscript's only key, the same for the same string in any quotes. */
export function keyText(tree: FlatTree, subscript: Node): string | null {
  let key = noNode;
  for (const child of tree.children(subscript)) {
    if (tree.field(child) !== 'subscript') continue;
    if (key !== noNode) return null;
    key = child;
  }
  if (key === noNode) return null;
  const literal = literalKey(tree, key);
  if (literal !== null) return literal;
  return tree.end(key) - tree.start(key) > longest ? null : tree.textOf(key).replaceAll(/\s+/g, ' ');
}

/** A key that is a literal, in one spelling; null for any other. */
export function literalKey(tree: FlatTree, key: Node): string | null {
  const text = stringValue(tree, key);
  if (text !== null) return JSON.stringify(text);
  return tree.kind(key) === 'integer' ? tree.textOf(key) : null;
}
