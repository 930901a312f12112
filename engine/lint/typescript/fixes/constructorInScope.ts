import path from 'node:path';
import ts from 'typescript-5.9';
import { spend } from '../../../platform/budget';
import type { TextEdit } from '../../finding';
import { constructorsOf, isInScope, type Constructor } from '../constructors';
import type { DecimalKind } from '../decimalTypes';
import type { FileContext } from '../fileContext';
import { perFile } from '../perFile';

/** How a decimal is made at a place in a file. */
export interface Maker {
  /** `new Decimal(0)` from `0`. */
  make(argument: string): string;
  /** The constructor as the file names it. */
  readonly name: string;
  /** What the file needs besides: an import. */
  readonly edits: readonly TextEdit[];
}

/** The way to make a decimal of the kind at a node; null if there is none that is sure to work. */
export function makerOf(kind: DecimalKind, node: ts.Node, context: FileContext): Maker | null {
  const inScope = constructorInScope(kind, node, context);
  if (inScope !== null) return maker(kind, inScope, []);
  const imported = importOf(kind, context);
  return imported === null ? null : maker(kind, imported.name, [imported.edit]);
}

function maker(kind: DecimalKind, name: string, edits: readonly TextEdit[]): Maker | null {
  if (kind.library === 'dinero.js') {
    if (kind.symbol.name !== 'Dinero') return null;
    return { name, edits, make: (argument) => `${name}({ amount: ${argument} })` };
  }
  return { name, edits, make: (argument) => `new ${name}(${argument})` };
}

/** The name by which the file reaches a constructor of the kind. */
function constructorInScope(kind: DecimalKind, node: ts.Node, context: FileContext): string | null {
  return makersOf(kind, context).find(({ via }) => isInScope(via, node, context))?.name ?? null;
}

/** Names that make decimals of the kind, with what brings them into scope: the kind's own name first. */
const makersOf = perFile((kind: DecimalKind, context) => {
  const { checker, file } = context;
  const makers: { readonly name: string; readonly via: Constructor }[] = [];
  for (const via of constructorsOf(file, context)) {
    spend();
    const { name, declaration, type } = via;
    if (isTypeOnly(declaration)) continue;
    if (makes(type, kind, context)) makers.push({ name, via });
    else if (ts.isNamespaceImport(declaration) || name === 'Prisma') {
      const member = checker.getPropertyOfType(type, kind.name);
      if (member !== undefined && makes(checker.getTypeOfSymbol(member), kind, context))
        makers.push({ name: `${name}.${kind.name}`, via });
    }
  }
  return [
    ...makers.filter(({ name }) => name === kind.name),
    ...makers.filter(({ name }) => name !== kind.name).sort((a, b) => (a.name < b.name ? -1 : 1)),
  ];
});

/** Whether the value is a constructor of the kind that takes a number; for Dinero, the factory. */
function makes(type: ts.Type, kind: DecimalKind, { checker }: FileContext): boolean {
  const isFactory = kind.library === 'dinero.js';
  const signatures = checker.getSignaturesOfType(
    type,
    isFactory ? ts.SignatureKind.Call : ts.SignatureKind.Construct,
  );
  return signatures.some((signature) => {
    if (checker.getReturnTypeOfSignature(signature).symbol !== kind.symbol) return false;
    if (isFactory) return true;
    const [first, ...rest] = signature.parameters;
    return (
      first !== undefined &&
      checker.isTypeAssignableTo(checker.getNumberType(), checker.getTypeOfSymbol(first)) &&
      rest.every(isOptional)
    );
  });
}

function isOptional(parameter: ts.Symbol): boolean {
  const declaration = parameter.valueDeclaration;
  return (
    declaration === undefined ||
    (ts.isParameter(declaration) &&
      (declaration.questionToken !== undefined ||
        declaration.initializer !== undefined ||
        declaration.dotDotDotToken !== undefined))
  );
}

function isTypeOnly(declaration: ts.Declaration): boolean {
  if (ts.isImportClause(declaration)) return isTypeClause(declaration);
  if (ts.isImportSpecifier(declaration))
    return declaration.isTypeOnly || isTypeClause(declaration.parent.parent);
  if (ts.isNamespaceImport(declaration)) return isTypeClause(declaration.parent);
  return false;
}

function isTypeClause(clause: ts.ImportClause): boolean {
  // Compilers before 5.9 have a flag in its place.
  const { phaseModifier, isTypeOnly }: TypeMarks = clause;
  return phaseModifier === ts.SyntaxKind.TypeKeyword || isTypeOnly;
}

interface TypeMarks {
  readonly phaseModifier?: ts.SyntaxKind | undefined;
  readonly isTypeOnly: boolean;
}

/** An import for a constructor that is exported somewhere; null if its name is taken in the file. */
const importOf = perFile((kind: DecimalKind, context): { name: string; edit: TextEdit } | null => {
  const { file } = context;
  const source = sourceOf(kind, context);
  if (source === null) return null;
  const { name, specifier, isDefault } = source;
  if (identifiersOf(file).has(name)) return widenTypeImport(name, file);
  const imports = file.statements.filter((each) => ts.isImportDeclaration(each) || isRequire(each));
  const usesRequire = imports.length > 0 ? imports.every(isRequire) : /\.c?js$/.test(file.fileName);
  const binding = isDefault ? name : `{ ${name} }`;
  const quote = imports.some((each) => each.getText().includes('"')) ? '"' : "'";
  const from = `${quote}${specifier}${quote}`;
  const semicolon = imports[0]?.getText().endsWith(';') === false ? '' : ';';
  const line = usesRequire
    ? `const ${binding} = require(${from})${semicolon}`
    : `import ${binding} from ${from}${semicolon}`;
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const last = imports.at(-1);
  const edit =
    last === undefined
      ? { start: firstPlace(file), end: firstPlace(file), text: line + newline }
      : { start: last.getEnd(), end: last.getEnd(), text: newline + line };
  return { name, edit };
});

function sourceOf(
  kind: DecimalKind,
  { file, types }: FileContext,
): { name: string; specifier: string; isDefault: boolean } | null {
  if (kind.library !== null) return { name: kind.symbol.name, specifier: kind.library, isDefault: true };
  const declaration = kind.symbol.declarations?.find(ts.isClassDeclaration);
  if (declaration?.name === undefined || types.isKnownBeforehand(declaration.getSourceFile().fileName))
    return null;
  const modifiers = ts.getModifiers(declaration)?.map((modifier) => modifier.kind) ?? [];
  if (!modifiers.includes(ts.SyntaxKind.ExportKeyword) || takesNoNumber(declaration)) return null;
  const target = declaration.getSourceFile().fileName;
  if (target === file.fileName || target.includes('/node_modules/')) return null;
  return {
    name: declaration.name.text,
    specifier: relativeSpecifier(file, target),
    isDefault: modifiers.includes(ts.SyntaxKind.DefaultKeyword),
  };
}

/** Whether the class's constructor does not take one plain value. */
function takesNoNumber(declaration: ts.ClassDeclaration): boolean {
  const parameters = declaration.members.find(ts.isConstructorDeclaration)?.parameters;
  const type = parameters?.[0]?.type?.getText();
  return parameters?.length !== 1 || (type !== undefined && !/\bnumber\b/.test(type));
}

/** With the extension that the file's other relative imports have. */
function relativeSpecifier(file: ts.SourceFile, target: string): string {
  const relative = path.posix.relative(path.posix.dirname(file.fileName), target);
  const bare = relative.replace(/\.(?:d\.)?([cm]?)[jt]sx?$/, '');
  const others = file.statements
    .filter(ts.isImportDeclaration)
    .map((each) => each.moduleSpecifier.getText().slice(1, -1))
    .filter((each) => each.startsWith('.'));
  const extension = /\.[cm]?[jt]sx?$/.exec(others[0] ?? '')?.[0] ?? '';
  return `${bare.startsWith('.') ? '' : './'}${bare}${extension}`;
}

/** A type-only import of the name becomes one of the value, too. */
function widenTypeImport(name: string, file: ts.SourceFile): { name: string; edit: TextEdit } | null {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || statement.importClause === undefined) continue;
    const { importClause } = statement;
    if (!isTypeClause(importClause)) continue;
    const names = [
      importClause.name?.text,
      ...(importClause.namedBindings !== undefined && ts.isNamedImports(importClause.namedBindings)
        ? importClause.namedBindings.elements.map((each) => each.name.text)
        : []),
    ];
    if (!names.includes(name)) continue;
    const keyword = /^import(\s+type)\b/.exec(statement.getText());
    if (keyword?.[1] === undefined) return null;
    const start = statement.getStart() + 'import'.length;
    return { name, edit: { start, end: start + keyword[1].length, text: '' } };
  }
  return null;
}

function isRequire(statement: ts.Statement): boolean {
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.some(
      ({ initializer }) => initializer !== undefined && /^require\s*\(/.test(initializer.getText()),
    )
  );
}

/** After a first line such as `#!/usr/bin/env node`, directives and the comment that heads the file. */
function firstPlace(file: ts.SourceFile): number {
  const directives = file.statements.filter(
    (each) => ts.isExpressionStatement(each) && ts.isStringLiteral(each.expression),
  );
  const next = file.statements[directives.length];
  return next === undefined ? file.getEnd() : next.getStart();
}

function identifiersOf(file: ts.SourceFile): ReadonlySet<string> {
  return new Set(file.text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
}
