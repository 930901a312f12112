import ts from 'typescript-5.9';
import type { TextEdit } from '../../finding';
import type { DecimalMethods } from '../decimalMethods';
import type { DecimalKind } from '../decimalTypes';
import { replace, type FileContext } from '../fileContext';
import { initialValueOf } from '../initialValues';
import { isArithmetic, isDecimal, operandOf, operationOf } from '../operands';
import { makerOf } from './constructorInScope';
import { argumentText, isPlain, receiverText } from './parentheses';
import { parentOf, unwrapped, withoutParentheses } from '../unwrap';

export interface Rewritten {
  readonly text: string;
  /** Edits elsewhere that the text needs. */
  readonly edits: readonly TextEdit[];
}

/** Native arithmetic on decimals as calls of their methods; null if a method or a constructor is missing. */
export function arithmeticText(node: ts.Expression, context: FileContext): Rewritten | null {
  const edits: TextEdit[] = [];
  const text = render(node, context, edits);
  return text === null ? null : { text, edits };
}

/** Calls the method for an operation on a decimal; null if the class cannot do it. */
export function callText(
  kind: DecimalKind,
  operation: keyof DecimalMethods,
  receiver: string,
  argument: string,
): string | null {
  const method = kind.methods[operation];
  return method === undefined ? null : `${receiver}.${method}(${argument})`;
}

/** The negative of a decimal. */
function negatedText(kind: DecimalKind, receiver: string): string | null {
  const { neg, times } = kind.methods;
  if (neg !== undefined) return `${receiver}.${neg}()`;
  return times === undefined ? null : `${receiver}.${times}(-1)`;
}

function render(node: ts.Expression, context: FileContext, edits: TextEdit[]): string | null {
  const inner = withoutParentheses(node);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.MinusToken) {
    const operand = operandOf(inner.operand, context);
    const receiver = isDecimal(operand) ? renderReceiver(inner.operand, context, edits) : null;
    return isDecimal(operand) && receiver !== null ? negatedText(operand.kind, receiver) : inner.getText();
  }
  if (!isArithmetic(inner) || !isDecimal(operandOf(inner, context))) return argumentText(inner);
  return renderBinary(inner, context, edits);
}

function renderBinary(node: ts.BinaryExpression, context: FileContext, edits: TextEdit[]): string | null {
  const operation = operationOf(node.operatorToken.kind) as keyof DecimalMethods | undefined;
  const left = operandOf(node.left, context);
  const right = operandOf(node.right, context);
  if (operation === undefined) return null;
  const gap = commentsIn(node);
  if (isDecimal(left)) {
    if (!fits(left.kind, operation, isDecimal(right)) || mayBeMissing(node.left, context)) return null;
    const receiver = renderReceiver(node.left, context, edits);
    const argument = render(node.right, context, edits);
    if (receiver === null || argument === null) return null;
    return callText(left.kind, operation, receiver, gap + argument);
  }
  if (!isDecimal(right) || !fits(right.kind, operation, false)) return null;
  const accumulated = renderAccumulation(node, operation, right.kind, context, edits);
  if (accumulated !== null) return accumulated;
  const commutes = operation === 'plus' || operation === 'times';
  if (commutes && isPlain(node.left) && !mayBeMissing(node.right, context)) {
    const receiver = renderReceiver(node.right, context, edits);
    return receiver === null
      ? null
      : callText(right.kind, operation, receiver, gap + argumentText(node.left));
  }
  const made = makerOf(right.kind, node, context);
  const argument = render(node.right, context, edits);
  if (made === null || argument === null) return null;
  edits.push(...made.edits);
  return callText(right.kind, operation, made.make(argumentText(node.left)), gap + argument);
}

/** `sum + d`, where `sum` gathers such sums and starts as a number: it starts as a decimal from then on. */
function renderAccumulation(
  node: ts.BinaryExpression,
  operation: keyof DecimalMethods,
  kind: DecimalKind,
  context: FileContext,
  edits: TextEdit[],
): string | null {
  const initial = initialValueOf(node.left, context);
  if (initial === null || !gathers(node, initial)) return null;
  const made = makerOf(kind, initial, context);
  const argument = render(node.right, context, edits);
  if (made === null || argument === null) return null;
  edits.push(replace(initial, made.make(initial.getText())), ...made.edits);
  return callText(kind, operation, receiverText(node.left), commentsIn(node) + argument);
}

/** Whether the sum is assigned to its own first term, or is what a reduce gives back. */
function gathers(node: ts.BinaryExpression, initial: ts.Expression): boolean {
  const parent = parentOf(node);
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return parent.left.getText() === node.left.getText();
  return ts.isCallExpression(initial.parent);
}

/** Dinero adds only its own kind, and multiplies only by numbers. */
function fits(kind: DecimalKind, operation: keyof DecimalMethods, withDecimal: boolean): boolean {
  if (kind.library !== 'dinero.js') return true;
  return operation === 'plus' || operation === 'minus' ? withDecimal : !withDecimal;
}

/** Whether calling a method on it would be refused by a strict project's compiler, or throw. */
export function mayBeMissing(node: ts.Expression, context: FileContext): boolean {
  const operand = operandOf(node, context);
  if (!isDecimal(operand) || !operand.isNullable) return false;
  const inner = unwrapped(node);
  return context.isStrict && !ts.isElementAccessExpression(inner);
}

function renderReceiver(node: ts.Expression, context: FileContext, edits: TextEdit[]): string | null {
  const inner = withoutParentheses(node);
  const isNative = isArithmetic(inner) || ts.isPrefixUnaryExpression(inner);
  return isNative && isDecimal(operandOf(inner, context))
    ? render(inner, context, edits)
    : receiverText(inner);
}

/** Comments around the operator, which stay. */
function commentsIn(node: ts.BinaryExpression): string {
  const gap = node.getSourceFile().text.slice(node.left.getEnd(), node.right.getStart());
  const comments = gap.match(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*(?:\r\n?|\n)?/g) ?? [];
  return comments.map((each) => (each.startsWith('//') ? each : `${each} `)).join('');
}
