/** DB106: `===` between decimals asks whether they are one object; `!d`, `if (d)` and `d || 0` take a decimal of 0 for true. */
import ts from 'typescript-5.9';
import type { Finding, Fix } from '../../finding';
import type { DecimalKind, DecimalValue } from '../decimalTypes';
import { findingAt, fixOf, originOf, replace, type FileContext } from '../fileContext';
import { callText, mayBeMissing } from '../fixes/arithmeticText';
import { argumentText, receiverText } from '../fixes/parentheses';
import { numberLiteral } from '../initialValues';
import { isDecimal, operandOf } from '../operands';
import { mayBeAbsent } from '../nullability';
import { parentOf, unwrapped, withoutParentheses } from '../unwrap';
import type { ScriptRule } from '../rule';

export const rule: ScriptRule = {
  about: {
    name: 'identity-or-truthiness',
    severity: 'warning',
    title: "A decimal's identity or truthiness is tested, not its value",
  },
  findAt,
};

const equalities = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, { isNegated: false, isStrict: true }],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, { isNegated: true, isStrict: true }],
  [ts.SyntaxKind.EqualsEqualsToken, { isNegated: false, isStrict: false }],
  [ts.SyntaxKind.ExclamationEqualsToken, { isNegated: true, isStrict: false }],
]);

function findAt(node: ts.Node, context: FileContext): Finding | null {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return condition(node.expression, context);
  if (ts.isConditionalExpression(node)) return condition(node.condition, context);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return negation(node, context);
  if (!ts.isBinaryExpression(node)) return null;
  if (node.operatorToken.kind === ts.SyntaxKind.BarBarToken) return fallback(node, context);
  const equality = equalities.get(node.operatorToken.kind);
  return equality === undefined ? null : identity(node, equality, context);
}

function identity(
  node: ts.BinaryExpression,
  { isNegated, isStrict }: { isNegated: boolean; isStrict: boolean },
  context: FileContext,
): Finding | null {
  if ([node.left, node.right].some(isPlainlyOther)) return null;
  const left = operandOf(node.left, context);
  const right = operandOf(node.right, context);
  const value = isDecimal(left) ? left : isDecimal(right) ? right : null;
  if (value === null) return null;
  const other = isDecimal(left) ? right : left;
  // `==` with a number converts the decimal, which is as right as floats are; `===` with one is never true.
  const isNumber = isStrict && other === 'number';
  const subject = isDecimal(left) ? node.left : node.right;
  const isNeverTrue = isNumber || (isStrict && isMadeHere(subject, context));
  if (!isDecimal(other) && !isNeverTrue && !isSameProperty(node, context)) return null;
  if (node.left.getText() === node.right.getText()) return null;
  if (isChangeDetection(node) || isAsserted(node) || hasThis(node)) return null;
  const operator = node.operatorToken.getText();
  return findingAt(node, context, {
    rule: 'DB106',
    severity: 'warning',
    message: `\`${operator}\` compares object identity of ${value.kind.name}`,
    related: [originOf(subject, value.kind.name, context)],
    fixes: [equalityFix(node, subject, value, isNegated, context)],
  });
}

/** Whether the decimal is made where it stands: then it is no other object, whatever stands on the other side. */
function isMadeHere(node: ts.Expression, { checker }: FileContext): boolean {
  const inner = unwrapped(node);
  if (!ts.isCallExpression(inner)) return ts.isNewExpression(inner);
  const called = checker.getTypeAtLocation(inner.expression);
  return checker.getSignaturesOfType(called, ts.SignatureKind.Construct).length > 0;
}

/** Whether it is neither a decimal nor a number by the looks of it: the other side's type is then not worth asking for. */
function isPlainlyOther(side: ts.Expression): boolean {
  const inner = unwrapped(side);
  return (
    ts.isStringLiteralLike(inner) ||
    ts.isTemplateExpression(inner) ||
    ts.isTypeOfExpression(inner) ||
    inner.kind === ts.SyntaxKind.NullKeyword ||
    inner.kind === ts.SyntaxKind.TrueKeyword ||
    inner.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isIdentifier(inner) && inner.text === 'undefined')
  );
}

/** `this.price === other.price`: a property of that name is a decimal on the side of unknown type, too. */
function isSameProperty({ left, right }: ts.BinaryExpression, { checker }: FileContext): boolean {
  const [first, second] = [unwrapped(left), unwrapped(right)];
  return (
    ts.isPropertyAccessExpression(first) &&
    ts.isPropertyAccessExpression(second) &&
    first.name.text === second.name.text &&
    [first, second].some((side) => (checker.getTypeAtLocation(side).flags & ts.TypeFlags.Any) !== 0)
  );
}

function equalityFix(
  node: ts.BinaryExpression,
  subject: ts.Expression,
  { kind }: DecimalValue,
  isNegated: boolean,
  context: FileContext,
): Fix | null {
  const object = subject === node.left ? node.right : node.left;
  if (mayBeMissing(subject, context) || mayBeMissing(object, context)) return null;
  if (kind.library === 'dinero.js' && !isDecimal(operandOf(object, context))) return null;
  const text = callText(kind, 'eq', receiverText(subject), argumentText(object));
  if (text === null) return null;
  return fixOf(context, 'method', `Compare by ${kind.name}.${kind.methods.eq ?? 'eq'}`, [
    replace(node, isNegated ? `!${text}` : text),
  ]);
}

/** What came before is compared with what comes next by identity on purpose, to see whether there is anything to do. */
function isChangeDetection(node: ts.BinaryExpression): boolean {
  const roots = [node.left, node.right].map((side) => rootName(side));
  if (roots.some((name) => /^_?(?:next|prev|previous|old|last)(?:Props|State|Value)?s?$/i.test(name)))
    return true;
  for (let each: ts.Node = node; !ts.isSourceFile(each); each = each.parent) {
    if (!ts.isFunctionLike(each)) continue;
    const { parent } = each;
    if (
      ts.isCallExpression(parent) &&
      /(?:^|\.)(?:memo|distinctUntilChanged|useSelector)$/.test(parent.expression.getText())
    )
      return true;
    if (each.name !== undefined && /shouldComponentUpdate|arePropsEqual|areEqual/.test(each.name.getText()))
      return true;
  }
  return false;
}

/** `expect(copy !== original)`: what a test asserts of identity is meant, as one that were wrong would fail at once. */
function isAsserted(node: ts.BinaryExpression): boolean {
  const parent = parentOf(node);
  return ts.isCallExpression(parent) && /^(?:expect|assert)\b/.test(parent.expression.getText());
}

/** A class of decimals may well ask whether an operand is itself. */
function hasThis({ left, right }: ts.BinaryExpression): boolean {
  return [left, right].some((side) => side.kind === ts.SyntaxKind.ThisKeyword);
}

function rootName(node: ts.Expression): string {
  let inner = unwrapped(node);
  while (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner))
    inner = unwrapped(inner.expression);
  return ts.isIdentifier(inner) ? inner.text : '';
}

/** `!d`, where `d` is always there. */
function negation(node: ts.PrefixUnaryExpression, context: FileContext): Finding | null {
  const value = context.types.of(node.operand);
  if (value === null || mayBeAbsent(node.operand, value, context)) return null;
  const { kind } = value;
  const text = isZeroText(node.operand, kind);
  return findingAt(node, context, {
    rule: 'DB106',
    severity: 'warning',
    message: `\`!\` is false for every ${kind.name}, also for 0`,
    related: [originOf(node.operand, kind.name, context)],
    fixes: [text === null ? null : fixOf(context, 'method', 'Ask whether it is zero', [replace(node, text)])],
  });
}

/** `if (d)` and `d ? a : b`, where `d` is always there. In `d && d.gt(0)` it is asked for its value as well. */
function condition(node: ts.Expression, context: FileContext): Finding | null {
  if (ts.isBinaryExpression(unwrapped(node))) return null;
  const value = context.types.of(node);
  if (value === null || mayBeAbsent(node, value, context)) return null;
  const { kind } = value;
  const text = isZeroText(node, kind);
  return findingAt(node, context, {
    rule: 'DB106',
    severity: 'warning',
    message: `the condition is true for every ${kind.name}, also for 0`,
    related: [originOf(node, kind.name, context)],
    fixes: [
      text === null ? null : fixOf(context, 'method', 'Ask whether it is zero', [replace(node, `!${text}`)]),
    ],
  });
}

function isZeroText(node: ts.Expression, kind: DecimalKind): string | null {
  const receiver = receiverText(node);
  return kind.methods.isZero === undefined
    ? callText(kind, 'eq', receiver, '0')
    : callText(kind, 'isZero', receiver, '');
}

/** `d || 0`: a decimal is never replaced, and where there is none, a number gets in among the decimals. */
function fallback(node: ts.BinaryExpression, context: FileContext): Finding | null {
  if (numberLiteral(node.right) === null) return null;
  const value = context.types.of(node.left);
  if (value === null || isHarmless(node)) return null;
  if (mayBeAbsent(node.left, value, context) && !isReceiver(node)) return null;
  return findingAt(node, context, {
    rule: 'DB106',
    severity: 'warning',
    message: `\`||\` takes every ${value.kind.name} for true, also 0`,
    related: [originOf(node.left, value.kind.name, context)],
    fixes: [
      value.isNullable
        ? null
        : fixOf(context, 'unwrap', `Keep the ${value.kind.name}`, [replace(node, node.left.getText())]),
    ],
  });
}

/** A number serves as well where it is an argument, or becomes a text. */
function isHarmless(node: ts.Expression): boolean {
  const parent = parentOf(node);
  return (
    ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
      parent.arguments?.some((argument) => withoutParentheses(argument) === node) === true) ||
    ts.isTemplateSpan(parent) ||
    ts.isJsxExpression(parent) ||
    (ts.isPropertyAccessExpression(parent) &&
      /^(?:toString|toFixed|valueOf|toPrecision)$/.test(parent.name.text))
  );
}

function isReceiver(node: ts.Expression): boolean {
  const parent = parentOf(node);
  return ts.isPropertyAccessExpression(parent);
}
