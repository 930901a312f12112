/** Copies of what the parser made, put together to the tree of a file. */
import type { Tree, TreeCursor } from 'web-tree-sitter';
import { noNode, type Node } from './syntaxTree';
import { deepestLevel } from './limits';
import { FlatTree, type GrammarNames, type NodeTable, type TreeGap, type TreeSection } from './tree';

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
const noClass: Pick<TreeSection, 'open' | 'openEnd'> = { open: [], openEnd: -1 };
/** The tables are not kept for the next file where they are larger, in nodes. */
const largestKept = 1 << 18;

/** Where nodes of a section that was parsed are in the text. */
interface Placing {
  /** What is added to the parser's offsets. */
  readonly moved: number;
  /** The length of what was put before the section: nodes of that are left out. */
  readonly head: number;
}

/** Copies a file's sections one after the other; its tables are used for every file. */
export class TreeCopier {
  /** By the number of the kind: asking the parser less is what makes a copy cheap. */
  readonly #plan: readonly Kept[];
  readonly #isOperatorField: readonly boolean[];
  readonly #moduleKind: number;
  readonly #errorKind: number;
  #table: NodeColumns = emptyTable(4096);
  #size = 0;
  #sections: TreeSection[] = [];
  /** The child of the root that was copied last. */
  #lastInModule: Node = noNode;
  /** The class that sections may go on with, as in {@link TreeSection.open}, and the last child of its block. */
  #open: readonly Node[] = [];
  #lastInClass: Node = noNode;
  /** Where the first node of the current section begins whose children were left out; -1 if there is none. */
  #cutAt = -1;

  readonly #names: GrammarNames;

  constructor(names: GrammarNames) {
    this.#names = names;
    this.#plan = names.kinds.map((kind, id) => {
      if (names.isNamed[id] === true) return leaf.test(kind) ? Kept.alone : Kept.withChildren;
      return operator.test(kind) ? Kept.asOperator : Kept.never;
    });
    this.#isOperatorField = names.fields.map((name) => operatorField.test(name));
    this.#moduleKind = names.kinds.indexOf('module');
    this.#errorKind = names.kinds.indexOf('ERROR');
  }

  /** Begins a file. */
  begin(): void {
    this.#size = 1;
    this.#sections = [];
    this.#lastInModule = noNode;
    this.#open = [];
    const { kinds, fields, starts, parents, firstChildren, nextSiblings } = this.#table;
    kinds[root] = this.#moduleKind;
    fields[root] = 0;
    starts[root] = 0;
    parents[root] = noNode;
    firstChildren[root] = noNode;
    nextSiblings[root] = noNode;
  }

  /** Adds what was parsed of the text from an offset on. @param gap what the parser left out itself */
  addParsed(tree: Tree, offset: number, gap: TreeGap | null): void {
    const firstNode = this.#size;
    this.#cutAt = -1;
    this.#reserve(tree.rootNode.descendantCount);
    const cursor = tree.walk();
    if (this.#enterModule(cursor)) this.#copyIntoModule(cursor, { moved: offset, head: 0 });
    cursor.delete();
    const open = this.#openLastClass(firstNode);
    this.#sections.push({
      start: offset,
      isInClass: false,
      firstNode,
      moduleNode: firstNode,
      classEnd: -1,
      ...open,
      gap: gap ?? this.#cut(offset),
    });
  }

  /**
   * Adds what was parsed of the text from an offset on behind the head of a class, to the class that is open.
   *
   * @param head the length of that head
   * @param gap what the parser left out itself
   */
  addToClass(tree: Tree, offset: number, head: number, gap: TreeGap | null): void {
    const firstNode = this.#size;
    this.#cutAt = -1;
    this.#reserve(tree.rootNode.descendantCount);
    const placing = { moved: offset - head, head };
    const cursor = tree.walk();
    let classEnd = -1;
    let moduleNode = firstNode;
    if (this.#enterClass(cursor)) {
      this.#copyIntoClass(cursor, placing);
      if (cursor.gotoParent() && cursor.gotoNextSibling()) this.#copyIntoClass(cursor, placing);
      cursor.gotoParent();
      classEnd = cursor.endIndex + placing.moved;
      moduleNode = this.#size;
      if (cursor.gotoNextSibling()) this.#copyIntoModule(cursor, placing);
    } else {
      // By a mistake it is no class at all, and all in it as good as a statement of one.
      cursor.reset(tree.rootNode);
      if (this.#enterModule(cursor)) this.#copyIntoClass(cursor, placing);
      moduleNode = this.#size;
      const last = this.#open.length > 0 ? this.#lastInClass : this.#lastInModule;
      if (moduleNode > firstNode) classEnd = this.#table.ends[last] ?? -1;
    }
    cursor.delete();
    this.#extendClass(classEnd);
    const open = moduleNode < this.#size ? this.#openLastClass(moduleNode) : noClass;
    this.#sections.push({
      start: offset,
      isInClass: true,
      firstNode,
      moduleNode,
      classEnd,
      ...open,
      gap: gap ?? this.#cut(offset),
    });
  }

  #cut(offset: number): TreeGap | null {
    return this.#cutAt === -1 ? null : { reason: 'depth', at: this.#cutAt - offset };
  }

  /** Adds a section of another copy, whose text is the same from an offset on. */
  addCopied(from: FlatTree, index: number, offset: number): void {
    const section = from.sections[index];
    if (section === undefined) return;
    const { firstNode: first, moduleNode } = section;
    const end = from.sections[index + 1]?.firstNode ?? from.size;
    this.#reserve(end - first);
    const table = this.#table;
    const size = this.#size;
    const { nodes } = from;
    table.kinds.set(nodes.kinds.subarray(first, end), size);
    table.fields.set(nodes.fields.subarray(first, end), size);
    const moved = offset - section.start;
    const renumbered = size - first;
    const block = this.#open.at(-1) ?? root;
    let [lastInClass, lastInModule] = [noNode, noNode];
    for (let node = first; node < end; node++) {
      const copy = node + renumbered;
      const isInModule = node >= moduleNode;
      table.starts[copy] = (nodes.starts[node] ?? 0) + moved;
      table.ends[copy] = (nodes.ends[node] ?? 0) + moved;
      const child = nodes.firstChildren[node] ?? noNode;
      table.firstChildren[copy] = child === noNode ? noNode : child + renumbered;
      const next = nodes.nextSiblings[node] ?? noNode;
      // The sibling of a section's last node is in another one.
      const isLast = next === noNode || next >= (isInModule ? end : moduleNode);
      table.nextSiblings[copy] = isLast ? noNode : next + renumbered;
      const parent = nodes.parents[node] ?? root;
      if (parent >= first) {
        table.parents[copy] = parent + renumbered;
        // What is open goes on in other sections.
        if (child >= end) table.firstChildren[copy] = noNode;
      } else {
        table.parents[copy] = isInModule ? root : block;
        if (isLast && isInModule) lastInModule = copy;
        else if (isLast) lastInClass = copy;
      }
    }
    this.#size += end - first;
    if (moduleNode > first) this.#linkIntoClass(size, lastInClass);
    if (end > moduleNode) this.#linkIntoModule(moduleNode + renumbered, lastInModule);
    const classEnd = section.classEnd === -1 ? -1 : section.classEnd + moved;
    this.#extendClass(classEnd);
    const open = section.open.map((node) => node + renumbered);
    const openEnd = section.openEnd === -1 ? -1 : section.openEnd + moved;
    for (const node of open) table.ends[node] = openEnd;
    if (!section.isInClass || end > moduleNode) this.#setOpen(open);
    this.#sections.push({
      start: offset,
      isInClass: section.isInClass,
      firstNode: size,
      moduleNode: moduleNode + renumbered,
      classEnd,
      open,
      openEnd,
      gap: section.gap,
    });
  }

  /** The file's tree. */
  finish(text: string): FlatTree {
    const size = this.#size;
    const table = this.#table;
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
    if (table.kinds.length > largestKept) this.#table = emptyTable(4096);
    return new FlatTree(text, this.#names, nodes, this.#sections);
  }

  /** Goes to the first child of the module; a section that is one mistake counts as a child itself. */
  #enterModule(cursor: TreeCursor): boolean {
    return cursor.nodeTypeId !== this.#moduleKind || cursor.gotoFirstChild();
  }

  /** Goes to the first statement of a class that comes first; false if there is none. */
  #enterClass(cursor: TreeCursor): boolean {
    const isAt = (kind: string): boolean => cursor.nodeType === kind;
    if (!isAt('module') || !cursor.gotoFirstChild()) return false;
    if (!isAt('class_definition') || !cursor.gotoFirstChild()) return false;
    while (!isAt('block')) if (!cursor.gotoNextSibling()) return false;
    return cursor.gotoFirstChild();
  }

  #copyIntoModule(cursor: TreeCursor, placing: Placing): void {
    this.#lastInModule = this.#copy(cursor, root, this.#lastInModule, placing);
  }

  #copyIntoClass(cursor: TreeCursor, placing: Placing): void {
    const block = this.#open.at(-1);
    if (block === undefined) this.#copyIntoModule(cursor, placing);
    else this.#lastInClass = this.#copy(cursor, block, this.#lastInClass, placing);
  }

  /**
   * Copies the node that the cursor is at and its later siblings, with all below them, behind a child of a node that was
   * copied; the cursor then is at the last of them. Every recursion over the tree relies on the limit of its depth.
   *
   * @returns the child that was copied last
   */
  #copy(cursor: TreeCursor, above: Node, before: Node, { moved, head }: Placing): Node {
    const { kinds, fields, starts, ends, parents, firstChildren, nextSiblings } = this.#table;
    /** Of every level the node that is open there, and the child of it that was copied last. */
    const path: Node[] = [above];
    const last: Node[] = [before];
    let depth = 0;
    for (;;) {
      const given = cursor.nodeTypeId;
      const kind = given === errorKind ? this.#errorKind : given;
      const kept = this.#plan[kind] ?? Kept.withChildren;
      const field = kept === Kept.never ? 0 : cursor.currentFieldId;
      if (
        kept !== Kept.never &&
        (kept !== Kept.asOperator || this.#isOperatorField[field] === true) &&
        (head === 0 || cursor.endIndex > head)
      ) {
        const node = this.#size++;
        const parent = path[depth] ?? root;
        kinds[node] = kind;
        fields[node] = field;
        starts[node] = Math.max(cursor.startIndex, head) + moved;
        ends[node] = cursor.endIndex + moved;
        parents[node] = parent;
        firstChildren[node] = noNode;
        nextSiblings[node] = noNode;
        const previous = last[depth] ?? noNode;
        if (previous === noNode) firstChildren[parent] = node;
        else nextSiblings[previous] = node;
        last[depth] = node;
        if (kept === Kept.withChildren && depth >= deepestLevel) {
          if (this.#cutAt === -1 && cursor.gotoFirstChild()) {
            this.#cutAt = starts[node];
            cursor.gotoParent();
          }
        } else if (kept === Kept.withChildren && cursor.gotoFirstChild()) {
          depth++;
          path[depth] = node;
          last[depth] = noNode;
          continue;
        }
      }
      while (!cursor.gotoNextSibling()) {
        if (depth === 0 || !cursor.gotoParent()) return last[0] ?? noNode;
        depth--;
      }
    }
  }

  /** Opens the class that the module's last child is, if that is one, and came not before a node. */
  #openLastClass(firstNode: Node): Pick<TreeSection, 'open' | 'openEnd'> {
    const kindOf = (node: Node): string => this.#names.kinds[this.#table.kinds[node] ?? 0] ?? '';
    const open: Node[] = [];
    let node = this.#lastInModule >= firstNode ? this.#lastInModule : noNode;
    if (kindOf(node) === 'decorated_definition') {
      open.push(node);
      node = this.#lastChild(node);
    }
    const body = kindOf(node) === 'class_definition' ? this.#lastChild(node) : noNode;
    this.#setOpen(kindOf(body) === 'block' ? [...open, node, body] : []);
    return this.#open.length === 0 ? noClass : { open: this.#open, openEnd: this.#table.ends[body] ?? -1 };
  }

  #setOpen(open: readonly Node[]): void {
    this.#open = open;
    this.#lastInClass = this.#lastChild(open.at(-1) ?? noNode);
  }

  #lastChild(node: Node): Node {
    const { firstChildren, nextSiblings } = this.#table;
    let last: Node = noNode;
    for (let child = firstChildren[node] ?? noNode; child !== noNode; child = nextSiblings[child] ?? noNode)
      last = child;
    return last;
  }

  #extendClass(end: number): void {
    for (const node of this.#open) this.#table.ends[node] = Math.max(this.#table.ends[node] ?? 0, end);
  }

  #linkIntoClass(first: Node, last: Node): void {
    const block = this.#open.at(-1);
    if (block === undefined) {
      this.#linkIntoModule(first, last);
      return;
    }
    if (this.#lastInClass === noNode) this.#table.firstChildren[block] = first;
    else this.#table.nextSiblings[this.#lastInClass] = first;
    this.#lastInClass = last;
  }

  #linkIntoModule(first: Node, last: Node): void {
    if (this.#lastInModule === noNode) this.#table.firstChildren[root] = first;
    else this.#table.nextSiblings[this.#lastInModule] = first;
    this.#lastInModule = last;
  }

  #reserve(more: number): void {
    const needed = this.#size + more;
    if (needed <= this.#table.kinds.length) return;
    const grown = emptyTable(Math.max(needed, 2 * this.#table.kinds.length));
    grown.kinds.set(this.#table.kinds);
    grown.fields.set(this.#table.fields);
    grown.starts.set(this.#table.starts);
    grown.ends.set(this.#table.ends);
    grown.parents.set(this.#table.parents);
    grown.firstChildren.set(this.#table.firstChildren);
    grown.nextSiblings.set(this.#table.nextSiblings);
    this.#table = grown;
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
