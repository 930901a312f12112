/** Which names stand in arithmetic that a float can do and a Decimal cannot, so that a fix of the name would break it. */
import { noNode, type Node } from '../syntaxTree';
import { isFloatLiteral } from '../names';
import type { FlatTree } from '../tree';
import { ledgerName, membersOf, mayBe } from '../types';
import { isLedger, type Operand, type Value } from './value';

/** The names of a file, and what their values are combined with. */
export interface Mixing {
  /** Names in an operand whose other side may be a float. */
  readonly withFloat: ReadonlySet<string>;
  /** Names in an operand whose other side starts as a float itself: names of that one. */
  readonly withStarts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Operands whose other side may be a float. */
  readonly operands: ReadonlySet<Node>;
}

export class MixedOperands implements Mixing {
  readonly withFloat = new Set<string>();
  readonly withStarts = new Map<string, Set<string>>();
  readonly operands = new Set<Node>();

  /** Notes both sides of an arithmetic operator. */
  note(tree: FlatTree, left: Operand, right: Operand): void {
    this.#noteOperand(tree, left, right);
    this.#noteOperand(tree, right, left);
  }

  #noteOperand(tree: FlatTree, operand: Operand, other: Operand): void {
    if (goesWithDecimal(other.value)) return;
    const isLedgerOperand = isLedger(operand.value);
    // The literal is a finding by itself and is replaced together with the start.
    if (isLedgerOperand && isFloatLiteral(tree, other.node)) return;
    const words = wordsOf(operand, tree);
    const startsAsFloat = other.value.origins.length > 0 || other.value.slots.length > 0;
    if (startsAsFloat && (isLedgerOperand || mayBe(other.value.type, 'decimal'))) {
      const others = wordsOf(other, tree);
      for (const word of words) {
        const known = this.withStarts.get(word) ?? new Set();
        for (const each of others) known.add(each);
        this.withStarts.set(word, known);
      }
      return;
    }
    this.operands.add(operand.node);
    for (const word of words) this.withFloat.add(word);
  }
}

function goesWithDecimal({ type }: Value): boolean {
  return ledgerName(type) !== null || membersOf(type).every(({ kind }) => kind === 'int');
}

/** Limit of the nodes of an operand that are read: longer ones are sums of many parts, which have operators of their own. */
const mostNodes = 60;

function wordsOf({ node, value }: Operand, tree: FlatTree): ReadonlySet<string> {
  return new Set([...wordsIn(node, tree), ...(value.source === node ? [] : wordsIn(value.source, tree))]);
}

/** Names in an expression, with the keys that are written as texts. */
export function wordsIn(node: Node, tree: FlatTree): string[] {
  const words: string[] = [];
  const waiting = [node];
  for (let seen = 0; waiting.length > 0 && seen < mostNodes; seen += 1) {
    const at = waiting.pop() ?? noNode;
    if (at === noNode) continue;
    const kind = tree.kind(at);
    if (kind === 'identifier') words.push(tree.textOf(at));
    else if (kind === 'string') words.push(...(/^["'](\w+)["']$/.exec(tree.textOf(at))?.slice(1) ?? []));
    else waiting.push(...tree.children(at).slice(-mostNodes));
  }
  return words;
}
