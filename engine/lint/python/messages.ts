/** Source text in messages. */
import { perTree } from './fixes/perTree';
import type { RelatedNode } from './rule';
import type { Node, PythonSource } from './syntaxTree';
import type { FlatTree, ParsedSource } from './tree';

const longestQuote = 60;

/** Source text as a message quotes it: on one line, and shortened. */
export function quoted(tree: FlatTree, node: Node): string {
  const text = tree.textOf(node).replaceAll(/\s+/g, ' ');
  return text.length > longestQuote ? `${text.slice(0, longestQuote - 1)}…` : text;
}

/** The related place of a finding whose other operand has the ledger's type. */
export function ledgerTyped(source: ParsedSource, node: Node): RelatedNode {
  return { source, node, message: `\`${quoted(source.tree, node)}\` is ledger-typed` };
}

/** The line of a node, from 1. */
export function lineOf(source: ParsedSource, node: Node): number {
  const offset = source.tree.start(node);
  const ends = lineEndsIn(source);
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

const lineEndsIn = perTree(({ text }: PythonSource): readonly number[] => {
  const ends: number[] = [];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) ends.push(end);
  return ends;
});
