import ts from 'typescript-5.9';
import type { FileContext } from './fileContext';

/**
 * Names of the file that may be constructors at a node: imports, classes, and variables that are required or have a capital. Their types
 * alone are worth asking for, out of everything that is in scope.
 */
export function constructorsInScope(node: ts.Node, { checker, file }: FileContext): ts.Symbol[] {
  return checker.getSymbolsInScope(node, ts.SymbolFlags.Value | ts.SymbolFlags.Alias).filter((symbol) => {
    const declaration = symbol.declarations?.[0];
    return (
      declaration?.getSourceFile() === file &&
      (isImport(declaration) || isRequired(declaration) || /^[A-Z]/.test(symbol.name))
    );
  });
}

function isImport(declaration: ts.Declaration): boolean {
  return (
    ts.isImportClause(declaration) ||
    ts.isImportSpecifier(declaration) ||
    ts.isNamespaceImport(declaration) ||
    ts.isImportEqualsDeclaration(declaration)
  );
}

/** `const big = require('big.js')`, also through the helper of a compiler. */
function isRequired(declaration: ts.Declaration): boolean {
  if (!ts.isVariableDeclaration(declaration)) return false;
  for (
    let each = declaration.initializer;
    each !== undefined && ts.isCallExpression(each);
    [each] = each.arguments
  )
    if (ts.isIdentifier(each.expression) && each.expression.text === 'require') return true;
  return false;
}
