/** Whether a decimal in the place of a number literal can be told from the number by what the code does with it. */
import ts from 'typescript-5.9';
import type { DecimalKind } from '../decimalTypes';
import type { FileContext } from '../fileContext';
import { slotOf, type Initial, type Slot } from '../slots';
import { unwrapped } from '../unwrap';

/** Whether the literal is an integer that the decimal holds exactly. A Dinero would add a currency to it. */
export function isExactStart(literal: ts.Expression, { library }: DecimalKind): boolean {
  const inner = unwrapped(literal);
  return (
    /^-?\d+$/.test(inner.getText()) &&
    Number.isSafeInteger(Number(inner.getText())) &&
    library !== 'dinero.js'
  );
}

/**
 * Whether a start as a decimal keeps the value of a slot for every use of it: those of a variable are all in this file,
 * those of a property are not, unless its type says already that it is a decimal.
 */
export function keepsStart(
  { slot, literal, declaredKind }: Initial,
  kind: DecimalKind,
  nodes: readonly ts.Node[],
  context: FileContext,
): boolean {
  const isFollowed = declaredKind !== null || (typeof slot !== 'string' && isOwnVariable(slot));
  return isFollowed && isExactStart(literal, kind) && !isUsedNatively(slot, nodes, context);
}

function isOwnVariable(slot: ts.Node): boolean {
  const isVariable = ts.isVariableDeclaration(slot) || ts.isParameter(slot);
  return isVariable && ts.isIdentifier(slot.name);
}

/** Whether an operator or a test looks at the slot, which gives another answer for an object than for a number. */
function isUsedNatively(slot: Slot, nodes: readonly ts.Node[], context: FileContext): boolean {
  return nodes.some(
    (node) =>
      (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
      isOperand(node) &&
      slotOf(node, context) === slot,
  );
}

/** Whether an expression's value is what a native operator, a condition or a text is made of. */
export function isOperand(node: ts.Expression): boolean {
  const { parent } = node;
  if (unwrapped(parent as ts.Expression) !== parent) return isOperand(parent as ts.Expression);
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return kind !== ts.SyntaxKind.EqualsToken && kind !== ts.SyntaxKind.QuestionQuestionToken;
  }
  return (
    ts.isPrefixUnaryExpression(parent) ||
    ts.isPostfixUnaryExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isSwitchStatement(parent) ||
    ts.isIfStatement(parent) ||
    ts.isWhileStatement(parent) ||
    ts.isDoStatement(parent) ||
    (ts.isForStatement(parent) && parent.condition === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node)
  );
}
