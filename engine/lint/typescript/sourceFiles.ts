import ts from 'typescript-5.9';
import { withTypedInterop } from './interop';
import { isNestedTooDeeply } from './nesting';
import { unanalysedNote } from '../fileReport';

/** Parsed files, each kept while its text stays the same. */
export class SourceFiles {
  readonly #files = new Map<string, ts.SourceFile>();
  readonly #notes = new Map<string, string>();

  get(
    fileName: string,
    text: string,
    languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile {
    const known = this.#files.get(fileName);
    if (known !== undefined && (known as Original).originalText === text) return known;
    const file: Original = this.#parse(fileName, text, languageVersion);
    file.originalText = text;
    this.#files.set(fileName, file);
    return file;
  }

  /** The file as it was last parsed, whatever its text is now. */
  kept(fileName: string): ts.SourceFile | undefined {
    return this.#files.get(fileName);
  }

  note(fileName: string): string | undefined {
    return this.#notes.get(fileName);
  }

  clear(): void {
    this.#files.clear();
  }

  #parse(
    fileName: string,
    text: string,
    languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile {
    this.#notes.delete(fileName);
    try {
      const typed = /\.c?js$/.test(fileName) ? withTypedInterop(text) : text;
      const file = ts.createSourceFile(fileName, typed, languageVersion, false);
      if (!isNestedTooDeeply(file)) return file;
    } catch {
      // The parser ran out of stack: the same as too deep.
    }
    this.#notes.set(fileName, unanalysedNote('the code is nested too deeply.'));
    return ts.createSourceFile(fileName, '', languageVersion, false);
  }
}

interface Original extends ts.SourceFile {
  /** The text that the file was made for, which differs from its own if that could not be parsed. */
  originalText?: string;
}
