/** Tests that let a value through only where it is there. */
import { noNode, type Node, type PythonSource, type SyntaxTree } from '../evidence';
import { children, childIn, descendants, enclosing, textOf } from './syntax';

const functions: ReadonlySet<string> = new Set(['function_definition', 'lambda', 'module']);
const conditions: Readonly<Record<string, readonly string[]>> = {
  if_statement: ['condition'],
  elif_clause: ['condition'],
  while_statement: ['condition'],
  boolean_operator: ['left', 'right'],
  not_operator: ['argument'],
};

/**
 * Whether the function of an expression asks, behind `at`, if the expression or what it is read from is None, empty or of
 * some type: then it may not be usable at `at`.
 */
export function isTestedAfter(expression: Node, at: Node, source: PythonSource): boolean {
  const { tree } = source;
  const prefixes = prefixesOf(expression, source);
  const tests = testsIn(source).get(enclosing(tree, expression, functions)) ?? [];
  return tests.some(({ start, texts }) => start > tree.start(at) && texts.some((text) => prefixes.has(text)));
}

interface Test {
  readonly start: number;
  /** The expressions that it asks about. */
  readonly texts: readonly string[];
}

const known = new WeakMap<SyntaxTree, ReadonlyMap<Node, readonly Test[]>>();

/** All tests of a file by the function that they are in. */
function testsIn(source: PythonSource): ReadonlyMap<Node, readonly Test[]> {
  const { tree } = source;
  const before = known.get(tree);
  if (before !== undefined) return before;
  const found = new Map<Node, Test[]>();
  for (const node of descendants(tree, tree.root)) {
    for (const test of testsOf(node, source)) {
      const texts = askedIn(test, source);
      if (texts.length === 0) continue;
      const home = enclosing(tree, node, functions);
      const tests = found.get(home);
      if (tests === undefined) found.set(home, [{ start: tree.start(test), texts }]);
      else tests.push({ start: tree.start(test), texts });
    }
  }
  known.set(tree, found);
  return found;
}

/** The texts of `a`, `a.b` and `a.b.c` for `a.b.c`; without the object that the method belongs to. */
function prefixesOf(expression: Node, source: PythonSource): Set<string> {
  const { tree } = source;
  const found = new Set<string>();
  for (let at = expression; at !== noNode; at = children(tree, at)[0] ?? noNode) {
    const text = textOf(source, at);
    if (text !== 'self') found.add(text);
  }
  return found;
}

function testsOf(node: Node, { tree }: PythonSource): Node[] {
  const kind = tree.kind(node);
  if (kind === 'conditional_expression' || kind === 'if_clause' || kind === 'assert_statement') {
    return children(tree, node);
  }
  return (conditions[kind] ?? [])
    .map((field) => childIn(tree, node, field))
    .filter((test) => test !== noNode);
}

const combining: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'not_operator',
  'boolean_operator',
]);

/** What a condition asks about: whether it is there, not how much it is. */
function askedIn(test: Node, source: PythonSource): string[] {
  const { tree } = source;
  const enters = (node: Node): boolean => node === test || combining.has(tree.kind(tree.parent(node)));
  return [...descendants(tree, test, enters)].flatMap((node) => {
    const text = textOf(source, node);
    switch (tree.kind(node)) {
      case 'identifier':
      case 'attribute':
      case 'subscript':
        return [text];
      case 'comparison_operator':
        return /\b(?:None|in)\b/.test(text) ? children(tree, node).map((inner) => textOf(source, inner)) : [];
      case 'call':
        return /^(?:isinstance|hasattr|getattr|len|bool|callable)\b/.test(text)
          ? children(tree, childIn(tree, node, 'arguments')).map((inner) => textOf(source, inner))
          : [];
      default:
        return [];
    }
  });
}
