import path from 'node:path';
import type { CompilerFiles } from './compilerFiles';

/** Where a file's project begins, and what configures it. */
export interface ProjectPlace {
  readonly folder: string;
  /** Null if there is neither a tsconfig.json nor a jsconfig.json. */
  readonly configPath: string | null;
}

/** Finds projects: the nearest configuration above a file, else the nearest package, else the workspace. */
export class ProjectFolders {
  readonly #root: string;
  readonly #files: CompilerFiles;
  readonly #known = new Map<string, ProjectPlace>();

  constructor(root: string, files: CompilerFiles) {
    this.#root = root;
    this.#files = files;
  }

  of(fileName: string): ProjectPlace {
    const folder = path.posix.dirname(fileName);
    const known = this.#known.get(folder) ?? this.#find(folder);
    this.#known.set(folder, known);
    return known;
  }

  clear(): void {
    this.#known.clear();
  }

  #find(folder: string): ProjectPlace {
    let packageFolder: string | null = null;
    for (const each of this.#upwards(folder)) {
      for (const name of ['tsconfig.json', 'jsconfig.json']) {
        const configPath = path.posix.join(each, name);
        if (this.#files.fileExists(configPath)) return { folder: each, configPath };
      }
      if (packageFolder === null && this.#files.fileExists(path.posix.join(each, 'package.json')))
        packageFolder = each;
    }
    return { folder: packageFolder ?? this.#root, configPath: null };
  }

  /** The folder and those above it, up to the workspace's. */
  *#upwards(folder: string): Generator<string> {
    for (let each = folder; ; each = path.posix.dirname(each)) {
      yield each;
      if (each === this.#root || each === path.posix.dirname(each)) return;
    }
  }
}
