/** Whether what a fix would make a Decimal is combined with what may be a float elsewhere. */
import { spend } from '../../platform/budget';
import type { FileCheck } from './checkFile';
import type { Node } from './syntaxTree';
import { floatStartsIn, startNames } from './startNames';
import type { FlatTree, ParsedSource } from './tree';

interface Range {
  readonly start: number;
  readonly end: number;
}

export interface OtherUsesDependencies {
  /** What was seen in the files that have a name. */
  readonly checksMentioning: (name: string) => readonly (readonly [file: string, check: FileCheck])[];
  /** The files that have a name. */
  readonly sourcesMentioning: (name: string) => readonly ParsedSource[];
}

/** Answers for the findings of one file; counts steps. */
export class OtherUses {
  #operands: readonly Range[] | null = null;
  /** Whether names are mixed, as found for an earlier finding. */
  readonly #known = new Map<string, boolean>();
  readonly #starting = new Map<string, boolean>();

  readonly #tree: FlatTree;
  readonly #check: FileCheck;
  readonly #dependencies: OtherUsesDependencies;

  constructor(tree: FlatTree, check: FileCheck, dependencies: OtherUsesDependencies) {
    this.#tree = tree;
    this.#check = check;
    this.#dependencies = dependencies;
  }

  /** Whether a literal is in an operand beside what may be a float, or its names are. */
  isLiteralMixed(literal: Node): boolean {
    return this.#isInOperand(literal) || this.isMixed(startNames(literal, this.#tree));
  }

  /** Whether what has one of the names is combined with what may be a float, itself or through names like it. */
  isMixed(names: readonly string[]): boolean {
    const isMixed = this.#reachesFloat(new Set(names));
    for (const name of isMixed && names.length > 1 ? [] : names) this.#known.set(name, isMixed);
    return isMixed;
  }

  #reachesFloat(seen: Set<string>): boolean {
    for (const name of seen) {
      const known = this.#known.get(name);
      if (known === true) return true;
      if (known === false) continue;
      for (const [, { mixing }] of this.#dependencies.checksMentioning(name)) {
        spend();
        if (mixing.withFloat.has(name)) return true;
        const others = mixing.withStarts.get(name);
        if (others === undefined) continue;
        spend(others.size);
        for (const other of others) if (!seen.has(other) && this.startsAsFloat(other)) seen.add(other);
      }
    }
    for (const name of seen) this.#known.set(name, false);
    return false;
  }

  startsAsFloat(word: string): boolean {
    let known = this.#starting.get(word);
    if (known === undefined) {
      const sources = this.#dependencies.sourcesMentioning(word);
      spend(sources.length);
      known = sources.some((source) => floatStartsIn(source).has(word));
      this.#starting.set(word, known);
    }
    return known;
  }

  #isInOperand(literal: Node): boolean {
    this.#operands ??= outermost([...this.#check.mixing.operands].map((node) => rangeOf(this.#tree, node)));
    const { start, end } = rangeOf(this.#tree, literal);
    let low = 0;
    let high = this.#operands.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#operands[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return end <= (this.#operands[low - 1]?.end ?? -1);
  }
}

/** The ranges of a tree's nodes that are in no other one, in order. */
function outermost(ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = found.at(-1);
    if (last === undefined || range.start >= last.end) found.push(range);
  }
  return found;
}

function rangeOf(tree: FlatTree, node: Node): Range {
  return { start: tree.start(node), end: tree.end(node) };
}
