/** Source text in messages. */
import { TextLines } from '../textLines';
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
  return linesIn(source).lineOf(source.tree.start(node));
}

const linesIn = perTree(({ text }: PythonSource) => new TextLines(text));
