/** The compiler's own declarations and those of the decimal libraries, parsed once for all programs of the process. */
import ts from 'typescript-5.9';
import { isVirtual } from './declarations';
import { virtualText } from './virtualFiles';

/** The language options are the same for every program, so the file name is enough of a key. */
const files = new Map<string, ts.SourceFile>();
let users = 0;

/** A use of the parsed declarations, which stay in memory until every use has ended. */
export class LibraryFiles {
  #isInUse = false;

  /** @returns undefined for a file that is on the disk */
  get(
    fileName: string,
    languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile | undefined {
    if (!isVirtual(fileName)) return undefined;
    if (!this.#isInUse) {
      this.#isInUse = true;
      users++;
    }
    const known = files.get(fileName);
    if (known !== undefined) return known;
    const text = virtualText(fileName);
    if (text === undefined) return undefined;
    const file = ts.createSourceFile(fileName, text, languageVersion, false);
    files.set(fileName, file);
    return file;
  }

  release(): void {
    if (!this.#isInUse) return;
    this.#isInUse = false;
    users--;
    if (users === 0) files.clear();
  }
}
