import type { Node } from './syntaxTree';
import { noNode } from './syntaxTree';
import { unwrapped } from './names';
import type { FlatTree } from './tree';

/** The number that a float literal is written with, in Python's syntax: `0.1` of `-0.1` with its sign, `0` of `np.float64(0)`. */
export function literalNumber(tree: FlatTree, node: Node): string {
  const at = unwrapped(tree, node);
  switch (tree.kind(at)) {
    case 'unary_operator': {
      const inner = literalNumber(tree, tree.child(at, 'argument'));
      if (!tree.textOf(at).startsWith('-')) return inner;
      return inner.startsWith('-') ? inner.slice(1) : `-${inner}`;
    }
    case 'call': {
      const [argument = noNode] = tree.children(tree.child(at, 'arguments'));
      return argument === noNode ? '0' : literalNumber(tree, argument);
    }
    default:
      return tree.textOf(at);
  }
}

export function isZero(number: string): boolean {
  return Number(number.replaceAll('_', '')) === 0;
}
