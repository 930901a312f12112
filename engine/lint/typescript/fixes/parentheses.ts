import ts from 'typescript-5.9';
import { withoutParentheses } from '../unwrap';

/** The expression's text as the object of a method call, in parentheses if it needs them. */
export function receiverText(node: ts.Expression): string {
  const inner = withoutParentheses(node);
  return bindsTightly(inner) ? inner.getText() : `(${inner.getText()})`;
}

/** The expression's text as an argument: outer parentheses go, unless a comma needs them. */
export function argumentText(node: ts.Expression): string {
  const inner = withoutParentheses(node);
  const isSequence = ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.CommaToken;
  return isSequence ? `(${inner.getText()})` : inner.getText();
}

function bindsTightly(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isNonNullExpression(node) ||
    (ts.isNewExpression(node) && node.arguments !== undefined) ||
    node.kind === ts.SyntaxKind.ThisKeyword
  );
}

/** Whether evaluating it later than what stands after it cannot be noticed. */
export function isPlain(node: ts.Expression): boolean {
  const inner = withoutParentheses(node);
  if (ts.isPropertyAccessExpression(inner)) return isPlain(inner.expression);
  if (ts.isPrefixUnaryExpression(inner))
    return inner.operator === ts.SyntaxKind.MinusToken && isPlain(inner.operand);
  return (
    ts.isIdentifier(inner) ||
    ts.isNumericLiteral(inner) ||
    ts.isBigIntLiteral(inner) ||
    inner.kind === ts.SyntaxKind.ThisKeyword
  );
}
