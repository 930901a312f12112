import type { HeldFile } from './heldFile';
import type { Survey } from './survey';

/** Replaced files take up places in the list of holders until there are so many. */
const mostReplaced = 64;

/**
 * Tells which files can have to do with ledger values, by the words in them. What is known of a file stays when another
 * one is edited.
 */
export class Bearing {
  /** Whether a file can hold ledger values, as the survey says. */
  private holding = new WeakMap<HeldFile, boolean>();
  /** Files that can hold ledger values; null in the place of one that was replaced. */
  private holders: (HeldFile | null)[] | null = null;
  private readonly places = new Map<HeldFile, number>();
  /** Files that came in the place of others, and were not asked yet whether they are holders. */
  private readonly fresh = new Set<HeldFile>();
  /** Of a file that can start what a holder goes on with, the place of one; else -1 less the number of those it was held against. */
  private starting = new WeakMap<HeldFile, number>();

  constructor(
    private readonly files: ReadonlyMap<string, HeldFile>,
    /** Names of what holds a ledger. */
    private readonly owners: ReadonlySet<string>,
  ) {}

  /** Forgets everything: other files, or another survey. */
  reset(): void {
    this.holding = new WeakMap();
    this.forgetHolders();
  }

  /** Says that a file has another text now. */
  replaced(before: HeldFile, after: HeldFile): void {
    const place = this.places.get(before);
    if (this.holders !== null && place !== undefined) this.holders[place] = null;
    this.places.delete(before);
    this.fresh.delete(before);
    this.fresh.add(after);
  }

  /** Whether a file can have to do with any ledger value. */
  matters(file: HeldFile, survey: Survey): boolean {
    return this.canHold(file, survey) || this.canStart(file, survey);
  }

  /** Whether a file can hold ledger values: it speaks of decimals, or has a name that others give them. */
  private canHold(file: HeldFile, survey: Survey): boolean {
    let known = this.holding.get(file);
    if (known === undefined) {
      known =
        file.speaksOfDecimals ||
        file.mentionsAny(survey.ledgerNames) ||
        (file.mentionsAny(this.owners) && file.mentionsAny(survey.vocabulary));
      this.holding.set(file, known);
    }
    return known;
  }

  /** Whether a name that starts as a float in the file is in the text of one that can hold ledger values. */
  private canStart(file: HeldFile, survey: Survey): boolean {
    if (!file.hasFloat) return false;
    const names = file.startNames();
    if (names.size === 0) return false;
    const holders = this.currentHolders(survey);
    const known = this.starting.get(file) ?? -1;
    if (known >= 0 && holders[known] !== null) return true;
    const defined = file.definedNames();
    for (let place = known >= 0 ? 0 : -1 - known; place < holders.length; place++) {
      const holder = holders[place] ?? null;
      if (holder === null || !holder.mentionsAny(defined) || !holder.mentionsAny(names)) continue;
      this.starting.set(file, place);
      return true;
    }
    this.starting.set(file, -1 - holders.length);
    return false;
  }

  private currentHolders(survey: Survey): readonly (HeldFile | null)[] {
    if (this.holders !== null && this.holders.length > this.places.size + mostReplaced) this.forgetHolders();
    const { holders } = this;
    const asked = holders === null ? this.files.values() : this.fresh;
    const found = holders ?? [];
    for (const file of asked) {
      if (!this.canHold(file, survey)) continue;
      this.places.set(file, found.length);
      found.push(file);
    }
    this.fresh.clear();
    this.holders = found;
    return found;
  }

  private forgetHolders(): void {
    this.holders = null;
    this.places.clear();
    this.fresh.clear();
    this.starting = new WeakMap();
  }
}
