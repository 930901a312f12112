/** Parts of a set of fixes that can be made one without the other: a fix of several files ties them together. */
import type { FixedTogether } from './applyEdits';
import type { FileEdits, Finding } from './finding';

export interface FixGroup {
  readonly files: readonly FileEdits[];
  readonly fixed: readonly Finding[];
}

export function fixGroups({ files, fixed }: FixedTogether): FixGroup[] {
  const ties = new Ties();
  for (const finding of fixed) {
    const [first, ...others] = pathsOf(finding);
    for (const path of others) ties.tie(first ?? path, path);
  }
  const groups = new Map<string, { files: FileEdits[]; fixed: Finding[] }>();
  for (const each of files) {
    const group = groups.get(ties.rootOf(each.path)) ?? { files: [], fixed: [] };
    group.files.push(each);
    groups.set(ties.rootOf(each.path), group);
  }
  for (const finding of fixed) {
    const [first] = pathsOf(finding);
    if (first !== undefined) groups.get(ties.rootOf(first))?.fixed.push(finding);
  }
  return [...groups.values()];
}

/** The files of the fix that is applied: the first that cannot change a value. */
function pathsOf({ fixes }: Finding): string[] {
  return fixes.find(({ changesValue }) => !changesValue)?.files.map(({ path }) => path) ?? [];
}

/** A disjoint-set forest. */
class Ties {
  readonly #parents = new Map<string, string>();

  tie(one: string, other: string): void {
    this.#parents.set(this.rootOf(one), this.rootOf(other));
  }

  rootOf(path: string): string {
    let root = path;
    for (let parent = this.#parents.get(root); parent !== undefined && parent !== root;) {
      root = parent;
      parent = this.#parents.get(root);
    }
    return root;
  }
}
