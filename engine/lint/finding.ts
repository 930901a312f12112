import type { FixKind, RuleCode, Severity } from '../protocol/lint';

/** From `start` up to, not including, `end`: UTF-16 offsets into a file's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A place in a file; `path` is absolute. */
export interface Place {
  readonly path: string;
  readonly range: TextRange;
}

export interface TextEdit extends TextRange {
  readonly text: string;
}

export interface FileEdits {
  readonly path: string;
  /** In order of place; they do not overlap. */
  readonly edits: readonly TextEdit[];
}

export interface Fix {
  readonly title: string;
  readonly kind: FixKind;
  /** Whether a value can be another one afterwards. Only fixes that keep every value are applied without being asked for. */
  readonly changesValue: boolean;
  /** Whether another use of the value may need the float or number, so that the program can fail afterwards. */
  readonly breaksOtherUse?: boolean;
  readonly files: readonly FileEdits[];
}

export interface RelatedPlace extends Place {
  readonly message: string;
}

/** What a rule found at one place, before suppressions, baselines and settings are applied. */
export interface Finding extends Place {
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly message: string;
  /** The other end of the flow first: where the ledger value is met. */
  readonly related: readonly RelatedPlace[];
  /** The preferred one first. */
  readonly fixes: readonly Fix[];
}
