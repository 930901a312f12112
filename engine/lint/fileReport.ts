/** What the linter says of a file and of a folder. */
import type { RuleCode } from '../protocol/lint';
import type { UnreadCause } from './files/sourceText';
import type { Finding } from './finding';

/** A finding that is not shown, and what silenced it. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly by: 'comment' | 'baseline';
}

/** Why a file was not fixed: `kept` as it is, since it cannot be written; `changed` meanwhile; `failed` to be written. */
export interface Unfixed {
  /** The end of the sentence `FILE is not fixed: …`. */
  readonly reason: string;
  readonly cause: 'kept' | 'changed' | 'failed';
}

/** Places are offsets into the file as it is in the editor or on the disk; in a notebook, into its JSON text. */
export interface FileReport {
  /** Absolute. */
  readonly path: string;
  /** What remains after suppressions, baseline and settings, in order of place. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Why the whole file was not checked; `foreign`: what it holds is of another language. */
  readonly unread?: UnreadCause | 'foreign';
  /** The text that the places of its own findings are offsets into, if it has any. */
  readonly text?: string;
  /** Why the file, or a part of it, was not checked; sentences for a person. */
  readonly notes: readonly string[];
  /** Why fixes that were to be applied were not. */
  readonly unfixed?: Unfixed;
  /** Places that hold a value known to be a decimal. */
  readonly ledgerSites: number;
}

/** Whether a file should have been checked and could not be. */
export function isUnchecked({ unread }: FileReport): boolean {
  return unread === 'denied' || unread === 'failed';
}

const unanalysed = 'Not analyzed: ';

/** The note of a file that was read and could not be analysed, so that nothing is found in it. */
export function unanalysedNote(reason: string): string {
  return `${unanalysed}${reason}`;
}

/** Whether a file was read and could not be analysed. */
export function isUnanalysed({ notes }: FileReport): boolean {
  return notes.some((note) => note.startsWith(unanalysed));
}

/** What makes the findings of a file incomplete, as a sentence; null if nothing does. */
export function problemOf(report: FileReport): string | null {
  const { notes, unfixed } = report;
  if (isUnchecked(report)) return notes[0] ?? 'Not checked.';
  return unfixed === undefined || unfixed.cause === 'kept' ? null : `It is not fixed: ${unfixed.reason}.`;
}

/** How far the migration of a folder has come. */
export interface FolderOverview {
  /** Absolute. */
  readonly folder: string;
  readonly files: number;
  readonly ledgerSites: number;
  /** Rules with at least one finding. */
  readonly findings: Readonly<Partial<Record<RuleCode, number>>>;
  /** Findings of the baseline that are gone; null without a baseline. */
  readonly fixedSinceBaseline: number | null;
}
