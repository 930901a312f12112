/** Whether an editor's program tells what the own program tells, although it has other options and declarations. */
import ts from 'typescript-5.9';
import { nodesOf } from '../lint/typescript/checkFile';
import { tellsNull } from '../lint/typescript/compilerOptions';
import { libraryOfFile } from '../lint/typescript/declarations';
import type { DecimalTypes } from '../lint/typescript/decimalTypes';
import { libraryNamed, whereMissing } from '../lint/typescript/libraryNames';
import { compoundOperationOf, isArithmetic } from '../lint/typescript/operands';
import { parentOf } from '../lint/typescript/unwrap';

/** The end of the sentence `It is not asked, because …`; null where it may be asked. In steps. */
export function* unfitness(
  program: ts.Program,
  file: ts.SourceFile,
  types: DecimalTypes,
): Generator<undefined, string | null, undefined> {
  const options = program.getCompilerOptions();
  if (!tellsNull(options)) return 'the project is not strict about null';
  if (!(options.noImplicitAny ?? options.strict ?? false)) return 'the project allows implicit any';
  for (const each of program.getSourceFiles()) {
    const reason = importReason(each, types.checker);
    if (reason !== null) return reason;
    yield;
  }
  if (options.noUncheckedIndexedAccess === true) return null;
  for (const node of nodesOf(file)) {
    if (mayMissByIndex(node, types)) return 'what an index gives is handed on, and may be missing';
    yield;
  }
  return null;
}

/** Imports of decimal libraries in a file, found once. */
const importsOfFiles = new WeakMap<ts.SourceFile, readonly ts.StringLiteralLike[]>();

function importReason(file: ts.SourceFile, checker: ts.TypeChecker): string | null {
  const known = importsOfFiles.get(file) ?? libraryImports(file);
  importsOfFiles.set(file, known);
  for (const specifier of known) {
    const library = libraryNamed(specifier.text) ?? '';
    const target = checker.getSymbolAtLocation(specifier)?.declarations?.[0]?.getSourceFile().fileName;
    if (whereMissing.has(library)) {
      if (target === undefined) return `${specifier.text} is not installed`;
      if (library.startsWith('@prisma')) return 'a generated client declares its decimals';
    } else if (target === undefined || libraryOfFile(target) !== library) {
      return `${specifier.text} has no declarations that are known`;
    } else if (!isConstructorImport(specifier, checker)) {
      return `${specifier.text} is imported in a way that its declarations do not know`;
    }
  }
  return null;
}

function libraryImports(file: ts.SourceFile): ts.StringLiteralLike[] {
  if (file.fileName.includes('/node_modules/')) return [];
  // What the compiler has found of imports is no part of its public types.
  const { imports } = file as { imports?: readonly ts.StringLiteralLike[] };
  return (imports ?? []).filter(({ text }) => libraryNamed(text) !== null);
}

/** Whether what the import names is the library's constructor also by the installed declarations. */
function isConstructorImport(specifier: ts.StringLiteralLike, checker: ts.TypeChecker): boolean {
  const { parent } = specifier as { parent?: ts.Node };
  if (parent !== undefined && ts.isExportDeclaration(parent)) return true;
  if (parent === undefined || !ts.isImportDeclaration(parent)) return false;
  const { importClause } = parent;
  // Without a clause it imports nothing; named imports the compiler holds against the declarations.
  if (importClause === undefined) return true;
  const { name, namedBindings } = importClause;
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) return false;
  return name === undefined || isConstructor(name, checker);
}

function isConstructor(name: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) return false;
  const target = checker.getAliasedSymbol(symbol);
  return (target.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Variable)) !== 0;
}

/**
 * Whether a decimal that an index gives, and that may be missing, goes anywhere but into a method call or an operator:
 * only a project with `noUncheckedIndexedAccess` tells what becomes of it.
 */
function mayMissByIndex(node: ts.Node, types: DecimalTypes): boolean {
  const isIndex = ts.isBindingElement(node)
    ? isBoundByIndex(node, types.checker)
    : ts.isElementAccessExpression(node)
      ? !isUsedUp(node) && isByIndex(node.expression, nameOf(node.argumentExpression), types.checker)
      : ts.isPropertyAccessExpression(node) &&
        !isUsedUp(node) &&
        isByIndex(node.expression, node.name.text, types.checker);
  return isIndex && types.includesDecimal(types.checker.getTypeAtLocation(node)) !== null;
}

/** `[first] = prices`, `{ euro } = balances`. */
function isBoundByIndex({ parent, name, propertyName }: ts.BindingElement, checker: ts.TypeChecker): boolean {
  if (ts.isArrayBindingPattern(parent)) return !checker.isTupleType(checker.getTypeAtLocation(parent));
  const bound = propertyName ?? name;
  return isByIndex(parent, ts.isIdentifier(bound) ? bound.text : null, checker);
}

function nameOf(argument: ts.Expression): string | null {
  return ts.isStringLiteralLike(argument) || ts.isNumericLiteral(argument) ? argument.text : null;
}

/** Whether the value has no property of the name, so that an index gives it. @param name - null where it is computed */
function isByIndex(owner: ts.Node, name: string | null, checker: ts.TypeChecker): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(owner));
  return name === null || checker.getPropertyOfType(type, name) === undefined;
}

/** Whether it makes no difference that the value may be missing. */
function isUsedUp(node: ts.Expression): boolean {
  const parent = parentOf(node);
  if (ts.isPropertyAccessExpression(parent)) return parent.questionDotToken === undefined;
  if (ts.isNonNullExpression(parent) || isArithmetic(parent)) return true;
  if (!ts.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.kind;
  const isTarget = parent.left === node && operator === ts.SyntaxKind.EqualsToken;
  return isTarget || comparisons.has(operator) || compoundOperationOf(operator) !== undefined;
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
