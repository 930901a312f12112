/** Tests of whether a value is there: what they say of the places behind them and inside of them. */
import { spend } from '../../../platform/budget';
import { noNode, type Node, type PythonSource, type SyntaxTree } from '../syntaxTree';
import { Groups, perTree } from './perTree';
import { children, childIn, contains, descendants, enclosing, textOf, unbracketed } from './syntax';

/**
 * Whether the function of an expression asks if the expression, or what it is read from, is None, empty or of some type,
 * so that it may not be usable at `at`. A test is no doubt where it has sorted those cases out before `at`.
 */
export function isInDoubt(expression: Node, at: Node, source: PythonSource): boolean {
  const prefixes = prefixesOf(expression, source);
  const tests = testsIn(source).get(enclosing(source.tree, expression, functions));
  spend(tests.length);
  return tests.some(({ condition, texts }) => {
    const asked = texts.find((text) => prefixes.has(text));
    return asked !== undefined && !isSettled(condition, asked, at, source);
  });
}

const functions: ReadonlySet<string> = new Set(['function_definition', 'lambda', 'module']);

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

interface Test {
  readonly condition: Node;
  /** The expressions that it asks about. */
  readonly texts: readonly string[];
}

/** What {@link conditionsOf} looks at. */
const testing: ReadonlySet<string> = new Set([
  'if_statement',
  'elif_clause',
  'while_statement',
  'conditional_expression',
  'if_clause',
  'assert_statement',
  'boolean_operator',
  'not_operator',
]);

/** All tests of a file by the function that they are in. */
const testsIn = perTree((source: PythonSource): Groups<Node, Test> => {
  const { tree } = source;
  const found = new Groups<Node, Test>();
  for (const node of tree.nodesOf(testing)) {
    for (const condition of conditionsOf(node, tree)) {
      const texts = askedIn(condition, source);
      if (texts.length > 0) found.add(enclosing(tree, node, functions), { condition, texts });
    }
  }
  return found;
});

const combining: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'not_operator',
  'boolean_operator',
]);

/** The conditions that a node tests, those of operators only if they are not a part of a larger one. */
function conditionsOf(node: Node, tree: SyntaxTree): Node[] {
  switch (tree.kind(node)) {
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement':
      return [childIn(tree, node, 'condition')].filter((condition) => condition !== noNode);
    case 'conditional_expression':
      return children(tree, node).slice(1, 2);
    case 'if_clause':
      return children(tree, node);
    case 'assert_statement':
      return children(tree, node).slice(0, 1);
    case 'boolean_operator':
    case 'not_operator':
      return combining.has(tree.kind(tree.parent(node))) || tree.field(node) === 'condition' ? [] : [node];
    default:
      return [];
  }
}

/** What a condition asks about: whether it is there, not how much it is. */
function askedIn(condition: Node, source: PythonSource): string[] {
  const { tree } = source;
  const enters = (node: Node): boolean => node === condition || combining.has(tree.kind(tree.parent(node)));
  return [...descendants(tree, condition, enters)].flatMap((node) => {
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

/** Whether the place is reached only if the condition found the value there. */
function isSettled(condition: Node, asked: string, at: Node, source: PythonSource): boolean {
  const { tree } = source;
  const holder = tree.parent(condition);
  const kind = tree.kind(holder);
  if (kind === 'assert_statement')
    return tree.end(holder) <= tree.start(at) && saysThere(condition, asked, source);
  if (kind !== 'if_statement' && kind !== 'elif_clause') return false;
  const consequence = childIn(tree, holder, 'consequence');
  if (contains(tree, consequence, at)) return saysThere(condition, asked, source);
  const block = tree.parent(holder);
  return (
    kind === 'if_statement' &&
    tree.end(holder) <= tree.start(at) &&
    contains(tree, block, at) &&
    saysMissing(condition, asked, source) &&
    leaves.has(tree.kind(children(tree, consequence).at(-1) ?? noNode))
  );
}

const leaves: ReadonlySet<string> = new Set([
  'return_statement',
  'raise_statement',
  'continue_statement',
  'break_statement',
]);

/** Whether a condition can only hold where the value is there. */
function saysThere(condition: Node, asked: string, source: PythonSource): boolean {
  return partsOf(condition, 'and', source).some((part) => {
    const text = textOf(source, part);
    return text === asked || text === `${asked} is not None` || text.startsWith(`isinstance(${asked},`);
  });
}

/** Whether a condition holds wherever the value is missing. */
function saysMissing(condition: Node, asked: string, source: PythonSource): boolean {
  return partsOf(condition, 'or', source).some((part) => {
    const text = textOf(source, part);
    return (
      text === `not ${asked}` || text === `${asked} is None` || text.startsWith(`not isinstance(${asked},`)
    );
  });
}

/** What is combined by one operator, through brackets. */
function partsOf(condition: Node, operator: 'and' | 'or', source: PythonSource): Node[] {
  const { text, tree } = source;
  const isCombined = (node: Node): boolean => {
    if (tree.kind(node) !== 'boolean_operator') return false;
    const [left, right] = children(tree, node);
    if (left === undefined || right === undefined) return false;
    return new RegExp(`\\b${operator}\\b`).test(text.slice(tree.end(left), tree.start(right)));
  };
  const found: Node[] = [];
  const stack = [condition];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const node = unbracketed(tree, next);
    if (isCombined(node)) stack.push(...children(tree, node));
    else found.push(node);
  }
  return found;
}
