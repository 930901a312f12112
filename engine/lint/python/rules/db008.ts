/** DB008: a change of the decimal context that applies to the whole thread. */
import type { Fix, TextEdit } from '../../finding';
import type { PythonRule, RuleEvidence } from '../rule';
import { noNode, type Node, type PythonSource } from '../syntaxTree';
import { decimalName } from '../fixes/decimalName';
import type { FixContext } from '../fixes/fixContext';
import { indentationAt, indentationStep, isContinued, lineEndOf, nextLineStart } from '../fixes/lines';
import { fixIn } from '../fixes/replace';
import { bindingScope } from '../fixes/scopes';
import { argumentsOf, children, childIn, descendants, statementOf, textOf } from '../fixes/syntax';

/** Its `node` is the assignment to the context's attribute, or the call of `setcontext`. */
export type Evidence = RuleEvidence;

export const rule: PythonRule<Evidence> = {
  about: {
    name: 'global-decimal-context',
    severity: 'hint',
    title: "One module changes every ledger's precision",
  },
  message: () => 'changes the precision of every Decimal in this thread',
  related: () => [],
  fixes: ({ node }, context) => localContext(node, context),
};

/**
 * `with localcontext() as ctx:` around the change and what follows it in the function. Only if the change
 * stands in the function's own block with something behind it: from within a condition it was meant for more than its
 * block, and what is behind a `yield` runs while others do.
 */
function localContext(change: Node, context: FixContext): Fix[] {
  const { source } = context;
  const { text, tree } = source;
  const statement = statementOf(tree, change);
  const following = statementsBehind(statement, source);
  const indentation = statement === noNode ? null : indentationAt(text, tree.start(statement));
  if (
    following === null ||
    indentation === null ||
    isContinued(text, tree.start(statement) - indentation.length)
  )
    return [];
  if (
    !/^[ \t]*(?:#.*)?\r?\n$/.test(text.slice(tree.end(statement), nextLineStart(text, tree.end(statement))))
  )
    return [];
  if (following.some((node) => yields(node, source))) return [];
  const reference = decimalName(context, statement, 'localcontext');
  const head = reference === null ? null : headOf(statement, reference.name, indentation, source);
  if (reference === null || head === null) return [];
  const last = following.at(-1) ?? statement;
  const edits = [head, ...indented(statement, last, source), ...reference.edits];
  return [fixIn(source, 'context', 'Keep the change inside localcontext()', true, edits)];
}

/** The statements behind one in its function's own block; null if it is in no such block, or is the last. */
function statementsBehind(statement: Node, { tree }: PythonSource): Node[] | null {
  if (statement === noNode || tree.kind(statement) !== 'expression_statement') return null;
  const block = tree.parent(statement);
  if (tree.kind(block) !== 'block' || tree.kind(tree.parent(block)) !== 'function_definition') return null;
  const following = children(tree, block).filter((node) => tree.start(node) > tree.start(statement));
  return following.length === 0 ? null : following;
}

function yields(node: Node, { tree }: PythonSource): boolean {
  const enters = (inner: Node): boolean => !['function_definition', 'lambda'].includes(tree.kind(inner));
  return [...descendants(tree, node, enters)].some((inner) => tree.kind(inner) === 'yield');
}

/** What the changing statement becomes: the head of the `with`, and the change inside of it. */
function headOf(
  statement: Node,
  localcontext: string,
  indentation: string,
  source: PythonSource,
): TextEdit | null {
  const { tree } = source;
  const [change] = children(tree, statement);
  if (change === undefined) return null;
  const range = { start: tree.start(statement), end: tree.end(statement) };
  if (tree.kind(change) === 'call') {
    const [given] = argumentsOf(tree, change);
    return given === undefined ? null : { ...range, text: `with ${localcontext}(${textOf(source, given)}):` };
  }
  const left = childIn(tree, change, 'left');
  const changed = left === noNode ? noNode : childIn(tree, left, 'object');
  if (changed === noNode || tree.kind(changed) !== 'call') return null;
  const name = ['ctx', 'context', 'decimal_context'].find(
    (free) => bindingScope(source, free, statement) === null,
  );
  if (name === undefined) return null;
  const line = `${lineEndOf(source.text)}${indentation}${indentationStep(source, statement)}`;
  const rest = source.text.slice(tree.end(changed), tree.end(statement));
  return { ...range, text: `with ${localcontext}() as ${name}:${line}${name}${rest}` };
}

/** One more step of indentation for every line behind a statement up to the end of another, but for lines inside of strings. */
function indented(statement: Node, last: Node, source: PythonSource): TextEdit[] {
  const { text, tree } = source;
  const step = indentationStep(source, statement);
  const strings = [...descendants(tree, tree.parent(statement))]
    .filter((node) => tree.kind(node) === 'string')
    .map((node) => ({ start: tree.start(node), end: tree.end(node) }));
  const edits: TextEdit[] = [];
  for (
    let line = nextLineStart(text, tree.end(statement));
    line < tree.end(last);
    line = nextLineStart(text, line)
  ) {
    const isBlank = /^[ \t]*\r?\n/.test(text.slice(line, nextLineStart(text, line)));
    const isInString = strings.some(({ start, end }) => start < line && line < end);
    if (!isBlank && !isInString) edits.push({ start: line, end: line, text: step });
  }
  return edits;
}
