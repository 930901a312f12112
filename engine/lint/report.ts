/** What the linter says of a file and of a folder. */
import type { RuleCode } from '../protocol/lint';
import type { Finding } from './finding';

/** A finding that is not shown, and what silenced it. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly by: 'comment' | 'baseline';
}

/** Places are offsets into the file as it is in the editor or on the disk; in a notebook, into its JSON text. */
export interface FileReport {
  /** Absolute. */
  readonly path: string;
  /** What remains after suppressions, baseline and settings, in order of place. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /**
   * What kept the whole file from being looked at: it could not be read, or what it holds is of another language, so that
   * there is nothing to find in it.
   */
  readonly unread?: 'failed' | 'foreign';
  /** Why the file, or a part of it, was not looked at; sentences for a person. */
  readonly notes: readonly string[];
  /** Places that hold a value known to be a decimal. */
  readonly ledgerSites: number;
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
