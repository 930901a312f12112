/** What a rule for Python hands to its fixes: where it fired, and what it knows that the text around does not say. */

/** A node of a {@link SyntaxTree}, by its number. */
export type Node = number;

/** What the methods of a {@link SyntaxTree} answer if there is no such node. */
export const noNode: Node = -1;

/**
 * A parsed file. Kinds and fields are named as in tree-sitter-python's grammar; comments are nodes. Offsets are UTF-16
 * ones into the text that was parsed.
 */
export interface SyntaxTree {
  /** The module. */
  readonly root: Node;
  kind(node: Node): string;
  /** False for punctuation, operators and keywords, which a tree may leave out. */
  isNamed(node: Node): boolean;
  start(node: Node): number;
  end(node: Node): number;
  /** {@link noNode} for the root. */
  parent(node: Node): Node;
  /** {@link noNode} where there is none. */
  firstChild(node: Node): Node;
  /** {@link noNode} after the last. */
  nextSibling(node: Node): Node;
  /** The field of its parent that the node is in, or the empty string. */
  field(node: Node): string;
  /** All named nodes of these kinds, in order of place. */
  nodesOf(kinds: ReadonlySet<string>): Node[];
}

/** A file as the analyser holds it. */
export interface PythonSource {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly tree: SyntaxTree;
}

/** An expression that holds a ledger value, in this file or in another one. */
interface MixedLedgerValue {
  readonly source: PythonSource;
  /** The ledger-typed expression itself, not the statement around it. */
  readonly expression: Node;
}

/** A float literal in a document is the literal with its sign (`-0.5` is a `unary_operator`), or a call such as `np.float64(0)`. */
export type RuleMatch =
  | InitialMatch
  | DefaultMatch
  | FromFloatMatch
  | ConversionMatch
  | ComparisonMatch
  | ArithmeticMatch
  | JsonMatch
  | ContextMatch;

interface LiteralMatch {
  /** The literal, or the name `float` if it is a factory, as in `defaultdict(float)`. */
  readonly literal: Node;
  /** Last part of the name of the ledger value's type: `Decimal`, or one of the setting's `decimalTypes`. */
  readonly ledgerType: string;
}

export interface InitialMatch extends LiteralMatch {
  readonly rule: 'DB001';
  /** What the literal is assigned to: an `identifier`, `attribute`, `subscript`, or the `pair` of a dictionary. */
  readonly target: Node;
  readonly mixedWith: MixedLedgerValue;
}

/** Which default it is can be read from what is around the literal. */
export interface DefaultMatch extends LiteralMatch {
  readonly rule: 'DB002';
}

export interface FromFloatMatch {
  readonly rule: 'DB003';
  /** The call of `Decimal`, whose only argument is a literal or an expression known as float. */
  readonly call: Node;
}

export interface ConversionMatch {
  readonly rule: 'DB004';
  /** The call of `float`. */
  readonly call: Node;
  /**
   * What is known of the other operand; null if the call is not an operand but assigned back. Without
   * its conversion, a decimal goes together with `ledger` and `int` alone.
   */
  readonly other: 'ledger' | 'int' | 'float' | 'unknown' | null;
}

export interface ComparisonMatch extends LiteralMatch {
  readonly rule: 'DB005';
}

export interface ArithmeticMatch {
  readonly rule: 'DB006';
  /** The float operand: a literal, or an expression annotated as float. */
  readonly operand: Node;
  readonly ledgerType: string;
}

export interface JsonMatch {
  readonly rule: 'DB007';
  /** The call of `json.loads`, `json.load`, or a response's `json()`. */
  readonly call: Node;
}

export interface ContextMatch {
  readonly rule: 'DB008';
  /** The assignment to the context's attribute, or the call of `setcontext`. */
  readonly change: Node;
}

/** A call of a function or, for `__init__`, of its class. */
export interface CallSite {
  readonly source: PythonSource;
  readonly call: Node;
}

/** What a fix may ask about the file of the finding. */
export interface FixContext {
  readonly source: PythonSource;
  /** Whether an expression of the file holds a ledger value for certain. */
  isLedger(expression: Node): boolean;
  /**
   * All calls of the function that a `function_definition` of the file defines, in the whole workspace; null if they
   * cannot all be known, as where it is passed on, overridden, or called through something of unknown type.
   */
  callsOf(definition: Node): readonly CallSite[] | null;
}
