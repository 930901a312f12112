/** Copies of what the parser made, put together to the tree of a file. */
import type { Tree } from 'web-tree-sitter';
import { noNode, type Node } from './evidence';
import { FlatTree, type GrammarNames, type NodeTable, type TreeSection } from './tree';

/** What a copy does with the nodes of a kind. */
const enum Kept {
  never,
  asOperator,
  alone,
  withChildren,
}

/** Words and signs that say what an expression does; all other unnamed nodes are left out of a copy. */
const operator = /^([-+*/%@&|^<>=!~]+|and|or|not|in|is|not in|is not)$/;
const operatorField = /^operators?$/;
/** Named nodes that have nothing in them. */
const leaf =
  /^(identifier|integer|float|true|false|none|comment|ellipsis|string_start|string_end|pass_statement|break_statement|continue_statement)$/;

type NodeColumns = { -readonly [Name in keyof NodeTable]: NodeTable[Name] };

const root: Node = 0;
/** The number that the parser gives an ERROR, far beyond those of the grammar. */
const errorKind = 0xffff;
/** The tables are not kept for the next file where they are larger, in nodes. */
const largestKept = 1 << 18;

/** Copies a file's sections one after the other; its tables are used for every file. */
export class TreeCopier {
  /** By the number of the kind: asking the parser less is what makes a copy cheap. */
  private readonly plan: readonly Kept[];
  private readonly isOperatorField: readonly boolean[];
  private readonly moduleKind: number;
  private readonly errorKind: number;
  private table: NodeColumns = emptyTable(4096);
  private size = 0;
  /** The child of the root that was copied last. */
  private last: Node = noNode;
  private sections: TreeSection[] = [];

  constructor(private readonly names: GrammarNames) {
    this.plan = names.kinds.map((kind, id) => {
      if (names.isNamed[id] === true) return leaf.test(kind) ? Kept.alone : Kept.withChildren;
      return operator.test(kind) ? Kept.asOperator : Kept.never;
    });
    this.isOperatorField = names.fields.map((name) => operatorField.test(name));
    this.moduleKind = names.kinds.indexOf('module');
    this.errorKind = names.kinds.indexOf('ERROR');
  }

  /** Begins a file. */
  begin(): void {
    this.size = 1;
    this.last = noNode;
    this.sections = [];
    const { kinds, fields, starts, parents, firstChildren, nextSiblings } = this.table;
    kinds[root] = this.moduleKind;
    fields[root] = 0;
    starts[root] = 0;
    parents[root] = noNode;
    firstChildren[root] = noNode;
    nextSiblings[root] = noNode;
  }

  /** Adds what was parsed of the text from an offset on. */
  addParsed(tree: Tree, offset: number): void {
    this.beginSection(offset);
    this.reserve(tree.rootNode.descendantCount);
    const { kinds, fields, starts, ends, parents, firstChildren, nextSiblings } = this.table;
    const cursor = tree.walk();
    // A section that is one mistake is a child of the module; of any other the module's children are.
    const isWhole = cursor.nodeTypeId === this.moduleKind;
    /** Of every level the node that is open there, and the child of it that was copied last. */
    const path: Node[] = [root];
    const last: Node[] = [this.last];
    let depth = 0;
    let isOpen = isWhole ? cursor.gotoFirstChild() : true;
    while (isOpen) {
      const given = cursor.nodeTypeId;
      const kind = given === errorKind ? this.errorKind : given;
      const kept = this.plan[kind] ?? Kept.withChildren;
      const field = kept === Kept.never ? 0 : cursor.currentFieldId;
      if (kept !== Kept.never && (kept !== Kept.asOperator || this.isOperatorField[field] === true)) {
        const node = this.size++;
        const parent = path[depth] ?? root;
        kinds[node] = kind;
        fields[node] = field;
        starts[node] = cursor.startIndex + offset;
        ends[node] = cursor.endIndex + offset;
        parents[node] = parent;
        firstChildren[node] = noNode;
        nextSiblings[node] = noNode;
        const previous = last[depth] ?? noNode;
        if (previous === noNode) firstChildren[parent] = node;
        else nextSiblings[previous] = node;
        last[depth] = node;
        if (kept === Kept.withChildren && cursor.gotoFirstChild()) {
          depth++;
          path[depth] = node;
          last[depth] = noNode;
          continue;
        }
      }
      while (!cursor.gotoNextSibling()) {
        if (depth === 0 || !cursor.gotoParent()) {
          isOpen = false;
          break;
        }
        depth--;
      }
    }
    cursor.delete();
    this.last = last[0] ?? noNode;
  }

  /** Adds a section of another copy, whose text is the same from an offset on. */
  addCopied(from: FlatTree, index: number, offset: number): void {
    this.beginSection(offset);
    const section = from.sections[index];
    if (section === undefined) return;
    const first = section.firstNode;
    const end = from.sections[index + 1]?.firstNode ?? from.size;
    if (first === end) return;
    this.reserve(end - first);
    const at = this.size;
    const { table } = this;
    const { nodes } = from;
    table.kinds.set(nodes.kinds.subarray(first, end), at);
    table.fields.set(nodes.fields.subarray(first, end), at);
    const moved = offset - section.start;
    const renumbered = at - first;
    for (let node = first; node < end; node++) {
      const copy = node + renumbered;
      table.starts[copy] = (nodes.starts[node] ?? 0) + moved;
      table.ends[copy] = (nodes.ends[node] ?? 0) + moved;
      const parent = nodes.parents[node] ?? root;
      table.parents[copy] = parent === root ? root : parent + renumbered;
      const child = nodes.firstChildren[node] ?? noNode;
      table.firstChildren[copy] = child === noNode ? noNode : child + renumbered;
      const next = nodes.nextSiblings[node] ?? noNode;
      // The sibling of a section's last node is in the next section.
      table.nextSiblings[copy] = next === noNode || next >= end ? noNode : next + renumbered;
      if (parent === root && (next === noNode || next >= end)) this.linkLast(at, copy);
    }
    this.size += end - first;
  }

  /** The file's tree. */
  finish(text: string): FlatTree {
    const { size, table } = this;
    const first = table.firstChildren[root] ?? noNode;
    table.starts[root] = first === noNode ? text.length : (table.starts[first] ?? 0);
    table.ends[root] = text.length;
    const nodes: NodeTable = {
      kinds: table.kinds.slice(0, size),
      fields: table.fields.slice(0, size),
      starts: table.starts.slice(0, size),
      ends: table.ends.slice(0, size),
      parents: table.parents.slice(0, size),
      firstChildren: table.firstChildren.slice(0, size),
      nextSiblings: table.nextSiblings.slice(0, size),
    };
    if (table.kinds.length > largestKept) this.table = emptyTable(4096);
    return new FlatTree(text, this.names, nodes, this.sections);
  }

  private beginSection(start: number): void {
    this.sections.push({ start, firstNode: this.size });
  }

  /** Links the children of the root that a section has, by the first and the last of them. */
  private linkLast(first: Node, last: Node): void {
    if (this.last === noNode) this.table.firstChildren[root] = first;
    else this.table.nextSiblings[this.last] = first;
    this.last = last;
  }

  private reserve(more: number): void {
    const needed = this.size + more;
    if (needed <= this.table.kinds.length) return;
    const grown = emptyTable(Math.max(needed, 2 * this.table.kinds.length));
    grown.kinds.set(this.table.kinds);
    grown.fields.set(this.table.fields);
    grown.starts.set(this.table.starts);
    grown.ends.set(this.table.ends);
    grown.parents.set(this.table.parents);
    grown.firstChildren.set(this.table.firstChildren);
    grown.nextSiblings.set(this.table.nextSiblings);
    this.table = grown;
  }
}

function emptyTable(size: number): NodeColumns {
  return {
    kinds: new Uint16Array(size),
    fields: new Uint8Array(size),
    starts: new Int32Array(size),
    ends: new Int32Array(size),
    parents: new Int32Array(size),
    firstChildren: new Int32Array(size),
    nextSiblings: new Int32Array(size),
  };
}
