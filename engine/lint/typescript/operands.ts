import ts from 'typescript-5.9';
import { isNothing, type DecimalValue } from './decimalTypes';
import type { FileContext, Operand } from './fileContext';
import { withoutParentheses } from './unwrap';

/** Native operators of arithmetic, and the operation that a decimal has in their place. */
const arithmeticOperators = new Map([
  [ts.SyntaxKind.PlusToken, 'plus'],
  [ts.SyntaxKind.MinusToken, 'minus'],
  [ts.SyntaxKind.AsteriskToken, 'times'],
  [ts.SyntaxKind.SlashToken, 'div'],
  [ts.SyntaxKind.PercentToken, 'mod'],
  [ts.SyntaxKind.AsteriskAsteriskToken, 'pow'],
] as const);

const compoundOperators = new Map([
  [ts.SyntaxKind.PlusEqualsToken, 'plus'],
  [ts.SyntaxKind.MinusEqualsToken, 'minus'],
  [ts.SyntaxKind.AsteriskEqualsToken, 'times'],
  [ts.SyntaxKind.SlashEqualsToken, 'div'],
  [ts.SyntaxKind.PercentEqualsToken, 'mod'],
  [ts.SyntaxKind.AsteriskAsteriskEqualsToken, 'pow'],
] as const);

/** What an operand is; native arithmetic on decimals counts as the decimal that it was meant to be. */
export function operandOf(node: ts.Expression, context: FileContext): Operand {
  const inner = withoutParentheses(node);
  // The first terms of a sum first, so that a long one takes no deep recursion.
  const sums: ts.Expression[] = [];
  for (
    let each = inner;
    isArithmetic(each) && !context.operands.has(each);
    each = withoutParentheses(each.left)
  )
    sums.push(each);
  for (const sum of sums.reverse()) context.operands.set(sum, lookAt(sum, context));
  const known = context.operands.get(inner) ?? lookAt(inner, context);
  context.operands.set(inner, known);
  return known;
}

function lookAt(node: ts.Expression, context: FileContext): Operand {
  return (
    literalOperand(node) ??
    nativeResult(node, context) ??
    (isArithmetic(node) ? plainResult(node, context) : null) ??
    startedAs(node, context) ??
    beneathCast(node, context) ??
    classify(context.checker.getTypeAtLocation(node), context)
  );
}

/** Literals tell by themselves; the compiler climbs to the top of the expression for each. */
function literalOperand(node: ts.Expression): Operand | null {
  if (ts.isNumericLiteral(node)) return 'number';
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? 'text' : null;
}

/** What arithmetic without decimals gives; the compiler would look at a sum's first terms again for each further one. */
function plainResult(node: ts.BinaryExpression, context: FileContext): Operand {
  if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return 'number';
  const terms = [operandOf(node.left, context), operandOf(node.right, context)];
  if (terms.includes('text')) return 'text';
  return terms.includes('other') || terms.some(isDecimal) ? 'other' : 'number';
}

export function isDecimal(operand: Operand): operand is DecimalValue {
  return typeof operand === 'object';
}

/** The decimal that native arithmetic was meant to give; null if the expression is none, or has no decimal in it. */
export function nativeResult(node: ts.Expression, context: FileContext): DecimalValue | null {
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const operand = operandOf(node.operand, context);
    return isDecimal(operand) && isStrictDecimal(operand) ? operand : null;
  }
  if (!isArithmetic(node)) return null;
  const left = operandOf(node.left, context);
  const right = operandOf(node.right, context);
  const decimal = [left, right].filter(isDecimal).find(isStrictDecimal);
  if (decimal === undefined) return null;
  const other = isDecimal(left) ? right : left;
  // `+` with a text makes a text, on purpose; with a value of unknown type it may.
  const isText =
    node.operatorToken.kind === ts.SyntaxKind.PlusToken && (other === 'text' || other === 'other');
  return isText ? null : decimal;
}

/** A variable declared as `any` is the decimal that it starts as. */
function startedAs(node: ts.Expression, { checker, types }: FileContext): DecimalValue | null {
  if (!ts.isIdentifier(node) || (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) === 0) return null;
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return null;
  return declaration.initializer === undefined ? null : types.of(declaration.initializer);
}

/** A cast, such as to `any`, silences the compiler and changes no value. */
function beneathCast(node: ts.Expression, context: FileContext): DecimalValue | null {
  if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node) && !ts.isNonNullExpression(node)) {
    return null;
  }
  const operand = operandOf(node.expression, context);
  return isDecimal(operand) ? operand : null;
}

function isStrictDecimal(value: DecimalValue): boolean {
  return !value.kind.convertsToNumber;
}

export function isArithmetic(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && operationOf(node.operatorToken.kind) !== undefined;
}

export function operationOf(kind: ts.SyntaxKind): string | undefined {
  return (arithmeticOperators as ReadonlyMap<ts.SyntaxKind, string>).get(kind);
}

export function compoundOperationOf(kind: ts.SyntaxKind): string | undefined {
  return (compoundOperators as ReadonlyMap<ts.SyntaxKind, string>).get(kind);
}

function classify(type: ts.Type, context: FileContext): Operand {
  const decimal = context.types.ofType(type);
  if (decimal !== null) return decimal;
  const parts = (type.isUnion() ? type.types : [type]).filter((part) => !isNothing(part));
  if (parts.length === 0) return 'nothing';
  if (parts.every((part) => isFlagged(part, ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)))
    return 'number';
  if (parts.every((part) => isFlagged(part, ts.TypeFlags.StringLike))) return 'text';
  return 'other';
}

function isFlagged(type: ts.Type, flags: ts.TypeFlags): boolean {
  return (type.flags & flags) !== 0;
}
