/** Which ledger values can be read at a place, and how they are written there. */
import type { FixContext } from './fixContext';
import { noNode, type Node, type PythonSource } from '../syntaxTree';
import { attributeReachable, methodOf } from './attributes';
import { isInDoubt } from './noneChecks';
import { hasRun } from './order';
import { type Binding, bindingScope, bindingsIn, parameterName, scopeAt } from './scopes';
import {
  argumentsOf,
  children,
  childIn,
  contains,
  enclosing,
  statementOf,
  textOf,
  unbracketed,
} from './syntax';

/** Where an expression is to be read. */
export interface Reading {
  /** The node in whose place, or the statement before which, it is evaluated. */
  readonly at: Node;
  /** Whether an element may be read, which may be missing; right where the same statement reads it anyway. */
  readonly elements: boolean;
  /** How many names and attributes were followed so far. */
  readonly steps?: number;
}

/**
 * A ledger value of the expression, as text that can be evaluated at the place: its names are bound there, once and for
 * good, and nothing is called for it. Null if there is none.
 */
export function ledgerValueAt(expression: Node, reading: Reading, context: FixContext): string | null {
  for (const part of ledgerParts(expression, context)) {
    if (isInDoubt(part, reading.at, context.source)) continue;
    const text = written(part, reading, context, true);
    if (text !== null) return text;
  }
  return null;
}

/** A ledger value that is read from a parameter of its function. */
export interface GivenValue {
  readonly parameter: string;
  readonly text: string;
}

/** The ledger values of an expression that could be read wherever the parameter that they come from is handed to. */
export function givenValues(expression: Node, context: FixContext): GivenValue[] {
  const { source } = context;
  const { tree } = source;
  const home = enclosing(tree, expression, functionKinds);
  const [first] = home === noNode ? [] : children(tree, childIn(tree, home, 'body'));
  if (first === undefined) return [];
  return ledgerParts(expression, context).flatMap((part) => {
    const text = isInDoubt(part, first, source)
      ? null
      : written(part, { at: first, elements: false }, context, true);
    const parameter = text?.split('.')[0] ?? '';
    const isParameter = bindingsIn(source, home).get(parameter)[0]?.by === childIn(tree, home, 'parameters');
    return text !== null && isParameter ? [{ parameter, text }] : [];
  });
}

/** Whether a name is a variable with one binding that is in force at a place. */
export function isNameBound(name: string, at: Node, source: PythonSource): boolean {
  const scope = bindingScope(source, name, at);
  const bindings = scope === null ? undefined : bindingsIn(source, scope).get(name);
  const [binding] = bindings ?? [];
  return (
    scope !== null && bindings?.length === 1 && binding !== undefined && isBound(binding, scope, at, source)
  );
}

const functionKinds: ReadonlySet<string> = new Set(['function_definition']);
const chains: ReadonlySet<string> = new Set(['identifier', 'attribute', 'subscript']);

/** More operators or attributes than that are no expression to inherit from. */
const depthLimit = 20;

/** The expression itself if it is a name or a chain of attributes, else the operands and arguments that are. */
function ledgerParts(expression: Node, context: FixContext, depth = 0): Node[] {
  const { tree } = context.source;
  if (depth > depthLimit) return [];
  const at = unbracketed(tree, expression);
  const kind = tree.kind(at);
  if (chains.has(kind)) return [at];
  const parts = kind === 'call' ? argumentsOf(tree, at) : transparent.has(kind) ? children(tree, at) : [];
  return parts
    .filter((part) => context.isLedger(part))
    .flatMap((part) => ledgerParts(part, context, depth + 1));
}

const transparent: ReadonlySet<string> = new Set(['binary_operator', 'unary_operator']);

/** How a name or chain is written at the place; `isValue` where it is the ledger value and not what holds it. */
function written(expression: Node, from: Reading, context: FixContext, isValue: boolean): string | null {
  const { source } = context;
  const { tree } = source;
  const reading = { ...from, steps: (from.steps ?? 0) + 1 };
  if (reading.steps > depthLimit) return null;
  switch (tree.kind(expression)) {
    case 'identifier':
      return nameAt(expression, reading, context, isValue);
    case 'attribute': {
      const object = childIn(tree, expression, 'object');
      const name = textOf(source, childIn(tree, expression, 'attribute'));
      const method = methodOf(source, object);
      if (method !== null) {
        const own = attributeReachable(method, expression, name, reading.at, isValue, context);
        return own === null ? null : `${own}.${name}`;
      }
      const holder = written(object, reading, context, false);
      return holder === null ? null : `${holder}.${name}`;
    }
    case 'subscript': {
      if (!reading.elements) return null;
      const [object, ...keys] = children(tree, expression);
      const [key] = keys;
      if (object === undefined || key === undefined || keys.length > 1) return null;
      const holder = written(object, reading, context, false);
      const index = keyAt(key, reading, context);
      return holder === null || index === null ? null : `${holder}[${index}]`;
    }
    default:
      return null;
  }
}

const constants: ReadonlySet<string> = new Set(['string', 'integer']);

function keyAt(key: Node, reading: Reading, context: FixContext): string | null {
  const { source } = context;
  if (!constants.has(source.tree.kind(key))) return written(key, reading, context, false);
  const text = textOf(source, key);
  return /[\n{]/.test(text) ? null : text;
}

/** The name where its one binding is in force, else what was assigned to it. */
function nameAt(identifier: Node, reading: Reading, context: FixContext, isValue: boolean): string | null {
  const { source } = context;
  const name = textOf(source, identifier);
  const scope = bindingScope(source, name, identifier);
  if (scope === null) return null;
  const [binding, ...others] = bindingsIn(source, scope).get(name);
  if (binding === undefined || others.length > 0) return null;
  if (bindingScope(source, name, reading.at) === scope && isBound(binding, scope, reading.at, source))
    return name;
  const assigned = assignedTo(binding, source);
  if (assigned === noNode || (isValue && !context.isLedger(assigned))) return null;
  return written(assigned, reading, context, isValue);
}

/** What a plain assignment to one name assigns, or `noNode`. */
function assignedTo({ identifier, by }: Binding, { tree }: PythonSource): Node {
  if (tree.kind(by) !== 'assignment' || childIn(tree, by, 'left') !== identifier) return noNode;
  const right = childIn(tree, by, 'right');
  return right === noNode ? noNode : unbracketed(tree, right);
}

const holders: ReadonlySet<string> = new Set(['for_statement', 'with_statement', 'except_clause']);

/** Whether the one binding of a name has surely happened, with something other than None, when the place is reached. */
function isBound(binding: Binding, scope: Node, at: Node, source: PythonSource): boolean {
  const { tree } = source;
  const { identifier, by } = binding;
  const kind = tree.kind(by);
  if (kind === 'parameters' || kind === 'lambda_parameters') return isGiven(binding, source);
  if (kind === 'delete_statement' || kind === 'case_pattern' || kind === 'named_expression') return false;
  if (kind === 'for_in_clause') return contains(tree, scope, at);
  if (scopeAt(tree, identifier) !== scope) return false;
  if (kind === 'for_statement' || kind === 'as_pattern_target') {
    const holder = enclosing(tree, by, holders);
    const body = holder === noNode ? noNode : childIn(tree, holder, 'body');
    return body !== noNode && contains(tree, body, at);
  }
  return hasRun(statementOf(tree, by), scope, at, source);
}

const splats: ReadonlySet<string> = new Set(['list_splat_pattern', 'dictionary_splat_pattern']);

/** Whether a parameter is one value that is not None by its annotation or default. */
function isGiven({ identifier, by }: Binding, source: PythonSource): boolean {
  const { tree } = source;
  const parameter = children(tree, by).find((child) => contains(tree, child, identifier));
  if (parameter === undefined || parameterName(tree, parameter) !== identifier) return false;
  if (splats.has(tree.kind(parameter))) return false;
  return !/\bNone\b|\bOptional\b/.test(textOf(source, parameter));
}
