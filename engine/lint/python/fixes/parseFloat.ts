/** Reading JSON numbers as decimals. */
import type { Fix } from '../../finding';
import { type FixContext, type JsonMatch, noNode } from '../ruleMatch';
import { decimalName } from './decimalName';
import { fixIn } from './replace';
import { argumentsOf, childIn } from './syntax';

/** DB007: adds `parse_float=Decimal` to the call. An awaited `json()` takes no such argument and gets no fix. */
export function parseFloat({ call }: JsonMatch, context: FixContext): Fix[] {
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
