import { statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { fileReasonOf } from '../../platform/fileReason';
import { FileRefusedError, isNestedTooDeep, nestedTooDeep, readBytesSync } from '../../platform/readFile';

/** Files as a compiler sees them: those that the analyser holds, and those on disk that it was not given. */
export class CompilerFiles {
  readonly #texts = new Map<string, string>();
  /** How many held files lie below each folder. */
  readonly #folders = new Map<string, number>();
  #refused = new Map<string, string>();
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
      return diskText(fileName);
    } catch (error) {
      // An import may name anything; only files that exist are worth a note.
      if (error instanceof FileRefusedError) this.refuse(fileName, error.reason);
      else if (!isMissing(error)) this.refuse(fileName, fileReasonOf(error)?.reason ?? String(error));
      return undefined;
    }
  }

  /** Records why a file on the disk is not used. */
  refuse(fileName: string, reason: string): void {
    this.#refused.set(fileName, reason);
  }

  /** The reasons recorded since the last call, by file. */
  takeRefused(): ReadonlyMap<string, string> {
    const refused = this.#refused;
    this.#refused = new Map();
    return refused;
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

function diskText(fileName: string): string {
  if (!fileName.endsWith('.json')) return decoded(readBytesSync(fileName, 'declarations'));
  const text = decoded(readBytesSync(fileName, 'tsconfig'));
  // The compiler's parser is recursive.
  if (isNestedTooDeep(text)) throw nestedTooDeep();
  return text;
}

/** As the compiler decodes: a stray byte in a comment of a package must not cost its types. */
function decoded(bytes: Buffer): string {
  return new TextDecoder().decode(bytes);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** An import may name anything: what cannot be read, such as a name that is too long, counts as missing. */
function statsOf(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
