/** DB007: JSON numbers that are read as floats before they become decimals. */
import type { Fix } from '../../finding';
import { quoted } from '../messages';
import type { PythonRule, RuleEvidence } from '../rule';
import { noNode, type Node } from '../syntaxTree';
import { decimalName } from '../fixes/decimalName';
import type { FixContext } from '../fixes/fixContext';
import { fixIn } from '../fixes/replace';
import { argumentsOf, childIn } from '../fixes/syntax';

/** Its `node` is the call of `json.loads`, `json.load`, or a response's `json()`. */
export interface Evidence extends RuleEvidence {
  /** The call of `Decimal` that takes a number from the JSON. */
  readonly target: Node;
}

export const rule: PythonRule<Evidence> = {
  about: {
    name: 'json-float',
    severity: 'hint',
    title: 'JSON numbers arrive as floats before they become Decimals',
  },
  message: ({ target }, { tree }) => `JSON numbers arrive as float before \`${quoted(tree, target)}\``,
  related: ({ target }, source) => [
    { source, node: target, message: `\`${quoted(source.tree, target)}\` takes a number from it` },
  ],
  fixes: ({ node }, context) => parseFloat(node, context),
};

/** Adds `parse_float=Decimal` to the call. An awaited `json()` takes no such argument and gets no fix. */
function parseFloat(call: Node, context: FixContext): Fix[] {
  const { source } = context;
  const { text, tree } = source;
  const list = childIn(tree, call, 'arguments');
  if (list === noNode || tree.kind(list) !== 'argument_list' || tree.kind(tree.parent(call)) === 'await')
    return [];
  const decimal = decimalName(context, call, 'Decimal');
  if (decimal === null) return [];
  const argument = `parse_float=${decimal.name}`;
  const last = argumentsOf(tree, call).at(-1);
  const offset = last === undefined ? tree.end(list) - 1 : tree.end(last);
  const gap = last === undefined ? '' : `,${lineGap(text, tree.start(list), tree.start(last))}`;
  const edits = [{ start: offset, end: offset, text: `${gap}${argument}` }, ...decimal.edits];
  return [fixIn(source, 'literal', `Read numbers as ${decimal.name}`, true, edits)];
}

/** A line end with indentation where the last argument has its own line, else a space. */
function lineGap(text: string, from: number, to: number): string {
  return /\r?\n[ \t]*$/.exec(text.slice(from, to))?.[0] ?? ' ';
}
