import path from 'node:path';

/** Finds the files that import statements mean: relative ones by their place, absolute ones by the end of a path. */
export class Modules {
  /** Files without their ending (packages without `/__init__`), by the last part of that. */
  readonly #byLastPart = new Map<string, string[]>();
  readonly #fileOf = new Map<string, string>();
  readonly #found = new Map<string, string | null>();
  /** Modules by the folder that they are in. */
  readonly #inFolder = new Map<string, string[]>();

  constructor(files: Iterable<string>) {
    for (const file of files) {
      const module = moduleOf(file);
      // A package wins over a module of the same name.
      if (this.#fileOf.has(module) && !isPackage(file)) continue;
      if (!this.#fileOf.has(module)) {
        const last = path.basename(module);
        const others = this.#byLastPart.get(last);
        if (others === undefined) this.#byLastPart.set(last, [module]);
        else others.push(module);
        const folder = path.dirname(module);
        const beside = this.#inFolder.get(folder);
        if (beside === undefined) this.#inFolder.set(folder, [module]);
        else beside.push(module);
      }
      this.#fileOf.set(module, file);
    }
  }

  /** The modules directly in a package, by their names; none if the file is no package's. */
  within(file: string): [name: string, file: string][] {
    if (!isPackage(file)) return [];
    return (this.#inFolder.get(path.dirname(file)) ?? []).map((module) => [
      path.basename(module),
      this.#fileOf.get(module) ?? '',
    ]);
  }

  /** The file of a module named as in an import statement of a file, or null if the workspace has none. */
  find(from: string, module: string): string | null {
    const key = `${path.dirname(from)}\0${module}${module.startsWith('.') && isPackage(from) ? '\0' : ''}`;
    let found = this.#found.get(key);
    if (found === undefined) {
      found = module.startsWith('.') ? this.#relative(from, module) : this.#absolute(from, module);
      this.#found.set(key, found);
    }
    return found;
  }

  #relative(from: string, module: string): string | null {
    const dots = /^\.*/.exec(module)?.[0].length ?? 0;
    let folder = path.dirname(from);
    for (let up = 1; up < dots; up++) folder = path.dirname(folder);
    const rest = module.slice(dots);
    return this.#fileOf.get(rest === '' ? folder : path.join(folder, ...rest.split('.'))) ?? null;
  }

  /** Of several files that fit, the one nearest to the file that imports; then the one nearest to the root. */
  #absolute(from: string, module: string): string | null {
    const parts = module.split('.');
    const end = path.sep + parts.join(path.sep);
    const fitting = (this.#byLastPart.get(parts.at(-1) ?? '') ?? []).filter((candidate) =>
      candidate.endsWith(end),
    );
    const rank = (candidate: string): number => commonFolders(from, candidate);
    fitting.sort(
      (one, other) =>
        rank(other) - rank(one) || one.length - other.length || (one < other ? -1 : one > other ? 1 : 0),
    );
    const [best] = fitting;
    return best === undefined ? null : (this.#fileOf.get(best) ?? null);
  }
}

function isPackage(file: string): boolean {
  return /^__init__\.pyi?$/.test(path.basename(file));
}

function moduleOf(file: string): string {
  return isPackage(file) ? path.dirname(file) : file.replace(/\.\w+$/, '');
}

function commonFolders(one: string, other: string): number {
  const ones = one.split(path.sep);
  const others = other.split(path.sep);
  const differing = ones.findIndex((part, index) => part !== others[index]);
  return differing === -1 ? ones.length : differing;
}
