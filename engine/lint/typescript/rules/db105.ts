/**
 * DB105: `< <= > >=` on a decimal. Two decimals are compared as their texts, so that 10 is below 9; against a number, the
 * decimal becomes a float.
 */
import ts from 'typescript-5.9';
import type { Finding, Fix } from '../../finding';
import type { DecimalMethods } from '../decimalMethods';
import type { DecimalKind } from '../decimalTypes';
import { findingAt, fixOf, originOf, replace, type FileContext } from '../fileContext';
import { callText, mayBeMissing } from '../fixes/arithmeticText';
import { argumentText, receiverText } from '../fixes/parentheses';
import { isDecimal, operandOf } from '../operands';
import type { ScriptRule } from '../rule';

export const rule: ScriptRule = {
  about: {
    name: 'native-relational',
    severity: 'error',
    title: 'A native comparison orders decimals as text',
  },
  findAt,
};

type Order = 'lt' | 'lte' | 'gt' | 'gte';

const orders = new Map<ts.SyntaxKind, { operation: Order; mirrored: Order }>([
  [ts.SyntaxKind.LessThanToken, { operation: 'lt', mirrored: 'gt' }],
  [ts.SyntaxKind.LessThanEqualsToken, { operation: 'lte', mirrored: 'gte' }],
  [ts.SyntaxKind.GreaterThanToken, { operation: 'gt', mirrored: 'lt' }],
  [ts.SyntaxKind.GreaterThanEqualsToken, { operation: 'gte', mirrored: 'lte' }],
]);

function findAt(node: ts.Node, context: FileContext): Finding | null {
  if (!ts.isBinaryExpression(node)) return null;
  const order = orders.get(node.operatorToken.kind);
  if (order === undefined) return null;
  const left = context.types.of(node.left);
  const right = context.types.of(node.right);
  const value = left ?? right;
  if (value === null || value.kind.convertsToNumber) return null;
  const other = left === null ? operandOf(node.left, context) : operandOf(node.right, context);
  if (other === 'nothing') return null;
  const asText = (left !== null && right !== null) || other === 'text';
  const operator = node.operatorToken.getText();
  const { name } = value.kind;
  return findingAt(node, context, {
    rule: 'DB105',
    severity: left !== null && right !== null ? 'error' : 'warning',
    message: asText
      ? `\`${operator}\` compares ${name} as text`
      : `\`${operator}\` compares ${name} as text or as a float, not exactly`,
    related: [originOf(left === null ? node.right : node.left, name, context)],
    fixes: [compareFix(node, order, left !== null, value.kind, context)],
  });
}

function compareFix(
  node: ts.BinaryExpression,
  { operation, mirrored }: { operation: Order; mirrored: Order },
  isLeft: boolean,
  kind: DecimalKind,
  context: FileContext,
): Fix | null {
  const [subject, object] = isLeft ? [node.left, node.right] : [node.right, node.left];
  if (mayBeMissing(subject, context)) return null;
  if (kind.library === 'dinero.js' && !isDecimal(operandOf(object, context))) return null;
  const text = comparison(kind, isLeft ? operation : mirrored, receiverText(subject), argumentText(object));
  return text === null
    ? null
    : fixOf(context, 'method', `Compare by the methods of ${kind.name}`, [replace(node, text)]);
}

/** A class may have only `lt`, or only `cmp`. */
function comparison(
  kind: DecimalKind,
  operation: keyof DecimalMethods & Order,
  receiver: string,
  argument: string,
): string | null {
  const called = callText(kind, operation, receiver, argument);
  if (called !== null) return called;
  const signs = { lt: '<', lte: '<=', gt: '>', gte: '>=' };
  const compared = callText(kind, 'cmp', receiver, argument);
  return compared === null ? null : `${compared} ${signs[operation]} 0`;
}
