/** Where a program handles the errors that a fix takes away or brings, so that it would behave differently afterwards. */
import { noNode, type Node } from './syntaxTree';
import { perTree } from './fixes/perTree';
import { lastPart } from './names';
import type { FlatTree, ParsedSource } from './tree';

/** Errors that arithmetic of floats and decimals raises neither before nor after a fix. */
const unrelated: ReadonlySet<string> = new Set([
  'KeyError',
  'IndexError',
  'LookupError',
  'ValueError',
  'UnicodeError',
  'UnicodeDecodeError',
  'JSONDecodeError',
  'ImportError',
  'ModuleNotFoundError',
  'OSError',
  'IOError',
  'FileNotFoundError',
  'PermissionError',
  'ConnectionError',
  'TimeoutError',
  'EOFError',
  'StopIteration',
  'KeyboardInterrupt',
  'NameError',
]);
/** Functions that take an error type, and the code that may raise it. */
const handlers: ReadonlySet<string> = new Set(['suppress', 'raises', 'assertRaises', 'assertRaisesRegex']);
const scopes: ReadonlySet<string> = new Set(['try_statement', 'with_statement', 'call']);

/**
 * Whether an expression runs where such an error is handled, or one of the names, or a function that it is in, is used
 * there.
 */
export function isErrorHandled(
  tree: FlatTree,
  node: Node,
  names: readonly string[],
  sourcesMentioning: (name: string) => readonly ParsedSource[],
): boolean {
  const used = new Set(names);
  for (let at = node; at !== noNode; at = tree.parent(at)) {
    if (isHandlingPart(tree, at)) return true;
    if (tree.kind(at) === 'function_definition') used.add(tree.textOf(tree.child(at, 'name')));
  }
  return [...used].some((name) => sourcesMentioning(name).some((source) => guardedNames(source).has(name)));
}

/** Names in the code of a file for which such errors are handled. */
const guardedNames = perTree(({ tree }: ParsedSource): ReadonlySet<string> => {
  const names = new Set<string>();
  let end = -1;
  for (const node of tree.nodesOf(scopes)) {
    for (const part of tree.children(node)) {
      // What is in a part that was read is read already.
      if (!isHandlingPart(tree, part) || tree.start(part) < end) continue;
      end = tree.end(part);
      for (const name of identifiersIn(tree, part)) names.add(name);
    }
  }
  return names;
});

function* identifiersIn(tree: FlatTree, part: Node): Generator<string> {
  const waiting = [part];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (tree.kind(at) === 'identifier') yield tree.textOf(at);
    for (const child of tree.children(at)) waiting.push(child);
  }
}

/** Whether a node is what its parent handles errors of: the body of a `try` or `with`, or the arguments of `assertRaises`. */
function isHandlingPart(tree: FlatTree, part: Node): boolean {
  const parent = tree.parent(part);
  if (parent === noNode) return false;
  switch (tree.kind(parent)) {
    case 'try_statement':
      return (
        tree.field(part) === 'body' && tree.children(parent).some((clause) => isRelatedClause(tree, clause))
      );
    case 'with_statement':
      return tree.field(part) === 'body' && handlesErrors(tree, parent, part);
    case 'call':
      return tree.field(part) === 'arguments' && isHandler(tree, parent);
    default:
      return false;
  }
}

function isRelatedClause(tree: FlatTree, clause: Node): boolean {
  if (!/^except_(group_)?clause$/.test(tree.kind(clause))) return false;
  const [types] = tree.children(clause).filter((part) => tree.kind(part) !== 'block');
  return types === undefined || mayBeRelated(tree, types);
}

/** Whether a handled type, or one of several, may be that of an error in arithmetic. */
function mayBeRelated(tree: FlatTree, types: Node): boolean {
  switch (tree.kind(types)) {
    case 'tuple':
    case 'parenthesized_expression':
    case 'expression_list':
      return tree.children(types).some((type) => mayBeRelated(tree, type));
    case 'as_pattern': {
      const [type = types] = tree.children(types);
      return type === types || mayBeRelated(tree, type);
    }
    default:
      return !unrelated.has(lastPart(tree.textOf(types)));
  }
}

function handlesErrors(tree: FlatTree, statement: Node, body: Node): boolean {
  const waiting = tree.children(statement).filter((part) => part !== body);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (tree.kind(at) === 'call' && isHandler(tree, at)) return true;
    waiting.push(...tree.children(at));
  }
  return false;
}

function isHandler(tree: FlatTree, call: Node): boolean {
  if (!handlers.has(lastPart(tree.textOf(tree.child(call, 'function'))))) return false;
  const list = tree.child(call, 'arguments');
  const [type] = list === noNode ? [] : tree.children(list);
  return type === undefined || mayBeRelated(tree, type);
}
