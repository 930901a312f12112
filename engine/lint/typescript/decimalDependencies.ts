import path from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../platform/readFile';
import { decimalPackages } from './textFacts';
import type { CompilerFiles } from './compilerFiles';
import type { ProjectPlace } from './projectFolders';

const PackageFile = v.object({
  dependencies: v.optional(v.record(v.string(), v.unknown())),
  peerDependencies: v.optional(v.record(v.string(), v.unknown())),
});

/** Finds whether a project without decimals of its own imports some. */
export class DecimalDependencies {
  readonly #root: string;
  readonly #files: CompilerFiles;
  readonly #known = new Map<string, boolean | null>();

  constructor(root: string, files: CompilerFiles) {
    this.#root = root;
    this.#files = files;
  }

  /**
   * @param specifiers everything that the project's files import: packages as written, files as paths
   * @param owners projects that have decimals of their own
   */
  reachesDecimals(
    place: ProjectPlace,
    specifiers: ReadonlySet<string>,
    owners: readonly ProjectPlace[],
  ): boolean {
    const names = new Set([...specifiers].map(packageName).filter((name) => name !== null));
    const found = [...names].map((name) => this.#dependsOnDecimals(name, place.folder));
    if (found.includes(true)) return true;
    if (owners.length === 0) return false;
    // Its paths lead somewhere that only the compiler can tell.
    const isMapped = place.configPath !== null && found.includes(null) && this.#hasPaths(place.configPath);
    return (
      isMapped || [...specifiers].some((specifier) => owners.some(({ folder }) => isBelow(specifier, folder)))
    );
  }

  clear(): void {
    this.#known.clear();
  }

  /** Null if the package is not installed. */
  #dependsOnDecimals(name: string, folder: string): boolean | null {
    const key = `${folder}:${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const answer = this.#find(name, folder);
    this.#known.set(key, answer);
    return answer;
  }

  #find(name: string, folder: string): boolean | null {
    for (let each = folder; ; each = path.posix.dirname(each)) {
      const text = this.#files.read(path.posix.join(each, 'node_modules', name, 'package.json'));
      if (text !== undefined) return dependsOnDecimals(text);
      if (each === this.#root || each === path.posix.dirname(each)) return null;
    }
  }

  #hasPaths(configPath: string): boolean {
    return /"(?:paths|extends)"/.test(this.#files.read(configPath) ?? '');
  }
}

function dependsOnDecimals(text: string): boolean {
  try {
    const { dependencies, peerDependencies } = v.parse(PackageFile, parseJson(text));
    const names = new Set([...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {})]);
    return decimalPackages.some((name) => names.has(name));
  } catch {
    // A broken package.json says nothing of decimals.
    return false;
  }
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`);
}

/** `@scope/name` of `@scope/name/file`; null for a path. */
function packageName(specifier: string): string | null {
  return /^(?:@[^/]+\/)?[^./@][^/]*/.exec(specifier)?.[0] ?? null;
}
