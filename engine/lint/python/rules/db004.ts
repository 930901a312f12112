/** DB004: `float(…)` of a ledger value inside money arithmetic. */
import type { Fix, TextEdit } from '../../finding';
import { ledgerTyped, quoted } from '../messages';
import type { PythonRule, RuleEvidence } from '../rule';
import { noNode, type Node } from '../syntaxTree';
import { decimalName } from '../fixes/decimalName';
import type { FixContext } from '../fixes/fixContext';
import { floatLiteral } from '../fixes/floatLiteral';
import { fixIn, isAtom, isWord, quoteAt, replace } from '../fixes/replace';
import { argumentsOf, children, childIn, textOf } from '../fixes/syntax';

/** Its `node` is the call of `float`. */
export interface Evidence extends RuleEvidence {
  readonly argument: Node;
  /**
   * The type of the other operand; null if the call is not an operand but assigned back. Without its conversion, a
   * decimal can be combined with `ledger` and `int` only.
   */
  readonly other: 'ledger' | 'int' | 'float' | 'unknown' | null;
  /** The other operand, or the argument itself if there is none. */
  readonly mixedWith: Node;
}

export const rule: PythonRule<Evidence> = {
  about: {
    name: 'float-of-ledger-value',
    severity: 'warning',
    title: 'float() drops the ledger type inside money arithmetic',
  },
  message: ({ argument }, { tree }) =>
    `float() drops the ledger type of \`${quoted(tree, argument)}\` inside money arithmetic`,
  related: ({ argument }, source) => [ledgerTyped(source, argument)],
  fixes: (evidence, context) => unwrapConversion(evidence, context),
  isNeededAsFloat: ({ mixedWith }, uses) => uses.mayBeNumber(mixedWith),
};

/**
 * `float(pnl) + fee` becomes `pnl + fee`; a float literal on the other side becomes exact with it. Where the
 * other side is a ledger value the line raised before, so that no value can change.
 */
function unwrapConversion({ node: call, other }: Evidence, context: FixContext): Fix[] {
  const { source } = context;
  const [argument, ...more] = argumentsOf(source.tree, call);
  if (argument === undefined || more.length > 0 || !isPlain(argument, context)) return [];
  const beside = other === 'float' ? exactNeighbour(call, context) : [];
  if (beside === null) return [];
  const title = `Keep the ledger type of ${textOf(source, argument).replace(/\s+/g, ' ')}`;
  return [
    fixIn(source, 'unwrap', title, other !== 'ledger', [...unwrapped(call, argument, context), ...beside]),
  ];
}

function isPlain(argument: Node, { source: { tree } }: FixContext): boolean {
  const kind = tree.kind(argument);
  return !kind.endsWith('splat') && kind !== 'keyword_argument' && kind !== 'generator_expression';
}

/** Takes the name away, and the brackets too where the expression can stand without them. */
function unwrapped(call: Node, argument: Node, { source }: FixContext): TextEdit[] {
  const { text, tree } = source;
  const [start, end] = [tree.start(argument), tree.end(argument)];
  const list = childIn(tree, call, 'arguments');
  const name = { start: tree.start(call), end: tree.start(list), text: '' };
  const isTight = start === tree.start(list) + 1 && end === tree.end(list) - 1;
  const isBare =
    isTight &&
    !isWord(text[tree.end(list)]) &&
    !text.slice(start, end).includes('\n') &&
    isAtom(source, argument);
  if (!isBare) return [name];
  return [
    { start: tree.start(call), end: start, text: '' },
    { start: end, end: tree.end(list), text: '' },
  ];
}

/** Makes the float literal on the other side of the operator exact; null if there is none, or it cannot be. */
function exactNeighbour(call: Node, context: FixContext): TextEdit[] | null {
  const { source } = context;
  const { tree } = source;
  let operand = call;
  while (tree.kind(tree.parent(operand)) === 'parenthesized_expression') operand = tree.parent(operand);
  const operation = tree.parent(operand);
  if (operation === noNode || tree.kind(operation) !== 'binary_operator') return null;
  const neighbour = children(tree, operation).find(
    (child) => child !== operand && ['left', 'right'].includes(tree.field(child)),
  );
  if (neighbour === undefined) return null;
  const read = floatLiteral(source, neighbour);
  const quote = quoteAt(source, neighbour);
  const decimal = decimalName(context, neighbour, 'Decimal');
  if (read === null || quote === null || decimal === null) return null;
  return [replace(source, neighbour, `${decimal.name}(${quote}${read.text}${quote})`), ...decimal.edits];
}
