import { spend } from '../../platform/budget';
import type { Node, PythonSource, SyntaxTree } from './syntaxTree';
import { noNode } from './syntaxTree';

/** Names of kinds and fields by the numbers that the parser gives them. */
export interface GrammarNames {
  readonly kinds: readonly string[];
  readonly isNamed: readonly boolean[];
  readonly fields: readonly string[];
}

/** A table of nodes, a column for each thing that is known of them. */
export interface NodeTable {
  readonly kinds: Uint16Array;
  readonly fields: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly parents: Int32Array;
  readonly firstChildren: Int32Array;
  readonly nextSiblings: Int32Array;
}

/** A part of a file that was parsed by itself: its nodes follow each other, and come up to those of the next part. */
export interface TreeSection {
  /** Offset in the text. */
  readonly start: number;
  /** Whether it goes on with the body of the class that the sections before are in. */
  readonly isInClass: boolean;
  readonly firstNode: Node;
  /** The first of its nodes that is not in that class. */
  readonly moduleNode: Node;
  /** Where the part of that class in this section ends; -1 if there is none. */
  readonly classEnd: number;
  /** The class that it ends in itself, and what ends with that: a decorated definition before it, its block behind. */
  readonly open: readonly Node[];
  /** Where that one ends within this section. */
  readonly openEnd: number;
  /** What of it is missing in the tree; null if nothing is. */
  readonly gap: TreeGap | null;
}

/** Why nodes are missing: `depth` if they are nested too deep, `time` if the parser gave up on the section. */
export interface TreeGap {
  readonly reason: 'depth' | 'time';
  /** Offset from the start of the section. */
  readonly at: number;
}

/**
 * A parsed file, copied out of the parser once: every step over the border to WebAssembly costs more than all that is
 * done with a node here. Nodes are numbered in the order of the text, parents before their children.
 */
export class FlatTree implements SyntaxTree {
  readonly root: Node = 0;

  readonly #names: GrammarNames;

  constructor(
    readonly text: string,
    names: GrammarNames,
    readonly nodes: NodeTable,
    readonly sections: readonly TreeSection[],
  ) {
    this.#names = names;
  }

  get size(): number {
    return this.nodes.kinds.length;
  }

  /** Where nodes are missing first, and why; null if the tree is whole. */
  get gap(): { readonly reason: TreeGap['reason']; readonly offset: number } | null {
    for (const { start, gap } of this.sections) {
      if (gap !== null) return { reason: gap.reason, offset: start + gap.at };
    }
    return null;
  }

  kind(node: Node): string {
    return this.#names.kinds[this.nodes.kinds[node] ?? 0] ?? '';
  }

  isNamed(node: Node): boolean {
    return this.#names.isNamed[this.nodes.kinds[node] ?? 0] ?? false;
  }

  start(node: Node): number {
    return this.nodes.starts[node] ?? 0;
  }

  end(node: Node): number {
    return this.nodes.ends[node] ?? 0;
  }

  parent(node: Node): Node {
    spend();
    return this.nodes.parents[node] ?? noNode;
  }

  firstChild(node: Node): Node {
    spend();
    return this.nodes.firstChildren[node] ?? noNode;
  }

  nextSibling(node: Node): Node {
    spend();
    return this.nodes.nextSiblings[node] ?? noNode;
  }

  field(node: Node): string {
    return this.#names.fields[this.nodes.fields[node] ?? 0] ?? '';
  }

  textOf(node: Node): string {
    return this.text.slice(this.start(node), this.end(node));
  }

  nodesOf(kinds: ReadonlySet<string>): Node[] {
    const { kinds: ids } = this.nodes;
    const isWanted = this.#names.kinds.map((kind, id) => this.#names.isNamed[id] === true && kinds.has(kind));
    const found: Node[] = [];
    for (let node = 0; node < ids.length; node++) {
      if (isWanted[ids[node] ?? 0] === true) found.push(node);
    }
    return found;
  }

  /** The first child in a field, or {@link noNode}. */
  child(node: Node, field: string): Node {
    for (let child = this.firstChild(node); child !== noNode; child = this.nextSibling(child)) {
      if (this.field(child) === field) return child;
    }
    return noNode;
  }

  /** Named children without comments. */
  children(node: Node): Node[] {
    const found: Node[] = [];
    for (let child = this.firstChild(node); child !== noNode; child = this.nextSibling(child)) {
      if (this.isNamed(child) && this.kind(child) !== 'comment') found.push(child);
    }
    return found;
  }
}

/** A file with the tree that the analysis walks. */
export type ParsedSource = PythonSource & { readonly tree: FlatTree };
