import type { Severity } from '../protocol/lint';

/** What a rule's file declares about the rule; the catalogue and the pages show it. */
export interface RuleAbout {
  /** In kebab case, e.g. `float-zero-initial`. */
  readonly name: string;
  /** The usual severity; a single finding may have another one. */
  readonly severity: Severity;
  /** One line, without a full stop. */
  readonly title: string;
}
