import type { PythonFile } from './pythonFile';
import type { WorkspaceIndex } from './workspaceIndex';

/** Replaced files take up places in the list of holders until there are so many. */
const mostReplaced = 64;

/**
 * Finds the files that can involve ledger values, by the words in them. What is known of a file stays when another
 * one is edited.
 */
export class RelevanceFilter {
  /** Whether a file can hold ledger values by the index. */
  #holding = new WeakMap<PythonFile, boolean>();
  /** Files that can hold ledger values; null in the place of one that was replaced. */
  #holders: (PythonFile | null)[] | null = null;
  readonly #places = new Map<PythonFile, number>();
  /** Files that came in the place of others, and were not asked yet whether they are holders. */
  readonly #fresh = new Set<PythonFile>();
  /** Of a file that can start what a holder goes on with, the place of one; else -1 less the number of those it was held against. */
  #starting = new WeakMap<PythonFile, number>();

  readonly #files: ReadonlyMap<string, PythonFile>;
  /** Names of what holds a ledger. */
  readonly #owners: ReadonlySet<string>;

  constructor(
    files: ReadonlyMap<string, PythonFile>,

    owners: ReadonlySet<string>,
  ) {
    this.#files = files;
    this.#owners = owners;
  }

  /** Forgets everything: other files, or another index. */
  reset(): void {
    this.#holding = new WeakMap();
    this.#forgetHolders();
  }

  /** Says that a file has another text now. */
  replaced(before: PythonFile, after: PythonFile): void {
    const place = this.#places.get(before);
    if (this.#holders !== null && place !== undefined) this.#holders[place] = null;
    this.#places.delete(before);
    this.#fresh.delete(before);
    this.#fresh.add(after);
  }

  /** Whether a file can have to do with any ledger value. */
  matters(file: PythonFile, workspaceIndex: WorkspaceIndex): boolean {
    return this.#canHold(file, workspaceIndex) || this.#canStart(file, workspaceIndex);
  }

  /** Whether a file can hold ledger values: it mentions decimals, or has a name that other files give them. */
  #canHold(file: PythonFile, workspaceIndex: WorkspaceIndex): boolean {
    let known = this.#holding.get(file);
    if (known === undefined) {
      known =
        file.mentionsDecimals ||
        file.mentionsAny(workspaceIndex.ledgerNames) ||
        (file.mentionsAny(this.#owners) && file.mentionsAny(workspaceIndex.vocabulary));
      this.#holding.set(file, known);
    }
    return known;
  }

  /** Whether a name that starts as a float in the file is in the text of one that can hold ledger values. */
  #canStart(file: PythonFile, workspaceIndex: WorkspaceIndex): boolean {
    if (!file.hasFloat) return false;
    const names = file.startNames();
    if (names.size === 0) return false;
    const holders = this.#currentHolders(workspaceIndex);
    const known = this.#starting.get(file) ?? -1;
    if (known >= 0 && holders[known] !== null) return true;
    const defined = file.definedNames();
    for (let place = known >= 0 ? 0 : -1 - known; place < holders.length; place++) {
      const holder = holders[place] ?? null;
      if (holder === null || !holder.mentionsAny(defined) || !holder.mentionsAny(names)) continue;
      this.#starting.set(file, place);
      return true;
    }
    this.#starting.set(file, -1 - holders.length);
    return false;
  }

  #currentHolders(workspaceIndex: WorkspaceIndex): readonly (PythonFile | null)[] {
    if (this.#holders !== null && this.#holders.length > this.#places.size + mostReplaced)
      this.#forgetHolders();
    const holders = this.#holders;
    const asked = holders === null ? this.#files.values() : this.#fresh;
    const found = holders ?? [];
    for (const file of asked) {
      if (!this.#canHold(file, workspaceIndex)) continue;
      this.#places.set(file, found.length);
      found.push(file);
    }
    this.#fresh.clear();
    this.#holders = found;
    return found;
  }

  #forgetHolders(): void {
    this.#holders = null;
    this.#places.clear();
    this.#fresh.clear();
    this.#starting = new WeakMap();
  }
}
