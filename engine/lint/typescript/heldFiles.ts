import { readFileSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';

/** Files as a compiler sees them: those that the analyser holds, and those on disk that it was not given. */
export class HeldFiles {
  readonly #texts = new Map<string, string>();
  /** How many held files lie below each folder. */
  readonly #folders = new Map<string, number>();
  /** Changes with every update. */
  version = 0;
  /** Changes when a file comes or goes: what an import leads to may then be another file. */
  pathsVersion = 0;

  /** Paths with `/`, in no order. */
  paths(): Iterable<string> {
    return this.#texts.keys();
  }

  held(fileName: string): string | undefined {
    return this.#texts.get(fileName);
  }

  update(fileName: string, text: string | null): void {
    const before = this.#texts.get(fileName);
    if (before === (text ?? undefined)) return;
    this.version++;
    if (before === undefined) this.#count(fileName, 1);
    if (text === null) {
      this.#texts.delete(fileName);
      this.#count(fileName, -1);
    } else this.#texts.set(fileName, text);
  }

  read(fileName: string): string | undefined {
    const held = this.#texts.get(fileName);
    if (held !== undefined) return held;
    try {
      return readFileSync(fileName, 'utf8');
    } catch {
      return undefined;
    }
  }

  /** Changes when a file on disk does. */
  stamp(fileName: string): string {
    const stats = statsOf(fileName);
    return `${stats?.mtimeMs ?? ''} ${stats?.size ?? ''}`;
  }

  fileExists(fileName: string): boolean {
    return this.#texts.has(fileName) || (statsOf(fileName)?.isFile() ?? false);
  }

  folderExists(folder: string): boolean {
    return (
      (this.#folders.get(folder.replace(/(?<=.)\/$/, '')) ?? 0) > 0 ||
      (statsOf(folder)?.isDirectory() ?? false)
    );
  }

  #count(fileName: string, change: number): void {
    this.pathsVersion++;
    for (let folder = path.posix.dirname(fileName); ; folder = path.posix.dirname(folder)) {
      this.#folders.set(folder, (this.#folders.get(folder) ?? 0) + change);
      if (folder === path.posix.dirname(folder)) return;
    }
  }
}

/** An import may name anything: what cannot be looked at, such as a name that is too long, is not there. */
function statsOf(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
