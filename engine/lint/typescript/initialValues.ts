import ts from 'typescript-5.9';
import type { FileContext } from './fileContext';
import { reduceOf } from './reduces';
import { unwrapped } from './unwrap';

/** The number literal, or its negative, that an expression is under casts and parentheses; null for all else. */
export function numberLiteral(node: ts.Expression): ts.Expression | null {
  const inner = unwrapped(node);
  if (ts.isNumericLiteral(inner)) return inner;
  const isNegative =
    ts.isPrefixUnaryExpression(inner) &&
    inner.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(inner.operand);
  return isNegative ? inner : null;
}

/**
 * The number that a name or slot starts as, where it is declared in this file, or that a reduce starts its accumulator
 * with; null if it starts as anything else.
 */
export function initialValueOf(target: ts.Expression, context: FileContext): ts.Expression | null {
  const declaration = declarationOf(target, context);
  if (declaration?.getSourceFile() !== context.file) return null;
  const initializer = reduceStart(declaration, context) ?? initializerOf(declaration);
  return initializer === null ? null : numberLiteral(initializer);
}

function reduceStart(declaration: ts.Declaration, context: FileContext): ts.Expression | null {
  if (!ts.isParameter(declaration) || !ts.isCallExpression(declaration.parent.parent)) return null;
  const reduce = reduceOf(declaration.parent.parent, context);
  return reduce?.accumulator === declaration.name ? reduce.start : null;
}

/**
 * The declaration that a name, or a property, stands for: the same node for every mention of one variable or slot.
 */
export function declarationOf(target: ts.Expression, { checker }: FileContext): ts.Declaration | null {
  const inner = unwrapped(target);
  const name = ts.isPropertyAccessExpression(inner) ? inner.name : ts.isIdentifier(inner) ? inner : null;
  if (name === null) return null;
  const symbol = checker.getSymbolAtLocation(name);
  return symbol?.valueDeclaration ?? symbol?.declarations?.[0] ?? null;
}

/** The value that a declaration gives; for `this.total = 0` of plain JavaScript, the value assigned. */
function initializerOf(declaration: ts.Node): ts.Expression | null {
  if (
    ts.isVariableDeclaration(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isParameter(declaration) ||
    ts.isPropertyAssignment(declaration) ||
    ts.isBindingElement(declaration)
  )
    return declaration.initializer ?? null;
  const { parent } = declaration as { parent?: ts.Node };
  if (
    parent !== undefined &&
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    parent.left === declaration
  )
    return parent.right;
  if (ts.isBinaryExpression(declaration) && declaration.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return declaration.right;
  return null;
}
