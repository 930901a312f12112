/** Whether what is taken for a Decimal may be a number of another type, followed back through the names it may come from. */
import { spend, unbudgeted } from '../../platform/budget';
import type { FileCheck } from './checkFile';
import { noNode, type Node } from './syntaxTree';
import { wordsIn } from './flow/mixing';
import { lastPart, unwrapped } from './names';
import { targetNames } from './startNames';
import type { FlatTree, ParsedSource } from './tree';

export interface CheckedFile {
  readonly source: ParsedSource;
  readonly check: FileCheck;
}

/** Names that a value may come from; what is passed to a function has the function's name behind a bracket. */
interface Parts {
  readonly names: Set<string>;
  /** Whether a number that is no Decimal is among them. */
  hasNumber: boolean;
}

/** More nodes of an expression, or names to follow, are not checked: the answer is then that it may be a number. */
const mostNodes = 300;
const mostNames = 300;

export class PossibleNumbers {
  readonly #filesMentioning: (name: string) => readonly CheckedFile[];

  constructor(filesMentioning: (name: string) => readonly CheckedFile[]) {
    this.#filesMentioning = filesMentioning;
  }

  /** Whether an expression of a file may be an int or a float. */
  mayBeNumber(expression: Node, { source, check }: CheckedFile): boolean {
    const parts = partsOf(expression, source.tree, check.floatOperands);
    if (parts.hasNumber) return true;
    for (const name of parts.names) {
      if (parts.names.size > mostNames) return true;
      for (const file of this.#filesMentioning(name.replace('(', ''))) {
        spend();
        const from = indexOf(file).get(name);
        if (from === undefined) continue;
        if (from.hasNumber) return true;
        spend(from.names.size);
        for (const each of from.names) parts.names.add(each);
      }
    }
    return false;
  }
}

/** Shared by the findings of all files, and kept for as long as what is known of the file. */
const knownIndexes = new WeakMap<FileCheck, ReadonlyMap<string, Parts>>();

function indexOf(file: CheckedFile): ReadonlyMap<string, Parts> {
  let index = knownIndexes.get(file.check);
  if (index === undefined) {
    index = unbudgeted(() => newIndex(file));
    knownIndexes.set(file.check, index);
  }
  return index;
}

const giving: ReadonlySet<string> = new Set([
  'assignment',
  'augmented_assignment',
  'for_statement',
  'for_in_clause',
  'named_expression',
  'as_pattern',
  'default_parameter',
  'typed_default_parameter',
  'keyword_argument',
  'pair',
  'return_statement',
  'yield',
  'call',
  'function_definition',
  'class_definition',
]);

/** For each name of a file, what it may come from. */
function newIndex({ source: { tree }, check }: CheckedFile): ReadonlyMap<string, Parts> {
  const index = new Map<string, Parts>();
  const partsFor = (name: string): Parts => {
    const known = index.get(name) ?? { names: new Set<string>(), hasNumber: false };
    index.set(name, known);
    return known;
  };
  const add = (names: readonly string[], expression: Node): void => {
    if (expression === noNode || names.length === 0) return;
    const { names: from, hasNumber } = partsOf(expression, tree, check.floatOperands);
    for (const name of names) {
      const parts = partsFor(name);
      for (const each of from) parts.names.add(each);
      parts.hasNumber ||= hasNumber;
    }
  };
  for (const node of tree.nodesOf(giving)) {
    switch (tree.kind(node)) {
      case 'assignment':
      case 'augmented_assignment':
      case 'for_statement':
      case 'for_in_clause':
        add(targetNames(tree.child(node, 'left'), tree), tree.child(node, 'right'));
        break;
      case 'as_pattern':
        add(wordsIn(tree.child(node, 'alias'), tree), tree.children(node)[0] ?? noNode);
        break;
      case 'pair':
        add(wordsIn(tree.child(node, 'key'), tree), tree.child(node, 'value'));
        break;
      case 'return_statement':
      case 'yield':
        add(functionNames(node, tree), node);
        break;
      case 'call': {
        const name = lastPart(tree.textOf(tree.child(node, 'function')));
        for (const argument of tree.children(tree.child(node, 'arguments'))) {
          const isNamed = tree.kind(argument) === 'keyword_argument';
          add([`(${name}`], isNamed ? tree.child(argument, 'value') : argument);
        }
        break;
      }
      case 'function_definition':
        for (const parameter of parametersOf(node, tree)) {
          for (const name of calledAs(node, tree)) partsFor(parameter).names.add(`(${name}`);
        }
        break;
      case 'class_definition':
        for (const field of fieldsOf(node, tree))
          partsFor(field).names.add(`(${tree.textOf(tree.child(node, 'name'))}`);
        break;
      default:
        add(wordsIn(tree.child(node, 'name'), tree), tree.child(node, 'value'));
    }
  }
  return index;
}

function functionNames(node: Node, tree: FlatTree): string[] {
  let at = node;
  while (at !== noNode && tree.kind(at) !== 'function_definition') at = tree.parent(at);
  return at === noNode ? [] : [tree.textOf(tree.child(at, 'name'))];
}

function parametersOf(definition: Node, tree: FlatTree): string[] {
  return tree
    .children(tree.child(definition, 'parameters'))
    .map((parameter) => {
      const name = tree.child(parameter, 'name');
      return tree.textOf(name === noNode ? (tree.children(parameter)[0] ?? parameter) : name);
    })
    .filter((name) => name !== 'self' && name !== 'cls');
}

/** The names by which a function is called: that of its class for what makes an object. */
function calledAs(definition: Node, tree: FlatTree): string[] {
  const name = tree.textOf(tree.child(definition, 'name'));
  let at = definition;
  while (at !== noNode && tree.kind(at) !== 'class_definition') at = tree.parent(at);
  return /^__(?:init|new)__$/.test(name) && at !== noNode
    ? [name, tree.textOf(tree.child(at, 'name'))]
    : [name];
}

/** Annotated names in a class body, which a dataclass takes as arguments. */
function fieldsOf(definition: Node, tree: FlatTree): string[] {
  return tree.children(tree.child(definition, 'body')).flatMap((statement) => {
    const [inside = noNode] = tree.children(statement);
    return tree.kind(inside) === 'assignment' && tree.child(inside, 'type') !== noNode
      ? targetNames(tree.child(inside, 'left'), tree)
      : [];
  });
}

/** Names that stand for floats wherever they are used. */
const floatSources: ReadonlySet<string> = new Set([
  'float',
  'math',
  'random',
  'statistics',
  'time',
  'numpy',
  'np',
]);
/** Functions whose arguments are values that they may give back. */
const passing: ReadonlySet<string> = new Set([
  'get',
  'pop',
  'setdefault',
  'getattr',
  'next',
  'max',
  'min',
  'sum',
]);

function partsOf(expression: Node, tree: FlatTree, floatOperands: ReadonlySet<Node>): Parts {
  const parts: Parts = { names: new Set(), hasNumber: false };
  const waiting = [expression];
  for (let seen = 0, at = waiting.pop(); at !== undefined; seen += 1, at = waiting.pop()) {
    if (seen > mostNodes) return { ...parts, hasNumber: true };
    // The operation raises, or the value beside the float is a number itself.
    if (floatOperands.has(at)) continue;
    switch (tree.kind(at)) {
      case 'float':
        parts.hasNumber = true;
        break;
      case 'integer':
        parts.hasNumber ||= isValue(at, expression, tree);
        break;
      case 'identifier': {
        const name = tree.textOf(at);
        parts.names.add(name);
        parts.hasNumber ||= floatSources.has(name);
        break;
      }
      case 'string':
        for (const word of wordsIn(at, tree)) parts.names.add(word);
        break;
      case 'comparison_operator':
      case 'not_operator':
        break;
      case 'call':
        if (lastPart(tree.textOf(tree.child(at, 'function'))) !== 'Decimal')
          waiting.push(...tree.children(at));
        break;
      default:
        waiting.push(...tree.children(at));
    }
  }
  return parts;
}

/** Whether a whole number is a value by itself, and not an operand, an index or the number of places to round to. */
function isValue(integer: Node, whole: Node, tree: FlatTree): boolean {
  for (let at = integer; at !== whole; at = tree.parent(at)) {
    const parent = tree.parent(at);
    switch (tree.kind(parent)) {
      case 'binary_operator':
      case 'subscript':
      case 'slice':
        return false;
      case 'argument_list': {
        const called = tree.child(tree.parent(parent), 'function');
        if (parent !== whole && !passing.has(lastPart(tree.textOf(called)))) return false;
      }
    }
  }
  return true;
}

/** Whether an expression is a whole number as it is written. */
export function isWholeNumber(expression: Node, tree: FlatTree): boolean {
  return tree.kind(unwrapped(tree, expression)) === 'integer';
}
