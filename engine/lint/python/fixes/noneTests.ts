/** Tests that let a value through only where it is there. */
import { noNode, type Node, type PythonSource } from '../evidence';
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
  const home = enclosing(tree, expression, functions);
  for (const node of descendants(tree, home === noNode ? tree.root : home)) {
    if (tree.end(node) < tree.start(at)) continue;
    for (const test of testsOf(node, source)) {
      if (tree.start(test) > tree.start(at) && asks(test, prefixes, source)) return true;
    }
  }
  return false;
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

/** Whether a condition is about one of the texts being there, not about its amount. */
function asks(test: Node, prefixes: ReadonlySet<string>, source: PythonSource): boolean {
  const { tree } = source;
  const text = textOf(source, test);
  switch (tree.kind(test)) {
    case 'identifier':
    case 'attribute':
    case 'subscript':
      return prefixes.has(text);
    case 'parenthesized_expression':
    case 'not_operator':
    case 'boolean_operator':
      return children(tree, test).some((inner) => asks(inner, prefixes, source));
    case 'comparison_operator': {
      const compared = children(tree, test);
      return /\b(?:None|in)\b/.test(text) && compared.some((inner) => prefixes.has(textOf(source, inner)));
    }
    case 'call':
      return (
        /^(?:isinstance|hasattr|getattr|len|bool|callable)\b/.test(text) &&
        children(tree, childIn(tree, test, 'arguments')).some((inner) => prefixes.has(textOf(source, inner)))
      );
    default:
      return false;
  }
}
