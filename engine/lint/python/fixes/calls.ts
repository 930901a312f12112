/** All calls of a function that the uses of its name reveal. */
import type { CallSite } from './fixContext';
import { noNode, type Node, type PythonSource, type SyntaxTree } from '../syntaxTree';
import { methodOf } from './attributes';
import { children, childIn, enclosing, identifiersIn, textOf } from './syntax';

/**
 * Every call of the function that a `function_definition` defines, or of its class for `__init__`. Null if they cannot
 * all be known: where the name is also something else, is handed on, derived from or imported by another name, and for
 * methods that are called on anything but their own object.
 *
 * @param mentioning the files that have a word in them, that of the definition among them; null if one has gaps
 */
export function callsOf(
  definition: Node,
  source: PythonSource,
  mentioning: (word: string) => readonly PythonSource[] | null,
): CallSite[] | null {
  const called = calledFor(definition, source);
  if (called === null) return null;
  const others = mentioning(called.name);
  if (others === null) return null;
  const found: CallSite[] = [];
  for (const other of others) {
    for (const node of identifiersIn(other).get(called.name)) {
      const call =
        other.path === source.path && node === called.identifier ? 'no call' : useOf(node, called, other);
      if (call === 'unknown') return null;
      if (call !== 'no call') found.push({ source: other, call });
    }
  }
  return found;
}

interface Called {
  readonly name: string;
  /** The name where it is defined. */
  readonly identifier: Node;
  /** The class of a method that is called on its object; `noNode` for functions and classes of a module. */
  readonly class: Node;
}

function calledFor(definition: Node, source: PythonSource): Called | null {
  const { tree } = source;
  const identifier = childIn(tree, definition, 'name');
  const name = textOf(source, identifier);
  const around = tree.parent(definition);
  if (tree.kind(around) === 'module') return { name, identifier, class: noNode };
  const owner = tree.parent(around);
  if (tree.kind(owner) !== 'class_definition') return null;
  if (name !== '__init__') {
    // A base class may call what a class derived from it defines.
    const isDerived = childIn(tree, owner, 'superclasses') !== noNode;
    return name.startsWith('__') || isDerived ? null : { name, identifier, class: owner };
  }
  const made = childIn(tree, owner, 'name');
  if (makesItself(owner, source) || tree.kind(tree.parent(owner)) !== 'module') return null;
  return { name: textOf(source, made), identifier: made, class: noNode };
}

/** Whether a class may make objects of itself without its name. */
function makesItself(owner: Node, source: PythonSource): boolean {
  return /\bcls\(|__class__|\btype\(|metaclass/.test(textOf(source, owner));
}

const annotations: ReadonlySet<string> = new Set(['type']);

function useOf(identifier: Node, called: Called, source: PythonSource): Node | 'no call' | 'unknown' {
  const { tree } = source;
  const above = tree.parent(identifier);
  if (tree.kind(above) === 'keyword_argument' && tree.field(identifier) === 'name') return 'no call';
  if (called.class !== noNode) return ownCall(identifier, called, source);
  if (isImport(tree, above) || enclosing(tree, identifier, annotations) !== noNode) return 'no call';
  const callee =
    tree.kind(above) === 'attribute' && tree.field(identifier) === 'attribute' ? above : identifier;
  const call = tree.parent(callee);
  return tree.kind(call) === 'call' && tree.field(callee) === 'function' ? call : 'unknown';
}

/** An import under its own name. */
function isImport(tree: SyntaxTree, above: Node): boolean {
  return tree.kind(above) === 'dotted_name' && tree.kind(tree.parent(above)) === 'import_from_statement';
}

/** A call of a method on the object that the calling method belongs to. */
function ownCall(identifier: Node, called: Called, source: PythonSource): Node | 'unknown' {
  const { tree } = source;
  const attribute = tree.parent(identifier);
  const [object] = tree.kind(attribute) === 'attribute' ? children(tree, attribute) : [];
  if (object === undefined || methodOf(source, object)?.class !== called.class) return 'unknown';
  const call = tree.parent(attribute);
  return tree.kind(call) === 'call' && tree.field(attribute) === 'function' ? call : 'unknown';
}
