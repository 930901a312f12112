import ts from 'typescript-5.9';
import type { DecimalValue } from './decimalTypes';
import type { FileContext } from './fileContext';
import { perFile } from './perFile';
import { unwrapped } from './unwrap';

/**
 * Whether the check may be for null. In a project whose types do not tell null from the rest, any declared value may be
 * missing; what was just computed may not.
 */
export function mayBeAbsent(node: ts.Expression, value: DecimalValue, context: FileContext): boolean {
  if (value.isNullable || mayBeUnset(node, context) || isHeldForAbsent(unwrapped(node), context)) return true;
  if (context.isStrict && !context.isScript) return false;
  return !isComputed(node, context);
}

/** `price!: Decimal`, `price: Decimal = null!` and `let price: Decimal;` are there only once something was assigned. */
function mayBeUnset(node: ts.Expression, { checker }: FileContext): boolean {
  const declaration = declarationOf(node, checker);
  if (declaration === undefined) return false;
  const isVariable = ts.isVariableDeclaration(declaration);
  if (!isVariable && !ts.isPropertyDeclaration(declaration)) return false;
  const { initializer } = declaration;
  if (initializer === undefined)
    return declaration.exclamationToken !== undefined || (isVariable && isAssignedLater(declaration));
  const first = unwrapped(initializer);
  return first.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(first) && first.text === 'undefined');
}

function isAssignedLater(declaration: ts.VariableDeclaration): boolean {
  const isGiven =
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Ambient) !== 0 ||
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return !isGiven && ts.isVariableStatement(declaration.parent.parent);
}

function declarationOf(node: ts.Expression, checker: ts.TypeChecker): ts.Declaration | undefined {
  const inner = unwrapped(node);
  return checker.getSymbolAtLocation(ts.isPropertyAccessExpression(inner) ? inner.name : inner)
    ?.valueDeclaration;
}

/** Whether the function that it stands in asks elsewhere, by `?.` or `??`, whether it is there at all, whatever its type says. */
function isHeldForAbsent(node: ts.Expression, context: FileContext): boolean {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  const around = ts.findAncestor(node, ts.isFunctionLike) ?? node.getSourceFile();
  return askedIn(around, context).has(node.getText());
}

/** What a function asks for absence, as its code writes it. */
const askedIn = perFile((around: ts.Node): ReadonlySet<string> => {
  const asked = new Set<string>();
  const stack = [around];
  // Without recursion: a sum of many terms is as many levels deep.
  for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
    const text = askedForAbsence(each)?.getText();
    if (text !== undefined) asked.add(text);
    ts.forEachChild(each, (child) => {
      stack.push(child);
    });
  }
  return asked;
});

function askedForAbsence(node: ts.Node): ts.Expression | null {
  if (ts.isPropertyAccessExpression(node))
    return node.questionDotToken === undefined ? null : node.expression;
  const isDefault =
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return isDefault ? node.left : null;
}

function isComputed(node: ts.Expression, { checker }: FileContext): boolean {
  const inner = unwrapped(node);
  if (ts.isCallExpression(inner) || ts.isNewExpression(inner)) return true;
  const declaration = declarationOf(inner, checker);
  if (declaration === undefined) return false;
  // The type of a property of plain JavaScript is that of everything that is assigned to it.
  if (ts.isExpression(declaration) || ts.isBinaryExpression(declaration)) return true;
  if (!ts.isVariableDeclaration(declaration)) return false;
  const initializer = declaration.initializer && unwrapped(declaration.initializer);
  const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return (
    isConstant &&
    declaration.type === undefined &&
    initializer !== undefined &&
    (ts.isNewExpression(initializer) || ts.isCallExpression(initializer))
  );
}
