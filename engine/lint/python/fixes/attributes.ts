/** Attributes of the object that a method belongs to: where they are set, and whether they can be read at a place. */
import type { FixContext } from './fixContext';
import { noNode, type Node, type PythonSource } from '../syntaxTree';
import { hasRun } from './order';
import { Groups, perTree } from './perTree';
import { parameterName } from './scopes';
import { children, childIn, enclosing, statementOf, textOf, unbracketed } from './syntax';

/** A method, by its class and what it calls its object. */
export interface Method {
  readonly definition: Node;
  readonly class: Node;
  readonly self: string;
}

const functions: ReadonlySet<string> = new Set(['function_definition']);
const functionsAndClasses: ReadonlySet<string> = new Set(['function_definition', 'class_definition']);

/** The method whose first parameter a name is, or null if it is something else. */
export function methodOf(source: PythonSource, object: Node): Method | null {
  if (source.tree.kind(object) !== 'identifier') return null;
  const method = methodAround(source, object);
  return method !== null && method.self === textOf(source, object) ? method : null;
}

/** The method that a node is in, from inside of functions in it as well. */
function methodAround(source: PythonSource, node: Node): Method | null {
  const { tree } = source;
  for (
    let definition = enclosing(tree, node, functions);
    definition !== noNode;
    definition = enclosing(tree, tree.parent(definition), functions)
  ) {
    const owner = enclosing(tree, tree.parent(definition), functionsAndClasses);
    if (owner === noNode) return null;
    if (tree.kind(owner) === 'class_definition') return asMethod(source, definition, owner);
  }
  return null;
}

function asMethod(source: PythonSource, definition: Node, owner: Node): Method | null {
  const { tree } = source;
  const [first] = children(tree, childIn(tree, definition, 'parameters'));
  if (first === undefined || isOfClass(source, definition)) return null;
  const name = parameterName(tree, first);
  return tree.kind(name) === 'identifier' ? { definition, class: owner, self: textOf(source, name) } : null;
}

function isOfClass(source: PythonSource, definition: Node): boolean {
  const { tree } = source;
  const decorated = tree.parent(definition);
  return (
    tree.kind(decorated) === 'decorated_definition' &&
    children(tree, decorated).some((child) =>
      /^@\s*(?:staticmethod|classmethod)\b/.test(textOf(source, child)),
    )
  );
}

/**
 * What to write for the object at a place so that its attribute can be read there; null if the attribute may not be
 * set by then, or be None.
 *
 * @param isValue whether the attribute is itself the ledger value, so that what it is set to must be one
 */
export function attributeReachable(
  reader: Method,
  expression: Node,
  name: string,
  at: Node,
  isValue: boolean,
  context: FixContext,
): string | null {
  const { source } = context;
  const { tree } = source;
  const here = methodAround(source, at);
  if (here?.class !== reader.class) return null;
  const set = assignments(source, reader.class, name);
  const inInit = set.filter(({ method }) => isInit(source, method));
  const isSetBefore = inInit.some(
    ({ statement, value, method }) =>
      isUsable(value, isValue, context) &&
      (here.definition === method.definition
        ? hasRun(statement, method.definition, at, source)
        : tree.parent(statement) === childIn(tree, method.definition, 'body')),
  );
  if (isInit(source, here)) return isSetBefore && inInit.length === 1 ? here.self : null;
  if (set.some(({ method }) => method.definition === here.definition)) return null;
  if (isSetBefore) return set.every(({ value }) => isUsable(value, isValue, context)) ? here.self : null;
  const isReadBelow =
    here.definition === reader.definition && set.length === 0 && tree.start(at) < tree.start(expression);
  return isReadBelow ? here.self : null;
}

function isInit(source: PythonSource, { definition }: Method): boolean {
  return textOf(source, childIn(source.tree, definition, 'name')) === '__init__';
}

function isUsable(value: Node, isValue: boolean, context: FixContext): boolean {
  if (isValue) return context.isLedger(value);
  return ['identifier', 'attribute', 'call'].includes(context.source.tree.kind(value));
}

interface Assignment {
  readonly statement: Node;
  readonly value: Node;
  readonly method: Method;
}

/** Every assignment to the attribute in methods of the class. */
function assignments(source: PythonSource, owner: Node, name: string): Assignment[] {
  const { tree } = source;
  return attributesIn(source)
    .get(name)
    .flatMap((attribute) => {
      const by = tree.parent(attribute);
      if (!assigning.has(tree.kind(by)) || tree.field(attribute) !== 'left') return [];
      const method = methodOf(source, childIn(tree, attribute, 'object'));
      const right = childIn(tree, by, 'right');
      if (method?.class !== owner || right === noNode) return [];
      return [{ statement: statementOf(tree, by), value: unbracketed(tree, right), method }];
    });
}

const assigning: ReadonlySet<string> = new Set(['assignment', 'augmented_assignment']);

/**
 * The uses of an attribute in the file by the method that they are in; null if one is not on the object of a method of
 * the class.
 */
export function usesWithin(source: PythonSource, owner: Node, name: string): Groups<Node, Node> | null {
  const found = new Groups<Node, Node>();
  for (const attribute of attributesIn(source).get(name)) {
    const method = methodOf(source, childIn(source.tree, attribute, 'object'));
    if (method?.class !== owner) return null;
    found.add(method.definition, attribute);
  }
  return found;
}

const attributes: ReadonlySet<string> = new Set(['attribute']);

/** All uses of attributes in a file, by name. */
const attributesIn = perTree((source: PythonSource): Groups<string, Node> => {
  const { tree } = source;
  const found = new Groups<string, Node>();
  for (const node of tree.nodesOf(attributes))
    found.add(textOf(source, childIn(tree, node, 'attribute')), node);
  return found;
});
