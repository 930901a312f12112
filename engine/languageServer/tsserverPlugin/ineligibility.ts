/** Whether an editor's program gives the same results as the linter's own, despite other options and declarations. */
import ts from 'typescript-5.9';
import { nodesOf } from '../../lint/typescript/nodes';
import { checksNull } from '../../lint/typescript/compilerOptions';
import { libraryOfFile } from '../../lint/typescript/declarations';
import type { DecimalTypes } from '../../lint/typescript/decimalTypes';
import { textFactsOf, type TextFacts } from '../../lint/typescript/textFacts';
import { libraryNamed, whereMissing } from '../../lint/typescript/libraryNames';
import { compoundOperationOf, isArithmetic } from '../../lint/typescript/operands';
import { shapesByLibrary } from '../../lint/typescript/shapes/decimalShapes';
import { parentOf } from '../../lint/typescript/unwrap';

/** The end of the sentence `It is not asked, because …`; null if it may be asked. In steps. */
export function* ineligibility(
  program: ts.Program,
  file: ts.SourceFile,
  types: DecimalTypes,
  decimalTypes: readonly string[],
): Generator<undefined, string | null, undefined> {
  const options = program.getCompilerOptions();
  if (!checksNull(options)) return 'the project is not strict about null';
  if (!(options.noImplicitAny ?? options.strict ?? false)) return 'the project allows implicit any';
  const reached = new Set([file]);
  // Types travel by imports; the set grows while it is gone through.
  let reachesDecimals = false;
  for (const each of reached) {
    const facts = factsIn(each);
    reachesDecimals ||= facts.hasDecimals || decimalTypes.some((name) => each.text.includes(name));
    for (const specifier of importsOf(each)) {
      // The own program sees imports as the text has them.
      if (!facts.specifiers.includes(specifier.text)) return 'an import is half typed';
      const target = targetOf(specifier, types.checker);
      const reason = importReason(specifier, target, types.checker);
      if (reason !== null) return reason;
      if (target?.fileName.includes('/node_modules/') === true) reachesDecimals = true;
      else if (target !== undefined) reached.add(target);
    }
    yield;
  }
  if (!reachesDecimals) return 'no file that it imports mentions decimals';
  const isIndexChecked = options.noUncheckedIndexedAccess === true;
  for (const node of nodesOf(file)) {
    if (isGlobalLibrary(node, types.checker)) return 'a decimal library is used as a global';
    if (!isIndexChecked && mayMissByIndex(node, types))
      return 'what an index gives is handed on, and may be missing';
    yield;
  }
  return null;
}

const factsByFile = new WeakMap<ts.SourceFile, TextFacts>();

function factsIn(file: ts.SourceFile): TextFacts {
  const facts = factsByFile.get(file) ?? textFactsOf(file.text, []);
  factsByFile.set(file, facts);
  return facts;
}

/** What the compiler has found of a file's imports; that is no part of its public types. */
function importsOf(file: ts.SourceFile): readonly ts.StringLiteralLike[] {
  const { imports } = file as { imports?: readonly ts.StringLiteralLike[] };
  return imports ?? [];
}

/** The file that an import leads to, where it declares a module. */
function targetOf(specifier: ts.StringLiteralLike, checker: ts.TypeChecker): ts.SourceFile | undefined {
  return checker.getSymbolAtLocation(specifier)?.declarations?.[0]?.getSourceFile();
}

function importReason(
  specifier: ts.StringLiteralLike,
  target: ts.SourceFile | undefined,
  checker: ts.TypeChecker,
): string | null {
  const library = libraryNamed(specifier.text);
  if (library === null) return null;
  if (whereMissing.has(library)) {
    if (target === undefined) return `${specifier.text} is not installed`;
    return library.startsWith('@prisma') ? 'a generated client declares its decimals' : null;
  }
  if (target === undefined || libraryOfFile(target.fileName) !== library)
    return `${specifier.text} has no declarations that are known`;
  return isConstructorImport(specifier, checker)
    ? null
    : `${specifier.text} is imported in a way that its declarations do not know`;
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

/** Names that the installed declarations of decimal libraries give to all, without an import. */
const globalNames: ReadonlySet<string> = new Set([...shapesByLibrary.values()].map(({ name }) => name));

function isGlobalLibrary(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (!ts.isIdentifier(node) || !globalNames.has(node.text)) return false;
  const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
  return declarations.some(ts.isNamespaceExportDeclaration);
}

/**
 * Whether a decimal that an index gives, and that may be missing, goes anywhere but into a method call or an operator:
 * only `noUncheckedIndexedAccess` makes its type precise.
 */
function mayMissByIndex(node: ts.Node, types: DecimalTypes): boolean {
  return (
    isIndexValue(node, types.checker) && types.includesDecimal(types.checker.getTypeAtLocation(node)) !== null
  );
}

/** Whether an index gives the value, which goes on from there. */
function isIndexValue(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isBindingElement(node)) return isBoundByIndex(node, checker);
  if (ts.isElementAccessExpression(node))
    return !isUsedUp(node) && isByIndex(node.expression, nameOf(node.argumentExpression), checker);
  return (
    ts.isPropertyAccessExpression(node) &&
    !isUsedUp(node) &&
    checker.getSymbolAtLocation(node.name) === undefined
  );
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

/** Whether the value has no property of the name, so that an index gives it. @param name - null if it is computed */
function isByIndex(owner: ts.Node, name: string | null, checker: ts.TypeChecker): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(owner));
  return name === null || checker.getPropertyOfType(type, name) === undefined;
}

/** Whether it makes no difference that the value may be missing. */
function isUsedUp(node: ts.Expression): boolean {
  const parent = parentOf(node);
  if (ts.isPropertyAccessExpression(parent)) return parent.questionDotToken === undefined;
  if (ts.isNonNullExpression(parent) || isArithmetic(parent)) return true;
  // What is called is a function, and no decimal.
  if (ts.isCallExpression(parent) && parent.expression === node) return true;
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
