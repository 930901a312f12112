import type { Node, PythonSource } from '../syntaxTree';

/** A call of a function or, for `__init__`, of its class. */
export interface CallSite {
  readonly source: PythonSource;
  readonly call: Node;
}

/** What a fix can query about the file of the finding. */
export interface FixContext {
  readonly source: PythonSource;
  /** Whether an expression of the file holds a ledger value for certain. */
  isLedger(expression: Node): boolean;
  /** Last part of the name of a ledger value's type: `Decimal`, or one of the setting's `decimalTypes`. */
  ledgerType(expression: Node): string;
  /**
   * All calls of the function that a `function_definition` of the file defines, in the whole workspace; null if they
   * cannot all be found, for example because it is passed on, overridden, or called through something of unknown type.
   */
  callsOf(definition: Node): readonly CallSite[] | null;
}
