/** A zero that is made at the first read, when the ledger value is there. */
import type { Fix, TextEdit } from '../../finding';
import type { FixContext } from './fixContext';
import { noNode, type Node, type PythonSource, type SyntaxTree } from '../syntaxTree';
import type { InitialValue } from './initialValue';
import { methodOf, usesWithin } from './attributes';
import { firstReads, type Variable } from './firstReads';
import { indentationAt, indentationStep, isContinued, lineEndOf } from './lines';
import { floatLiteral } from './floatLiteral';
import { ledgerValueAt } from './expressionAvailability';
import { fixIn, replace } from './replace';
import { bindingScope, bindingsIn, scopeAt } from './scopes';
import {
  identifiersIn,
  childIn,
  contains,
  descendants,
  enclosing,
  statementOf,
  textOf,
  unbracketed,
} from './syntax';

/**
 * The start becomes `None`, and every statement that could still read it then makes the zero first. Only where
 * all such statements can reach a ledger value; what is seen from elsewhere may be None afterwards.
 */
export function lazyZero(initial: InitialValue, context: FixContext): Fix[] {
  const { literal, target, mixedWith } = initial;
  const { source } = context;
  if (mixedWith.source.path !== source.path || floatLiteral(source, literal)?.isZero !== true) return [];
  if (!isPlainStart(literal, target, source)) return [];
  const places =
    source.tree.kind(target) === 'identifier' ? localReads(target, context) : attributeReads(target, context);
  if (places === null || places.length === 0) return [];
  const guards = new Map<number, TextEdit>();
  for (const place of places) {
    const guard = guardBefore(place, initial, context);
    if (guard === null) return [];
    guards.set(guard.start, guard);
  }
  const name = textOf(source, target);
  const isPrivate = source.tree.kind(target) === 'identifier' || /(?:^|\.)_[^.]*$/.test(name);
  const edits = [replace(source, literal, 'None'), ...guards.values()];
  return [fixIn(source, 'lazy', `Start ${name} at None and inherit at the first read`, !isPrivate, edits)];
}

/** Whether the literal is all that is assigned, to this target alone. */
function isPlainStart(literal: Node, target: Node, { tree }: PythonSource): boolean {
  const assignment = tree.parent(target);
  return (
    tree.kind(assignment) === 'assignment' &&
    childIn(tree, assignment, 'left') === target &&
    unbracketed(tree, childIn(tree, assignment, 'right')) === unbracketed(tree, literal) &&
    tree.kind(tree.parent(assignment)) === 'expression_statement'
  );
}

/** A statement that reads the variable, and how it is called there. */
interface Read {
  readonly statement: Node;
  readonly name: string;
}

function localReads(target: Node, { source }: FixContext): Read[] | null {
  const { tree } = source;
  const name = textOf(source, target);
  const scope = scopeAt(tree, target);
  if (tree.kind(scope) !== 'function_definition' || bindingScope(source, name, target) !== scope) return null;
  const bindings = bindingsIn(source, scope).get(name);
  if (
    bindings.some(
      ({ identifier, by }) => scopeAt(tree, identifier) !== scope || !assigning.has(tree.kind(by)),
    )
  ) {
    return null;
  }
  const uses = identifiersIn(source)
    .get(name)
    .filter((use) => isVariable(use, source) && bindingScope(source, name, use) === scope);
  const reads = firstReads(source, childIn(tree, scope, 'body'), variableOf(target, uses, source), false);
  return reads === null ? null : [...reads].map((statement) => ({ statement, name }));
}

const assigning: ReadonlySet<string> = new Set(['assignment', 'augmented_assignment']);

/** Whether a name stands for a variable, not for an attribute or an argument. */
function isVariable(identifier: Node, { tree }: PythonSource): boolean {
  const field = tree.field(identifier);
  return (
    field !== 'attribute' && !(field === 'name' && tree.kind(tree.parent(identifier)) === 'keyword_argument')
  );
}

/** Reads of an attribute that `__init__` starts, in all methods of the class. */
function attributeReads(target: Node, { source }: FixContext): Read[] | null {
  const { tree } = source;
  if (tree.kind(target) !== 'attribute') return null;
  const starter = methodOf(source, childIn(tree, target, 'object'));
  if (starter === null || textOf(source, childIn(tree, starter.definition, 'name')) !== '__init__')
    return null;
  if (starter.definition !== enclosing(tree, target, functions)) return null;
  const methods = usesWithin(source, starter.class, textOf(source, childIn(tree, target, 'attribute')));
  if (methods === null) return null;
  const found: Read[] = [];
  for (const [definition, uses] of methods.entries()) {
    const body = childIn(tree, definition, 'body');
    const reads = firstReads(
      source,
      body,
      variableOf(target, uses, source),
      definition !== starter.definition,
    );
    if (reads === null) return null;
    const [use] = uses;
    const name = use === undefined ? '' : textOf(source, use);
    found.push(...[...reads].map((statement) => ({ statement, name })));
  }
  return found;
}

const functions: ReadonlySet<string> = new Set(['function_definition']);

/** The variable of an initial value, found by its uses; those that a plain assignment writes are its targets. */
function variableOf(start: Node, uses: readonly Node[], source: PythonSource): Variable {
  const { tree } = source;
  const targets = uses.filter((use) => isWritten(use, source));
  const written = new Set(targets);
  const reads = uses.filter((use) => !written.has(use));
  const holds = (node: Node, found: readonly Node[]): boolean => holdsAny(node, found, tree);
  return {
    isReadIn: (node) => holds(node, reads),
    isTarget: (node) => holds(node, targets),
    isStart: (assignment) => childIn(tree, assignment, 'left') === start,
  };
}

/** Whether any of the nodes, which are in order of place, is in a node or is it. */
function holdsAny(node: Node, found: readonly Node[], tree: SyntaxTree): boolean {
  const [from, to] = [tree.start(node), tree.end(node)];
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tree.start(found[middle] ?? node) < from) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < found.length; at++) {
    const use = found[at] ?? node;
    if (tree.start(use) >= to) return false;
    if (tree.end(use) <= to) return true;
  }
  return false;
}

const targetLists: ReadonlySet<string> = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
]);

function isWritten(use: Node, { tree }: PythonSource): boolean {
  let at = use;
  while (targetLists.has(tree.kind(tree.parent(at)))) at = tree.parent(at);
  return tree.kind(tree.parent(at)) === 'assignment' && tree.field(at) === 'left';
}

/** The edit that makes the zero before a statement, or before the one that has its line; null if none can be made. */
function guardBefore({ statement, name }: Read, initial: InitialValue, context: FixContext): TextEdit | null {
  const { source } = context;
  const { text, tree } = source;
  const own = ledgerIn(statement, context);
  const expressions = [initial.mixedWith.expression, ...own];
  const home = enclosing(tree, statement, functions);
  for (
    let place = statement;
    place !== noNode && place !== home;
    place = statementOf(tree, tree.parent(place))
  ) {
    const start = tree.start(place);
    const indentation = indentationAt(text, start);
    if (indentation === null || isContinued(text, start - indentation.length)) continue;
    if (contains(tree, place, initial.literal)) return null;
    for (const expression of expressions) {
      const elements = own.includes(expression) && place === statement;
      const value = ledgerValueAt(expression, { at: place, elements }, context);
      if (value === null || value === name || value.startsWith(`${name}.`)) continue;
      const line = `${lineEndOf(text)}${indentation}`;
      const step = indentationStep(source, place);
      return { start, end: start, text: `if ${name} is None:${line}${step}${name} = ${value} * 0${line}` };
    }
    return null;
  }
  return null;
}

/** Ledger values that a statement itself reads, without those in functions and comprehensions in it. */
function ledgerIn(statement: Node, context: FixContext): Node[] {
  const { tree } = context.source;
  return [...descendants(tree, statement, (node) => !tree.kind(node).endsWith('block'))].filter(
    (node) => ['identifier', 'attribute', 'subscript'].includes(tree.kind(node)) && context.isLedger(node),
  );
}
