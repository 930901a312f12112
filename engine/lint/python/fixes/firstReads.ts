/** Which statements may read a variable while it still is what it was started with. */
import { noNode, type Node, type PythonSource, type SyntaxTree } from '../syntaxTree';
import { children, childIn, unbracketed } from './syntax';

/** A variable in one function, and how its uses are recognized. */
export interface Variable {
  /** Whether the expression, or what is in it, reads the variable. */
  isReadIn(node: Node): boolean;
  /** Whether an assignment's target is the variable, or holds it. */
  isTarget(node: Node): boolean;
  /** Whether an assignment is the one that starts the variable. */
  isStart(assignment: Node): boolean;
}

/**
 * The statements of a function's body that read the variable on some way from its start to them on which nothing was
 * written to it. Null if that cannot be said, or a test at a loop's head would have to be repeated.
 *
 * @param isStarted whether the variable can have its start value when the body is entered
 */
export function firstReads(
  source: PythonSource,
  body: Node,
  variable: Variable,
  isStarted: boolean,
): ReadonlySet<Node> | null {
  const walk = new Walk(source.tree, variable);
  walk.block(body, isStarted);
  return walk.isLost ? null : walk.reads;
}

/** Whether the variable may have its start value: at the end of the statements walked so far. */
type MayBeStart = boolean;

class Walk {
  readonly reads = new Set<Node>();
  isLost = false;
  /** For each loop around, whether the variable may have its start value where the loop is left or begun again early. */
  readonly #leaps: MayBeStart[] = [];

  readonly #tree: SyntaxTree;
  readonly #variable: Variable;

  constructor(tree: SyntaxTree, variable: Variable) {
    this.#tree = tree;
    this.#variable = variable;
  }

  block(block: Node, before: MayBeStart): MayBeStart {
    if (block === noNode) return before;
    let state = before;
    for (const statement of children(this.#tree, block)) state = this.#statement(statement, state);
    return state;
  }

  #statement(statement: Node, before: MayBeStart): MayBeStart {
    const tree = this.#tree;
    switch (tree.kind(statement)) {
      case 'if_statement':
        return this.#branches(statement, before);
      case 'for_statement':
        return this.#loop(statement, this.#read(statement, ['right', 'left'], before));
      case 'while_statement':
        return this.#loop(statement, this.#read(statement, ['condition'], before));
      case 'try_statement':
        return this.#attempt(statement, before);
      case 'with_statement': {
        const [items] = children(tree, statement);
        const state =
          items !== undefined && this.#variable.isReadIn(items) ? this.#need(statement, before) : before;
        return this.block(childIn(tree, statement, 'body'), state);
      }
      case 'match_statement':
        return this.#cases(statement, this.#read(statement, ['subject'], before));
      case 'return_statement':
      case 'raise_statement':
        this.#simple(statement, before);
        return false;
      case 'break_statement':
      case 'continue_statement':
        if (this.#leaps.length > 0) this.#leaps[this.#leaps.length - 1] ||= before;
        return false;
      case 'ERROR':
        this.isLost = true;
        return before;
      default:
        return this.#simple(statement, before);
    }
  }

  /** A statement without a block of its own, or a definition, which reads where it stands. */
  #simple(statement: Node, before: MayBeStart): MayBeStart {
    const tree = this.#tree;
    const variable = this.#variable;
    const after = variable.isReadIn(statement) ? this.#need(statement, before) : before;
    const [inside] = children(tree, statement);
    if (tree.kind(statement) !== 'expression_statement' || inside === undefined) return after;
    if (tree.kind(inside) !== 'assignment') return after;
    if (variable.isStart(inside)) return true;
    for (let at = inside; tree.kind(at) === 'assignment'; at = childIn(tree, at, 'right')) {
      if (!variable.isTarget(childIn(tree, at, 'left'))) continue;
      const right = childIn(tree, at, 'right');
      // Another None could not be distinguished from the one that replaces the initial value.
      if (right !== noNode && tree.kind(unbracketed(tree, right)) === 'none') this.isLost = true;
      return right === noNode ? after : false;
    }
    return after;
  }

  #need(statement: Node, before: MayBeStart): MayBeStart {
    if (before) this.reads.add(statement);
    return false;
  }

  /** Reads in the parts of a statement that come before its block. */
  #read(statement: Node, fields: readonly string[], before: MayBeStart): MayBeStart {
    const isRead = fields.some((field) => {
      const part = childIn(this.#tree, statement, field);
      return part !== noNode && this.#variable.isReadIn(part);
    });
    return isRead ? this.#need(statement, before) : before;
  }

  #branches(statement: Node, before: MayBeStart): MayBeStart {
    const tree = this.#tree;
    const parts = [
      statement,
      ...children(tree, statement).filter((part) => tree.kind(part) === 'elif_clause'),
    ];
    let state = before;
    for (const part of parts) {
      const condition = childIn(tree, part, 'condition');
      if (condition !== noNode && this.#variable.isReadIn(condition)) state = this.#need(statement, before);
    }
    const ends = parts.map((part) => this.block(childIn(tree, part, 'consequence'), state));
    const otherwise = children(tree, statement).find((part) => tree.kind(part) === 'else_clause');
    ends.push(otherwise === undefined ? state : this.block(childIn(tree, otherwise, 'body'), state));
    return ends.includes(true);
  }

  #loop(statement: Node, before: MayBeStart): MayBeStart {
    const tree = this.#tree;
    const body = childIn(tree, statement, 'body');
    let after = before;
    // A second round sees what the first one left behind; a third could see no more.
    for (const entry of [false, true]) {
      if (entry !== after) continue;
      this.#leaps.push(false);
      const end = this.block(body, entry);
      const hasLeapt = this.#leaps.pop() ?? false;
      after = entry || end || hasLeapt;
    }
    const condition = childIn(tree, statement, 'condition');
    if (after && !before && condition !== noNode && this.#variable.isReadIn(condition)) this.isLost = true;
    const otherwise = children(tree, statement).find((part) => tree.kind(part) === 'else_clause');
    return otherwise === undefined ? after : this.block(childIn(tree, otherwise, 'body'), after) || after;
  }

  #attempt(statement: Node, before: MayBeStart): MayBeStart {
    const tree = this.#tree;
    const body = this.block(childIn(tree, statement, 'body'), before);
    const anywhere = before || body;
    const ends = [body];
    for (const part of children(tree, statement)) {
      const kind = tree.kind(part);
      if (kind === 'else_clause') ends.push(this.block(childIn(tree, part, 'body'), body));
      if (kind === 'except_clause' || kind === 'except_group_clause') {
        if (
          children(tree, part).some((inner) => tree.kind(inner) !== 'block' && this.#variable.isReadIn(inner))
        ) {
          this.isLost = true;
        }
        ends.push(this.block(blockOf(tree, part), anywhere));
      }
    }
    const after = ends.includes(true);
    const last = children(tree, statement).find((part) => tree.kind(part) === 'finally_clause');
    return last === undefined ? after : this.block(blockOf(tree, last), anywhere || after) && after;
  }

  #cases(statement: Node, before: MayBeStart): MayBeStart {
    const tree = this.#tree;
    const ends = [before];
    for (const part of children(tree, childIn(tree, statement, 'body'))) {
      const heads = children(tree, part).filter((inner) => tree.kind(inner) !== 'block');
      if (before && heads.some((head) => this.#variable.isReadIn(head))) this.isLost = true;
      ends.push(this.block(childIn(tree, part, 'consequence'), before));
    }
    return ends.includes(true);
  }
}

function blockOf(tree: SyntaxTree, clause: Node): Node {
  return children(tree, clause).find((part) => tree.kind(part) === 'block') ?? noNode;
}
