/**
 * DB104: `+ - * / % **`, their assignments, `++`, `--`, unary minus and `Math` on a decimal. `+` joins texts: `0 + d` is
 * "01"; the others make a float. A `+` with a text is left alone, because it was meant to make one.
 */
import ts from 'typescript-5.9';
import type { Finding, Fix, RelatedPlace } from '../../finding';
import type { DecimalMethods } from '../decimalMethods';
import type { DecimalKind, DecimalValue } from '../decimalTypes';
import { findingAt, fixOf, originOf, replace, type FileContext } from '../fileContext';
import { arithmeticText, callText, mayBeMissing } from '../fixes/arithmeticText';
import { makerOf } from '../fixes/constructorInScope';
import { receiverText } from '../fixes/parentheses';
import { initialValueOf } from '../initialValues';
import { compoundOperationOf, isArithmetic, isDecimal, nativeResult, operandOf } from '../operands';
import { parentOf, withoutParentheses } from '../unwrap';
import type { ScriptRule } from '../rule';

export const rule: ScriptRule = {
  about: { name: 'native-arithmetic', severity: 'error', title: 'A native operator works on a decimal' },
  findAt,
};

function findAt(node: ts.Node, context: FileContext): Finding | null {
  if (ts.isCallExpression(node)) return mathCall(node, context);
  if (ts.isPostfixUnaryExpression(node)) return step(node, context);
  if (ts.isPrefixUnaryExpression(node) && node.operator !== ts.SyntaxKind.MinusToken)
    return step(node, context);
  if (ts.isBinaryExpression(node) && compoundOperationOf(node.operatorToken.kind) !== undefined)
    return compound(node, context);
  if (isArithmetic(node) || ts.isPrefixUnaryExpression(node)) return expression(node, context);
  return null;
}

/** One finding for the largest expression of native operators. */
function expression(
  node: ts.BinaryExpression | ts.PrefixUnaryExpression,
  context: FileContext,
): Finding | null {
  const result = nativeResult(node, context);
  if (result === null || isPartOfLarger(node, context)) return null;
  const { operator, operand } = firstMeeting(node, context);
  return report(node, operator, result, operand, context, rewriteFix(node, result.kind, context));
}

function isPartOfLarger(node: ts.Expression, context: FileContext): boolean {
  const parent = parentOf(node);
  return (
    (isArithmetic(parent) || ts.isPrefixUnaryExpression(parent)) && nativeResult(parent, context) !== null
  );
}

/** The innermost operator that stands beside a decimal, and that decimal. */
function firstMeeting(
  node: ts.Expression,
  context: FileContext,
): { operator: string; operand: ts.Expression } {
  const inner = withoutParentheses(node);
  if (ts.isPrefixUnaryExpression(inner)) {
    if (nativeResult(skip(inner.operand), context) !== null) return firstMeeting(inner.operand, context);
    return { operator: '-', operand: inner.operand };
  }
  if (!isArithmetic(inner)) return { operator: '', operand: inner };
  for (const side of [inner.left, inner.right])
    if (nativeResult(skip(side), context) !== null) return firstMeeting(side, context);
  const operand = isDecimal(operandOf(inner.left, context)) ? inner.left : inner.right;
  return { operator: inner.operatorToken.getText(), operand };
}

/** Characters of an expression above which nobody wants it rewritten in one step. */
const maxRewritten = 2_000;

function rewriteFix(node: ts.Expression, kind: DecimalKind, context: FileContext): Fix | null {
  if (node.getWidth() > maxRewritten) return null;
  const rewritten = arithmeticText(node, context);
  if (rewritten === null || losesComments(node, rewritten.text)) return null;
  return fixOf(
    context,
    'method',
    `Use the methods of ${kind.name}`,
    [replace(node, rewritten.text), ...rewritten.edits],
    { changesType: true },
  );
}

function losesComments(node: ts.Node, text: string): boolean {
  const count = (code: string): number => (code.match(/\/\*|\/\//g) ?? []).length;
  return count(node.getText()) !== count(text);
}

/** `total += d`, where either side is a decimal. */
function compound(node: ts.BinaryExpression, context: FileContext): Finding | null {
  const operation = compoundOperationOf(node.operatorToken.kind) as keyof DecimalMethods;
  const left = operandOf(node.left, context);
  const right = operandOf(node.right, context);
  const decimal = isDecimal(left) ? left : isDecimal(right) ? right : null;
  if (decimal === null || decimal.kind.convertsToNumber) return null;
  const other = isDecimal(left) ? right : left;
  if (operation === 'plus' && (other === 'text' || other === 'other')) return null;
  const operand = isDecimal(left) ? node.left : node.right;
  return report(
    node,
    node.operatorToken.getText(),
    decimal,
    operand,
    context,
    compoundFix(node, operation, decimal.kind, context),
  );
}

/** Where the variable starts as a number, it must start as a decimal, too. */
function compoundFix(
  node: ts.BinaryExpression,
  operation: keyof DecimalMethods,
  kind: DecimalKind,
  context: FileContext,
): Fix | null {
  const argument = arithmeticText(node.right, context);
  if (argument === null || mayBeMissing(node.left, context)) return null;
  const target = node.left.getText();
  const call = callText(kind, operation, target, argument.text);
  if (call === null || losesComments(node, `${target} = ${call}`)) return null;
  const edits = [replace(node, `${target} = ${call}`), ...argument.edits];
  if (!isDecimal(operandOf(node.left, context))) {
    const initial = initialValueOf(node.left, context);
    const made = makerOf(kind, node, context);
    if (initial === null || made === null) return null;
    edits.push(replace(initial, made.make(initial.getText())), ...made.edits);
  }
  return fixOf(context, 'method', `Use the methods of ${kind.name}`, edits, { changesType: true });
}

/** `d++` and `--d`. */
function step(
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  context: FileContext,
): Finding | null {
  const isUp = node.operator === ts.SyntaxKind.PlusPlusToken;
  if (!isUp && node.operator !== ts.SyntaxKind.MinusMinusToken) return null;
  const value = context.types.of(node.operand);
  if (value === null || value.kind.convertsToNumber) return null;
  const target = node.operand.getText();
  const call = callText(value.kind, isUp ? 'plus' : 'minus', target, '1');
  const isStatement = ts.isExpressionStatement(node.parent) || ts.isForStatement(node.parent);
  const fix =
    call === null || !isStatement || value.kind.library === 'dinero.js' || mayBeMissing(node.operand, context)
      ? null
      : fixOf(
          context,
          'method',
          `Use the methods of ${value.kind.name}`,
          [replace(node, `${target} = ${call}`)],
          { changesType: true },
        );
  return report(node, isUp ? '++' : '--', value, node.operand, context, fix);
}

/** `Math.max(a, b)`, also of an array that is spread. */
function mathCall(node: ts.CallExpression, context: FileContext): Finding | null {
  const { expression: callee, arguments: given } = node;
  if (!ts.isPropertyAccessExpression(callee) || callee.expression.getText() !== 'Math') return null;
  for (const argument of given) {
    const value = ts.isSpreadElement(argument)
      ? elementOf(argument.expression, context)
      : context.types.of(argument);
    if (value === null || value.kind.convertsToNumber) continue;
    return report(node, callee.getText(), value, argument, context, mathFix(node, value.kind, context));
  }
  return null;
}

function elementOf(array: ts.Expression, { checker, types }: FileContext): DecimalValue | null {
  const element = checker.getIndexTypeOfType(checker.getTypeAtLocation(array), ts.IndexKind.Number);
  return element === undefined ? null : types.ofType(element);
}

const mathMethods = ['abs', 'floor', 'ceil', 'round', 'sqrt', 'cbrt', 'trunc'] as const;

function mathFix(node: ts.CallExpression, kind: DecimalKind, context: FileContext): Fix | null {
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
  const title = `Use the methods of ${kind.name}`;
  const [first] = node.arguments;
  if (first === undefined) return null;
  if (name === 'max' || name === 'min') {
    const made = makerOf(kind, node, context);
    if (made === null || !hasMaximum(kind)) return null;
    return fixOf(
      context,
      'method',
      title,
      [replace(node.expression, `${made.name}.${name}`), ...made.edits],
      { changesType: true },
    );
  }
  const operation = mathMethods.find((each) => each === name);
  // Other libraries' `round` takes places, or rounds another way.
  if (operation === undefined || (operation === 'round' && kind.library !== 'decimal.js')) return null;
  const method = kind.methods[operation];
  if (method === undefined || node.arguments.length !== 1 || mayBeMissing(first, context)) return null;
  return fixOf(context, 'method', title, [replace(node, `${receiverText(first)}.${method}()`)], {
    changesType: true,
  });
}

function hasMaximum(kind: DecimalKind): boolean {
  return kind.library === 'decimal.js' || kind.library === 'bignumber.js';
}

function report(
  node: ts.Node,
  operator: string,
  value: DecimalValue,
  operand: ts.Expression,
  context: FileContext,
  fix: Fix | null,
): Finding {
  const { name } = value.kind;
  const related: RelatedPlace = originOf(
    ts.isSpreadElement(operand) ? operand.expression : operand,
    name,
    context,
  );
  return findingAt(node, context, {
    rule: 'DB104',
    severity: 'error',
    message: `native \`${operator}\` on ${name}`,
    related: [related],
    fixes: [fix],
  });
}

function skip(node: ts.Expression): ts.Expression {
  return withoutParentheses(node);
}
