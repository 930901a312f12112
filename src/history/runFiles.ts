import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { withFileLock } from '../../engine/platform/fileLock';
import { readText } from '../../engine/platform/readFile';
import { writeWhole } from '../../engine/platform/writeWhole';

/** A file that was never finished and is older than this was left by a crash. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/**
 * The files of a history, one a run, by their names. Names begin with the time at which the run started, so their order
 * is that of time. Each is there whole or not at all, whatever happens while it is written.
 */
export class RunFiles {
  /** @param folder - is made when something is written */
  constructor(readonly folder: string) {}

  /** The newest first. */
  async names(): Promise<string[]> {
    const names = (await this.#files()).filter((name) => name.endsWith('.json'));
    return names.sort().reverse();
  }

  pathOf(name: string): string {
    return path.join(this.folder, name);
  }

  /** @throws the file system's own error, if it is gone for example */
  read(name: string): Promise<string> {
    return readText(this.pathOf(name), 'report');
  }

  /** @throws the file system's own error; all other files are then as they were */
  async write(name: string, text: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeWhole(this.pathOf(name), text, 'replace');
  }

  /** It is no error if the run is gone already. @throws FileLockError, or the file system's own error */
  remove(name: string): Promise<void> {
    return this.#locked(() => this.#removeFile(name));
  }

  /** Drops the oldest beyond `most`, and what crashes left unfinished. @throws as {@link remove} */
  trim(most: number): Promise<void> {
    return this.#locked(() => this.#removeOldest(most));
  }

  async #removeFile(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  /** Another window that removes a run between the listing and the removal would cost a second one. */
  async #locked(work: () => Promise<void>): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await withFileLock(this.pathOf('runs'), work);
  }

  async #removeOldest(most: number): Promise<void> {
    for (const name of (await this.names()).slice(most)) await this.#removeFile(name);
    for (const name of (await this.#files()).filter((file) => file.endsWith('.tmp'))) {
      const found = await stat(this.pathOf(name)).catch(() => undefined);
      if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs) await this.#removeFile(name);
    }
  }

  async #files(): Promise<string[]> {
    try {
      const entries = await readdir(this.folder, { withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    } catch {
      return []; // The usual case: nothing was measured here yet.
    }
  }
}
