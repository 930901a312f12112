import ts from 'typescript-5.9';
import { spend } from '../../platform/budget';
import type { FileContext } from './fileContext';
import { nodesOf } from './nodes';
import { perFile } from './perFile';

/** A name of the file that may be a constructor. */
export interface Constructor {
  readonly name: string;
  readonly declaration: ts.Declaration;
  readonly type: ts.Type;
}

/**
 * Names of the file that may be constructors: imports, classes, and variables that are required or have a capital. Their
 * types alone are worth asking for, and once: what is in scope at a finding is far more.
 */
export const constructorsOf = perFile((file: ts.SourceFile, { checker }): readonly Constructor[] => {
  const constructors: Constructor[] = [];
  for (const node of nodesOf(file)) {
    const name = nameOf(node);
    if (name === null) continue;
    const symbol = checker.getSymbolAtLocation(name);
    const declaration = symbol?.declarations?.[0];
    if (symbol === undefined || declaration !== node) continue;
    if (isImport(declaration) || isRequired(declaration) || /^[A-Z]/.test(symbol.name))
      constructors.push({
        name: symbol.name,
        declaration,
        type: checker.getTypeOfSymbolAtLocation(symbol, file),
      });
  }
  return constructors.sort((a, b) => (a.name < b.name ? -1 : 1));
});

/** Whether a name means the constructor at a node. */
export function isInScope(
  { name, declaration }: Constructor,
  node: ts.Node,
  { checker }: FileContext,
): boolean {
  spend();
  if (!resolvesNames(checker)) throw new Error('This version of TypeScript does not resolve names.');
  return (
    checker.resolveName(name, node, ts.SymbolFlags.Value | ts.SymbolFlags.Alias, false)?.declarations?.[0] ===
    declaration
  );
}

/** The checker can list the names in scope, too, but that takes as long as the list is, for each node. */
interface NameResolver {
  resolveName(
    name: string,
    node: ts.Node,
    meaning: ts.SymbolFlags,
    excludeGlobals: boolean,
  ): ts.Symbol | undefined;
}

/** TypeScript exports it for its own parts, in all versions that are supported. */
function resolvesNames(checker: object): checker is NameResolver {
  return 'resolveName' in checker;
}

function nameOf(node: ts.Node): ts.Identifier | null {
  if (
    !ts.isVariableDeclaration(node) &&
    !ts.isBindingElement(node) &&
    !ts.isParameter(node) &&
    !ts.isClassLike(node) &&
    !ts.isFunctionDeclaration(node) &&
    !ts.isFunctionExpression(node) &&
    !ts.isEnumDeclaration(node) &&
    !ts.isModuleDeclaration(node) &&
    !isImport(node)
  )
    return null;
  return node.name !== undefined && ts.isIdentifier(node.name) ? node.name : null;
}

type Import = ts.ImportClause | ts.ImportSpecifier | ts.NamespaceImport | ts.ImportEqualsDeclaration;

function isImport(node: ts.Node): node is Import {
  return (
    ts.isImportClause(node) ||
    ts.isImportSpecifier(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportEqualsDeclaration(node)
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
