/** Handing the ledger to the function that makes a zero, so that the zero can inherit. */
import { pushTo } from '../../../platform/multimap';
import type { FileEdits, Fix, TextEdit } from '../../finding';
import type { CallSite, FixContext } from './fixContext';
import { noNode, type Node, type PythonSource } from '../syntaxTree';
import type { InitialValue } from './initialValue';
import { floatLiteral } from './floatLiteral';
import { givenValues, isNameBound } from './expressionAvailability';
import { replace } from './replace';
import { bindingScope, bindingsIn, scopeAt } from './scopes';
import { argumentsOf, children, childIn } from './syntax';

/**
 * Adds the parameter that holds the ledger value elsewhere, such as `ledger`, to the function of the zero, and
 * passes it in every call. Only where all calls are known, and each has a variable of that name at hand.
 */
export function passParameter({ literal, mixedWith }: InitialValue, context: FixContext): Fix[] {
  const { source } = context;
  const { tree } = source;
  if (mixedWith.source.path !== source.path || floatLiteral(source, literal)?.isZero !== true) return [];
  const definition = scopeAt(tree, literal);
  if (tree.kind(definition) !== 'function_definition') return [];
  const values = givenValues(mixedWith.expression, context).filter(
    ({ parameter }) =>
      !bindingsIn(source, definition).has(parameter) && bindingScope(source, parameter, definition) === null,
  );
  const place = values.length === 0 ? null : parameterPlace(definition, source);
  const calls = place === null ? null : context.callsOf(definition);
  if (place === null || calls === null || calls.length === 0) return [];
  for (const { parameter, text } of values) {
    const passed = calls.map((call) => argumentEdit(call, parameter));
    if (passed.some((edit) => edit === null)) continue;
    const zero = `${text} * 0`;
    const files = new Map<string, TextEdit[]>([
      [source.path, [place(parameter), replace(source, literal, zero)]],
    ]);
    for (const [index, { source: caller }] of calls.entries()) {
      const edit = passed[index];
      if (edit) pushTo(files, caller.path, edit);
    }
    const title = `Pass ${parameter} and inherit the type: ${zero}`;
    return [{ title, kind: 'inherit', changesValue: false, files: [...files].map(inOrder) }];
  }
  return [];
}

function inOrder([path, edits]: [string, TextEdit[]]): FileEdits {
  return { path, edits: [...edits].sort((a, b) => a.start - b.start || a.end - b.end) };
}

const plainParameters: ReadonlySet<string> = new Set(['identifier', 'typed_parameter']);

/** How a parameter is added behind the others; null if they have defaults or stars, or a decorator has a say. */
function parameterPlace(definition: Node, source: PythonSource): ((name: string) => TextEdit) | null {
  const { tree } = source;
  const list = childIn(tree, definition, 'parameters');
  if (list === noNode || tree.kind(tree.parent(definition)) === 'decorated_definition') return null;
  const parameters = children(tree, list);
  const isPlain = parameters.every(
    (parameter) =>
      plainParameters.has(tree.kind(parameter)) &&
      children(tree, parameter).every((part) => !tree.kind(part).endsWith('splat_pattern')),
  );
  return isPlain ? (name) => added(parameters.at(-1), list, name, source) : null;
}

/** A call's edit that passes the variable on; null if it is not at hand, or stars hide which arguments there are. */
function argumentEdit({ source, call }: CallSite, name: string): TextEdit | null {
  const { tree } = source;
  const list = childIn(tree, call, 'arguments');
  if (list === noNode || tree.kind(list) !== 'argument_list' || !isNameBound(name, call, source)) return null;
  const given = argumentsOf(tree, call);
  if (given.some((argument) => tree.kind(argument).endsWith('splat'))) return null;
  const isNamed = given.some((argument) => tree.kind(argument) === 'keyword_argument');
  return added(given.at(-1), list, isNamed ? `${name}=${name}` : name, source);
}

/** Adds an item behind the last one of a bracketed list, on a line of its own where that one has one. */
function added(last: Node | undefined, list: Node, item: string, { text, tree }: PythonSource): TextEdit {
  if (last === undefined) {
    const offset = tree.end(list) - 1;
    return { start: offset, end: offset, text: item };
  }
  const offset = tree.end(last);
  const gap = /\r?\n[ \t]*$/.exec(text.slice(tree.start(list), tree.start(last)))?.[0] ?? ' ';
  return { start: offset, end: offset, text: `,${gap}${item}` };
}
