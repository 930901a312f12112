import ts from 'typescript-5.9';
import type { FileContext } from './fileContext';

/**
 * Names of the file that may be constructors at a node: imports, classes, and variables with a capital. Their types alone
 * are worth asking for, out of everything that is in scope.
 */
export function constructorsInScope(node: ts.Node, { checker, file }: FileContext): ts.Symbol[] {
  return checker.getSymbolsInScope(node, ts.SymbolFlags.Value | ts.SymbolFlags.Alias).filter((symbol) => {
    const declaration = symbol.declarations?.[0];
    return declaration?.getSourceFile() === file && (isImport(declaration) || /^[A-Z]/.test(symbol.name));
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
