import type { Node, PythonSource } from '../syntaxTree';

/** A float literal that a name starts with, and the ledger value that it meets later. */
export interface InitialValue {
  readonly literal: Node;
  /** What the literal is assigned to: an `identifier`, `attribute`, `subscript`, or the `pair` of a dictionary. */
  readonly target: Node;
  readonly mixedWith: { readonly source: PythonSource; readonly expression: Node };
}
