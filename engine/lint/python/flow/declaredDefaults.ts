import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { isFloatLiteral, unwrapped } from '../names';
import { ledgerName, type Type } from '../types';
import type { FlowContext } from './flowContext';

/** A float literal as the default of what is annotated or declared as a ledger value. */
export function declareDefault(
  context: FlowContext,
  declared: Type,
  name: string,
  value: Node,
  mixedWith: Node,
): void {
  const { tree, observations } = context;
  if (value === noNode || ledgerName(declared) === null) return;
  const literal = defaultLiteral(context, value);
  if (literal === noNode) return;
  observations.add({ rule: 'DB002', node: unwrapped(tree, literal), name, isAnnotated: true, mixedWith });
}

const defaultKeywords = /^(default|default_factory|missing|load_default)$/;

/** The literal itself, or the default that a field is made with: `Field(0.01)`, `field(default=0.01)`. */
function defaultLiteral({ tree }: FlowContext, value: Node): Node {
  if (isFloatLiteral(tree, value)) return value;
  const at = unwrapped(tree, value);
  if (tree.kind(at) !== 'call') return noNode;
  const name = tree.textOf(tree.child(at, 'function'));
  const [first = noNode, ...others] = tree.children(tree.child(at, 'arguments'));
  for (const argument of [first, ...others]) {
    if (argument === noNode || tree.kind(argument) !== 'keyword_argument') continue;
    if (!defaultKeywords.test(tree.textOf(tree.child(argument, 'name')))) continue;
    const given = tree.child(argument, 'value');
    if (isFloatLiteral(tree, given)) return given;
    if (tree.kind(given) === 'lambda' && isFloatLiteral(tree, tree.child(given, 'body')))
      return tree.child(given, 'body');
  }
  const takesFirst = /(^|\.)(Field|Query|Body|Form|Param)$/.test(name);
  return takesFirst && first !== noNode && isFloatLiteral(tree, first) ? first : noNode;
}
