/** The files that the linter holds: on the disk, or with a text that the editor gave. */
import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import type { LintSettings } from '../protocol/lint';
import { isGenerated } from './files/generated';
import {
  readSource,
  readSourceSync,
  tooLargeReason,
  type SourceText,
  type Unread,
  type UnreadCause,
} from './files/sourceText';
import type { Language } from './catalogue';
import { isNotebook, languageOf } from './languages';
import { notebookOf, type Notebook } from './notebook/notebook';
import { decimalTextFilter } from './decimalTextFilter';

/** Why a file is not checked. */
export interface UnreadFile {
  /** The end of the sentence `Not checked: …`. */
  readonly reason: string;
  /** `foreign`: it is of another language, so that there is nothing to find in it. */
  readonly cause: UnreadCause | 'foreign';
}

interface StoredSource {
  /** Of the file's own text; null if it is not checked. */
  readonly digest: string | null;
  /** The text that the editor gave; null if the disk has it. */
  readonly text: string | null;
  /** Why it is not checked; null if it is. */
  readonly unread: UnreadFile | null;
  /** What leads from places in its Python to places in its JSON; null if it is no notebook. */
  readonly notebook: Notebook | null;
}

/** Methods that take a file return whether the text to analyse has changed. */
export class SourceStore {
  readonly #maxKb: number;
  readonly #mayNeedAnalysis: ReturnType<typeof decimalTextFilter>;
  readonly #stored = new Map<string, StoredSource>();
  readonly #named = new Set<string>();
  /** Files whose text the editor has, also those that are not checked: the disk's text must not take its place. */
  readonly #edited = new Set<string>();
  /** Files that mention decimals. */
  readonly #mentioning: Readonly<Record<Language, Set<string>>> = { python: new Set(), script: new Set() };

  constructor(settings: LintSettings) {
    this.#maxKb = settings.maxFileSizeKb;
    this.#mayNeedAnalysis = decimalTextFilter(settings.decimalTypes);
  }

  /** Holds a text that the editor gave. */
  set(path: string, text: string): boolean {
    this.#edited.add(path);
    if (Buffer.byteLength(text) <= this.#maxKb * 1024) return this.#hold(path, text, text);
    if (this.#isLeftOut(path, text)) return this.#replace(path, null);
    return this.#holdUnread(path, { reason: tooLargeReason(this.#maxKb), cause: 'refused' });
  }

  /** Holds a file as it is on the disk. @param overEditor whether also if the editor gave a text */
  async read(path: string, overEditor: boolean): Promise<boolean> {
    if (overEditor) this.#edited.delete(path);
    else if (this.#edited.has(path)) return false;
    return this.#holdRead(path, await readSource(path, this.#maxKb));
  }

  /** Holds a file no more. */
  drop(path: string): boolean {
    this.#edited.delete(path);
    return this.#replace(path, null);
  }

  /** Records that a file was named itself: it is checked even if a walk would leave it out. */
  name(path: string): void {
    this.#named.add(path);
  }

  isNamed(path: string): boolean {
    return this.#named.has(path);
  }

  has(path: string): boolean {
    return this.#stored.has(path);
  }

  /** Whether the editor gave the file's text. */
  isEdited(path: string): boolean {
    return this.#edited.has(path) && this.#stored.has(path);
  }

  /** Whether any file of the language mentions decimals, so that it may need its analysis. */
  mentionsDecimals(language: Language): boolean {
    return this.#mentioning[language].size > 0;
  }

  /** The files in a folder and in those below it, in the order of their names. */
  below(folder: string): string[] {
    return this.paths().filter((file) => file.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`));
  }

  paths(): string[] {
    return [...this.#stored.keys()].sort();
  }

  /** Why a stored file is not checked; null if it is. */
  unreadReason(path: string): UnreadFile | null {
    return this.#stored.get(path)?.unread ?? null;
  }

  digestOf(path: string): string | null {
    return this.#stored.get(path)?.digest ?? null;
  }

  /** The file's own text; null if it is not held, not checked, or has changed on the disk since it was analysed. */
  textOf(path: string): string | null {
    const file = this.#stored.get(path);
    if (file?.unread !== null) return null;
    if (file.text !== null) return file.text;
    const read = readSourceSync(path, this.#maxKb);
    return !('unread' in read) && digestOfText(read.text) === file.digest ? read.text : null;
  }

  /**
   * The text to analyse now, the file's own or a notebook's Python. A file that has changed on the disk is held as it now
   * is, so that its digest is always that of the text that was handed out last. Null if it is gone or not checked.
   */
  textToAnalyse(path: string): string | null {
    const text = this.textOf(path) ?? this.#readAgain(path);
    return text === null ? null : (this.notebookOf(path)?.python ?? text);
  }

  /** Null if the file is no notebook. */
  notebookOf(path: string): Notebook | null {
    return this.#stored.get(path)?.notebook ?? null;
  }

  #readAgain(path: string): string | null {
    if (this.#stored.get(path)?.unread !== null) return null;
    const read = readSourceSync(path, this.#maxKb);
    this.#holdRead(path, read);
    return 'unread' in read || this.digestOf(path) === null ? null : read.text;
  }

  #holdRead(path: string, read: SourceText | Unread): boolean {
    if (!('unread' in read)) return this.#hold(path, read.text, null);
    return read.isGone ? this.drop(path) : this.#holdUnread(path, { reason: read.unread, cause: read.cause });
  }

  #hold(path: string, content: string, text: string | null): boolean {
    if (this.#isLeftOut(path, content)) return this.#replace(path, null);
    const notebook = isNotebook(path) ? notebookOf(content) : null;
    if (notebook === null || !('unread' in notebook))
      return this.#replace(path, { digest: digestOfText(content), text, unread: null, notebook }, content);
    return this.#holdUnread(path, {
      reason: notebook.unread,
      cause: notebook.isForeign ? 'foreign' : 'refused',
    });
  }

  #isLeftOut(path: string, content: string): boolean {
    return !this.#named.has(path) && isGenerated(path, content);
  }

  #holdUnread(path: string, unread: UnreadFile): boolean {
    return this.#replace(path, { digest: null, text: null, unread, notebook: null });
  }

  /** @param content - the file's own text; empty for a file that is not checked */
  #replace(path: string, file: StoredSource | null, content = ''): boolean {
    const before = this.digestOf(path);
    if (file === null) this.#stored.delete(path);
    else this.#stored.set(path, file);
    const isChanged = before !== this.digestOf(path);
    const language = languageOf(path);
    if (!isChanged || language === null) return false;
    const mentioning = this.#mentioning[language];
    if (file?.unread === null && this.#mayNeedAnalysis(language, file.notebook?.python ?? content))
      mentioning.add(path);
    else mentioning.delete(path);
    return true;
  }
}

/** Stands for a text when two are compared. */
export function digestOfText(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
