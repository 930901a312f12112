import type { Tree } from 'web-tree-sitter';
import type { Node, SyntaxTree } from './evidence';
import { noNode } from './evidence';

/** Names of kinds and fields by the numbers that the parser gives them. */
export interface GrammarNames {
  readonly kinds: readonly string[];
  readonly isNamed: readonly boolean[];
  readonly fields: readonly string[];
}

/** What a copy does with the nodes of a kind. */
const enum Kept {
  never,
  asOperator,
  alone,
  withChildren,
}

const plans = new WeakMap<GrammarNames, readonly Kept[]>();

/** By the number of the kind: asking the parser less is what makes a copy cheap. */
function planOf(names: GrammarNames): readonly Kept[] {
  const known = plans.get(names);
  if (known !== undefined) return known;
  const plan = names.kinds.map((kind, id) => {
    if (names.isNamed[id] === true) return leaf.test(kind) ? Kept.alone : Kept.withChildren;
    return operator.test(kind) ? Kept.asOperator : Kept.never;
  });
  plans.set(names, plan);
  return plan;
}

/** Words and signs that say what an expression does; all other unnamed nodes are left out of a copy. */
const operator = /^([-+*/%@&|^<>=!~]+|and|or|not|in|is|not in|is not)$/;
const operatorField = /^operators?$/;
/** Named nodes that have nothing in them. */
const leaf =
  /^(identifier|integer|float|true|false|none|comment|ellipsis|string_start|string_end|pass_statement|break_statement|continue_statement)$/;

/**
 * A parsed file, copied out of the parser once: every step over the border to WebAssembly costs more than all that is
 * done with a node here. Nodes are numbered in the order of the text, parents before their children.
 */
export class FlatTree implements SyntaxTree {
  readonly root: Node = 0;

  constructor(
    readonly text: string,
    private readonly names: GrammarNames,
    private readonly kindIds: Uint16Array,
    private readonly fieldIds: Uint8Array,
    private readonly starts: Int32Array,
    private readonly ends: Int32Array,
    private readonly parents: Int32Array,
    private readonly firstChildren: Int32Array,
    private readonly nextSiblings: Int32Array,
  ) {}

  get size(): number {
    return this.kindIds.length;
  }

  kind(node: Node): string {
    return this.names.kinds[this.kindIds[node] ?? 0] ?? '';
  }

  isNamed(node: Node): boolean {
    return this.names.isNamed[this.kindIds[node] ?? 0] ?? false;
  }

  start(node: Node): number {
    return this.starts[node] ?? 0;
  }

  end(node: Node): number {
    return this.ends[node] ?? 0;
  }

  parent(node: Node): Node {
    return this.parents[node] ?? noNode;
  }

  firstChild(node: Node): Node {
    return this.firstChildren[node] ?? noNode;
  }

  nextSibling(node: Node): Node {
    return this.nextSiblings[node] ?? noNode;
  }

  field(node: Node): string {
    return this.names.fields[this.fieldIds[node] ?? 0] ?? '';
  }

  textOf(node: Node): string {
    return this.text.slice(this.start(node), this.end(node));
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

/** Copies what the parser made. */
export function copyTree(tree: Tree, text: string, names: GrammarNames): FlatTree {
  const count = tree.rootNode.descendantCount;
  const kinds = new Uint16Array(count);
  const fields = new Uint8Array(count);
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  const parents = new Int32Array(count);
  const firstChildren = new Int32Array(count).fill(noNode);
  const nextSiblings = new Int32Array(count).fill(noNode);
  /** Of every level the node that is open there, and the child of it that was copied last. */
  const path: Node[] = [];
  const last: Node[] = [noNode];
  const plan = planOf(names);
  const cursor = tree.walk();
  let size = 0;
  let depth = 0;
  for (;;) {
    const kind = cursor.nodeTypeId;
    const kept = depth === 0 ? Kept.withChildren : (plan[kind] ?? Kept.withChildren);
    const field = kept === Kept.never ? 0 : cursor.currentFieldId;
    if (kept !== Kept.never && (kept !== Kept.asOperator || operatorField.test(names.fields[field] ?? ''))) {
      const node = size++;
      kinds[node] = kind;
      fields[node] = field;
      starts[node] = cursor.startIndex;
      ends[node] = cursor.endIndex;
      parents[node] = depth === 0 ? noNode : (path[depth - 1] ?? noNode);
      const previous = last[depth] ?? noNode;
      if (previous !== noNode) nextSiblings[previous] = node;
      else if (depth > 0) firstChildren[path[depth - 1] ?? 0] = node;
      last[depth] = node;
      path[depth] = node;
      if (kept === Kept.withChildren && cursor.gotoFirstChild()) {
        depth++;
        last[depth] = noNode;
        continue;
      }
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) {
        cursor.delete();
        return new FlatTree(
          text,
          names,
          kinds.slice(0, size),
          fields.slice(0, size),
          starts.slice(0, size),
          ends.slice(0, size),
          parents.slice(0, size),
          firstChildren.slice(0, size),
          nextSiblings.slice(0, size),
        );
      }
      depth--;
    }
  }
}
