/**
 * DB107: a decimal that is made a number in the middle of arithmetic that ends in a decimal, or is written to a database
 * or a chain. Sorting, charts and formatting may well use floats.
 */
import ts from 'typescript-5.9';
import type { Finding, Fix } from '../../finding';
import { operandNames } from '../decimalMethods';
import type { DecimalValue } from '../decimalTypes';
import { findingAt, fixOf, originOf, placeOf, replace, shorten, type FileContext } from '../fileContext';
import { argumentText } from '../fixes/parentheses';
import { isArithmetic } from '../operands';
import { withoutParentheses } from '../unwrap';
import { usesOfName } from '../uses';
import type { ScriptRule } from '../rule';

export const rule: ScriptRule = {
  about: {
    name: 'number-of-decimal',
    severity: 'hint',
    title: "A conversion to number drops a decimal's precision",
  },
  findAt,
};

function findAt(node: ts.Node, context: FileContext): Finding | null {
  const conversion = conversionOf(node, context);
  if (conversion === null) return null;
  const end = endOf(conversion.node, context, 2);
  if (end === null) return null;
  const { name } = conversion.value.kind;
  return findingAt(conversion.node, context, {
    rule: 'DB107',
    severity: 'hint',
    message: `${conversion.how} drops precision of ${name}`,
    related: [
      placeOf(end, `the result goes into \`${shorten(end.getText())}\``),
      originOf(conversion.decimal, name, context),
    ],
    fixes: [keepFix(conversion, context)],
  });
}

interface Conversion {
  readonly node: ts.Expression;
  readonly how: string;
  readonly decimal: ts.Expression;
  readonly value: DecimalValue;
}

/** `Number(d)`, `parseFloat(d.toString())`, `+d`, `d.toNumber()`. */
function conversionOf(node: ts.Node, context: FileContext): Conversion | null {
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken)
    return converted(node, '+', node.operand, context);
  if (!ts.isCallExpression(node)) return null;
  const { expression: callee } = node;
  if (ts.isPropertyAccessExpression(callee)) {
    if (callee.name.text === 'toNumber') return converted(node, 'toNumber()', callee.expression, context);
    if (callee.name.text !== 'parseFloat' || callee.expression.getText() !== 'Number') return null;
  } else if (!ts.isIdentifier(callee) || !/^(?:Number|parseFloat)$/.test(callee.text)) return null;
  const [argument] = node.arguments;
  return argument === undefined ? null : converted(node, `${callee.getText()}()`, argument, context);
}

function converted(
  node: ts.Expression,
  how: string,
  argument: ts.Expression,
  context: FileContext,
): Conversion | null {
  const decimal = withoutText(argument);
  const value = context.types.of(decimal);
  return value === null || value.kind.convertsToNumber ? null : { node, how, decimal, value };
}

/** The decimal in `d.toString()`, or whatever it is. */
function withoutText(node: ts.Expression): ts.Expression {
  const inner = withoutParentheses(node);
  const isText =
    ts.isCallExpression(inner) &&
    ts.isPropertyAccessExpression(inner.expression) &&
    /^(?:toString|toFixed|valueOf)$/.test(inner.expression.name.text);
  return isText ? inner.expression.expression : inner;
}

/** The decimal, or the write, that a number ends in; follows it through arithmetic and constants. */
function endOf(node: ts.Expression, context: FileContext, hops: number): ts.Node | null {
  let isComputed = false;
  let inner: ts.Node = node;
  let parent = inner.parent;
  while (isCarrier(parent, inner)) {
    isComputed ||= isArithmetic(parent) || ts.isCallExpression(parent);
    inner = parent;
    parent = parent.parent;
  }
  if (takesDecimal(parent, inner, context)) return parent;
  if (isComputed && isWritten(parent, inner)) return parent;
  if (hops === 0 || !ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return null;
  return endOfName(parent, parent.name, isComputed, context, hops - 1);
}

/** Arithmetic, and what hands its value on. */
function isCarrier(parent: ts.Node, child: ts.Node): parent is ts.Expression {
  if (ts.isConditionalExpression(parent)) return parent.condition !== child;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.MinusToken;
  if (ts.isCallExpression(parent))
    return parent.expression !== child && /^Math\.\w+$/.test(parent.expression.getText());
  return ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || isArithmetic(parent);
}

/** Whether the number is an operand of a decimal, or becomes one. */
function takesDecimal(parent: ts.Node, child: ts.Node, context: FileContext): boolean {
  if (ts.isNewExpression(parent)) return parent.arguments?.[0] === child && context.types.of(parent) !== null;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== child) return false;
  const { expression: callee } = parent;
  if (!ts.isPropertyAccessExpression(callee))
    return context.types.of(parent) !== null && isConstructor(callee, context);
  return operandNames.has(callee.name.text) && context.types.of(callee.expression) !== null;
}

function isConstructor(callee: ts.Expression, { checker }: FileContext): boolean {
  const type = checker.getTypeAtLocation(callee);
  return checker.getSignaturesOfType(type, ts.SignatureKind.Construct).length > 0;
}

/** Whether it is a field of what is saved, or an amount of what is sent. */
function isWritten(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isCallExpression(parent) && parent.arguments.includes(child as ts.Expression))
    return /(?:^|\.)(?:parseUnits|parseEther|toWei)$/.test(parent.expression.getText());
  if (!ts.isPropertyAssignment(parent)) return false;
  for (
    let each: ts.Node = parent;
    ts.isPropertyAssignment(each) ||
    ts.isObjectLiteralExpression(each) ||
    ts.isArrayLiteralExpression(each) ||
    ts.isCallExpression(each);
    each = each.parent
  )
    if (ts.isCallExpression(each)) return isWrite(each.expression.getText());
  return false;
}

function isWrite(callee: string): boolean {
  return /\.(?:create|createMany|update|updateMany|upsert|insert|insertMany|insertOne|updateOne|save|sendTransaction)$/.test(
    callee,
  );
}

function endOfName(
  declaration: ts.VariableDeclaration,
  name: ts.Identifier,
  isComputed: boolean,
  context: FileContext,
  hops: number,
): ts.Node | null {
  if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) return null;
  for (const node of usesOfName(name.text, context).of.get(declaration) ?? []) {
    if (node === name) continue;
    const end =
      endOf(node, context, hops) ?? (isComputed && isWritten(node.parent, node) ? node.parent : null);
    if (end !== null) return end;
  }
  return null;
}

/** Offered where the decimal itself fits: as a method's operand, as it stands. */
function keepFix({ node, decimal }: Conversion, context: FileContext): Fix | null {
  const { parent } = node;
  const isOperand =
    (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && takesDecimal(parent, node, context);
  return isOperand
    ? fixOf(context, 'unwrap', 'Keep the decimal', [replace(node, argumentText(decimal))], {
        changesType: true,
      })
    : null;
}
