/** What the parts of the flow through a file share. */
import type { Node } from '../syntaxTree';
import type { FlatTree } from '../tree';
import type { Resolver } from '../workspace/resolver';
import type { Environment } from './environment';
import type { LocalFunctions } from './localFunctions';
import type { Observations } from './observations';
import type { Value } from './value';

/** What the flow through a file works with. */
export interface FlowContext {
  readonly tree: FlatTree;
  readonly path: string;
  readonly resolver: Resolver;
  readonly observations: Observations;
  /** Whether `owner.value` names a ledger value by the words of the vocabulary. */
  isVocabulary(owner: string, value: string): boolean;
}

/** Where an expression stands. */
export interface Frame {
  readonly environment: Environment;
  /** Qualified name of the function, class or empty for the module. */
  readonly scope: string;
  /** Functions defined in functions around. */
  readonly locals: LocalFunctions;
  /** Qualified name of the class whose method this is in. */
  readonly owner: string | null;
}

/** Gives the value of an expression at a point of the flow; rules for one kind of expression call back into it. */
export interface ExpressionEvaluator {
  readonly context: FlowContext;
  evaluate(node: Node, frame: Frame): Value;
}
