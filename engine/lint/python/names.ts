import type { Node } from './syntaxTree';
import { noNode } from './syntaxTree';
import type { FlatTree } from './tree';

/** Names of what is called or referred to: `a.b.c`, or null for anything that is no chain of names. */
export function dottedName(tree: FlatTree, node: Node): string | null {
  const parts: string[] = [];
  let at = node;
  while (tree.kind(at) === 'attribute') {
    parts.push(tree.textOf(tree.child(at, 'attribute')));
    at = tree.child(at, 'object');
  }
  if (at === noNode || tree.kind(at) !== 'identifier') return null;
  parts.push(tree.textOf(at));
  return parts.toReversed().join('.');
}

export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The literal value of a plain string, or null. */
export function stringValue(tree: FlatTree, node: Node): string | null {
  if (tree.kind(node) !== 'string') return null;
  const text = tree.textOf(node);
  const match = /^[rRuU]?("""|'''|"|')([^\\]*)\1$/s.exec(text);
  return match?.[2] ?? null;
}

/** The expression inside parentheses. */
export function unwrapped(tree: FlatTree, node: Node): Node {
  let at = node;
  while (tree.kind(at) === 'parenthesized_expression') {
    const inner = tree.children(at)[0];
    if (inner === undefined) return at;
    at = inner;
  }
  return at;
}

const numpyFloats: ReadonlySet<string> = new Set([
  'float64',
  'float32',
  'float16',
  'double',
  'float_',
  'longdouble',
]);

/** Whether an expression is a float literal, with or without a sign, or numpy's scalar made of a literal. */
export function isFloatLiteral(tree: FlatTree, node: Node): boolean {
  const at = unwrapped(tree, node);
  switch (tree.kind(at)) {
    case 'float':
      return !/[jJ]$/.test(tree.textOf(at));
    case 'unary_operator': {
      const argument = tree.child(at, 'argument');
      return argument !== noNode && /^[-+]/.test(tree.textOf(at)) && isFloatLiteral(tree, argument);
    }
    case 'call':
      return isFloatCall(tree, at);
    default:
      return false;
  }
}

/** `np.float64(0)`, `float(0)`, `float()`, `float("0.0")`. */
function isFloatCall(tree: FlatTree, call: Node): boolean {
  const name = dottedName(tree, tree.child(call, 'function'));
  const list = tree.child(call, 'arguments');
  if (name === null || list === noNode || tree.kind(list) !== 'argument_list') return false;
  const [argument, ...others] = tree.children(list);
  if (others.length > 0) return false;
  if (/^(np|numpy)\./.test(name) && numpyFloats.has(lastPart(name))) {
    return argument === undefined || isNumber(tree, argument);
  }
  return name === 'float' && (argument === undefined || isNumber(tree, argument));
}

function isNumber(tree: FlatTree, node: Node): boolean {
  return tree.kind(unwrapped(tree, node)) === 'integer' || isFloatLiteral(tree, node);
}
