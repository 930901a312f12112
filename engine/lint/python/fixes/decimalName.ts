/** How a name of the standard library's `decimal` is written at a place, and the import that this takes. */
import type { TextEdit } from '../../finding';
import type { FixContext } from './fixContext';
import { noNode, type Node, type PythonSource } from '../syntaxTree';
import { importPlace } from './importPlace';
import { perTree } from './perTree';
import { allBindings, type Binding, bindingScope, bindingsIn, importedAs } from './scopes';
import { contains, children, childIn, enclosing, statementOf, textOf } from './syntax';

export interface Reference {
  /** `Decimal`, an alias of it, or `decimal.Decimal`. */
  readonly name: string;
  /** The import, if there is none yet. */
  readonly edits: readonly TextEdit[];
}

/**
 * How `name` of `decimal` is reached at a node, with an import added if none reaches it. Null if that name means
 * something else there.
 */
export function decimalName(
  context: FixContext,
  at: Node,
  name: 'Decimal' | 'localcontext',
): Reference | null {
  const { source } = context;
  const imported = importedNames(source).filter(({ of }) => of === name || of === null);
  for (const { binding, of } of imported) {
    const alias = textOf(source, binding.identifier);
    if (!means(context, alias, at, name)) continue;
    if (!isReachedFrom(source, binding.by, at)) continue;
    return { name: of === null ? `${alias}.${name}` : alias, edits: [] };
  }
  const scope = bindingScope(source, name, at);
  if (scope === null) return { name, edits: hasAllNames(source, at) ? [] : importEdits(source, name) };
  if (!means(context, name, at, name)) return null;
  const bindings = bindingsIn(source, scope).get(name);
  if (bindings.some(({ by }) => isReachedFrom(source, by, at))) return { name, edits: [] };
  return scope === source.tree.root ? { name, edits: importEdits(source, name) } : null;
}

interface Imported {
  readonly binding: Binding;
  /** The name in `decimal` that it stands for, or null if it is the module. */
  readonly of: string | null;
}

/** The modules that have the standard library's `Decimal`, and the older ones that it came from. */
const decimalModules: ReadonlySet<string> = new Set(['decimal', '_decimal', '_pydecimal', 'cdecimal']);

/** Every import of the module or of a name in it, the names before the module. */
const importedNames = perTree((source: PythonSource): readonly Imported[] => {
  const found = allBindings(source).flatMap((binding) => {
    const of = importedFrom(source, binding);
    return of === undefined ? [] : [{ binding, of }];
  });
  return found.sort((a, b) => Number(a.of === null) - Number(b.of === null));
});

/** What of `decimal` an import's binding stands for: null for the module itself, undefined for nothing of it. */
function importedFrom(source: PythonSource, { identifier, by }: Binding): string | null | undefined {
  const { tree } = source;
  if (tree.kind(by) === 'import_from_statement') {
    if (!decimalModules.has(textOf(source, childIn(tree, by, 'module_name')))) return undefined;
    const name = children(tree, by).find(
      (child) => importedAs(tree, child) === identifier && tree.field(child) === 'name',
    );
    if (name === undefined) return undefined;
    return textOf(source, tree.kind(name) === 'aliased_import' ? childIn(tree, name, 'name') : name);
  }
  if (tree.kind(by) !== 'import_statement') return undefined;
  const name = children(tree, by).find((child) => importedAs(tree, child) === identifier);
  if (name === undefined) return undefined;
  const module = textOf(source, tree.kind(name) === 'aliased_import' ? childIn(tree, name, 'name') : name);
  return decimalModules.has(module) ? null : undefined;
}

/** Whether all that the name can mean at a node is `wanted` of `decimal`, or the module where the name is the module's. */
function means(context: FixContext, alias: string, at: Node, wanted: string): boolean {
  const { source } = context;
  const scope = bindingScope(source, alias, at);
  if (scope === null) return false;
  const bindings = bindingsIn(source, scope).get(alias);
  return bindings.every((binding) => {
    const of = importedFrom(source, binding);
    return of === wanted || of === null || (wanted === 'Decimal' && isPassedOn(context, binding, alias));
  });
}

/** Whether an import from elsewhere gives what is called, somewhere in the file, to make a decimal. */
function isPassedOn(context: FixContext, { by }: Binding, alias: string): boolean {
  const { source } = context;
  if (alias !== 'Decimal' || source.tree.kind(by) !== 'import_from_statement') return false;
  return decimalCalls(source).some((call) => context.isLedger(call));
}

const calls: ReadonlySet<string> = new Set(['call']);

const decimalCalls = perTree((source: PythonSource): readonly Node[] => {
  const { tree } = source;
  return tree.nodesOf(calls).filter((call) => textOf(source, childIn(tree, call, 'function')) === 'Decimal');
});

const bodies: ReadonlySet<string> = new Set(['function_definition', 'lambda']);
const conditional: ReadonlySet<string> = new Set([
  'if_statement',
  'for_statement',
  'while_statement',
  'match_statement',
]);

/**
 * Whether an import has surely run when the node is evaluated: it is not under a condition, and comes before it or is
 * the module's while the node is in a function.
 */
function isReachedFrom(source: PythonSource, by: Node, at: Node): boolean {
  const { tree } = source;
  const statement = statementOf(tree, by);
  const home = enclosing(tree, statement, bodies);
  const condition = enclosing(tree, statement, conditional);
  if (
    condition !== noNode &&
    !contains(tree, condition, at) &&
    (home === noNode || contains(tree, home, condition))
  ) {
    return false;
  }
  if (home !== noNode && !contains(tree, home, at)) return false;
  return tree.start(by) < tree.start(at) || (home === noNode && enclosing(tree, at, bodies) !== noNode);
}

/** Whether a `from decimal import *` of the module has run when the node is evaluated. */
function hasAllNames(source: PythonSource, at: Node): boolean {
  const { tree } = source;
  return children(tree, tree.root).some(
    (statement) =>
      tree.kind(statement) === 'import_from_statement' &&
      decimalModules.has(textOf(source, childIn(tree, statement, 'module_name'))) &&
      children(tree, statement).some((child) => tree.kind(child) === 'wildcard_import') &&
      isReachedFrom(source, statement, at),
  );
}

/** Adds the name to the module's `from decimal import …`, or adds such a statement. */
function importEdits(source: PythonSource, name: string): TextEdit[] {
  const { tree } = source;
  const statement = children(tree, tree.root).find(
    (child) =>
      tree.kind(child) === 'import_from_statement' &&
      textOf(source, childIn(tree, child, 'module_name')) === 'decimal' &&
      children(tree, child).some((inner) => tree.field(inner) === 'name'),
  );
  if (statement === undefined) return [importPlace(source, `from decimal import ${name}`)];
  const names = children(tree, statement).filter((child) => tree.field(child) === 'name');
  const next = names.find((other) => sortKey(textOf(source, other)) > sortKey(name));
  const neighbour = next ?? names.at(-1);
  if (neighbour === undefined) return [];
  const gap = gapBefore(source, statement, neighbour);
  return next !== undefined
    ? [{ start: tree.start(next), end: tree.start(next), text: `${name},${gap}` }]
    : [{ start: tree.end(neighbour), end: tree.end(neighbour), text: `,${gap}${name}` }];
}

/** What separates a name from the one before: a line end with indentation where each has its line, else a space. */
function gapBefore({ text, tree }: PythonSource, statement: Node, name: Node): string {
  const before = text.slice(tree.start(statement), tree.start(name));
  return /(?:\r?\n)[ \t]*$/.exec(before)?.[0] ?? ' ';
}

/** Constants, classes and functions in this order, as import sorters have it. */
function sortKey(name: string): string {
  const kind = /^[A-Z0-9_]{2,}$/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2;
  return `${kind}${name}`;
}
