import type { Finding } from './finding';

/**
 * Finds float zeros of one language in a changing set of files. What it says depends on the files it holds now and on
 * nothing else: after any sequence of updates it says what a fresh one with the same files would say.
 */
export interface Analyser {
  /** Adds or replaces a file; `null` takes it away. Broken text is no error. */
  update(path: string, text: string | null): void;
  /**
   * Does what {@link findings} would do at once for all files, in steps between which other work can run. Files may
   * change between steps.
   */
  prepare?(): Iterable<void>;
  /**
   * Gets what another process found in one file, so that the other calls need not compute it. Does nothing if that is
   * known already.
   * @throws the signal's reason if it is aborted
   */
  prefetch?(path: string, signal?: AbortSignal): Promise<void>;
  /** Does what {@link findings} and {@link ledgerSites} would do at once for one file, in the same way. */
  prepareFile?(path: string): Iterable<void>;
  /** What is found in one file as all files now stand, in order of place. Empty for a file that it does not hold. */
  findings(path: string): readonly Finding[];
  /** Places in the file that hold a value known to be a decimal, for the overview of a migration. */
  ledgerSites(path: string): number;
  /** Why the file, or a part of it, was not analysed; sentences for a person. */
  notes?(path: string): readonly string[];
  /** Gives back memory that can be had again; findings stay the same. */
  release(): void;
}
