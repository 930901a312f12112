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
import { isNotebook, languageOf } from './languages';
import { notebookOf, type Notebook } from './notebook/notebook';
import { decimalTextFilter } from './decimalTextFilter';

/** What a change means for the analysis. */
export type Change = 'same' | 'gone' | { readonly hasEvidence: boolean };

/** Why a file is not looked at. */
export interface UnreadFile {
  /** The end of the sentence `FILE is not looked at: …`. */
  readonly reason: string;
  /** `foreign`: it is of another language, so that there is nothing to find in it. */
  readonly cause: UnreadCause | 'foreign';
}

/** A text to analyse. */
export interface AnalysedText {
  readonly text: string;
  readonly hasEvidence: boolean;
}

interface StoredSource {
  /** Of the text that is analysed; null if it is not looked at. */
  readonly digest: string | null;
  /** The text that the editor gave; null if the disk has it. */
  readonly text: string | null;
  /** Why it is not checked; null if it is. */
  readonly unread: UnreadFile | null;
  /** What leads from places in its Python to places in its JSON; null if it is no notebook. */
  readonly notebook: Notebook | null;
}

export class SourceStore {
  private readonly maxKb: number;
  private readonly hasEvidence: ReturnType<typeof decimalTextFilter>;
  private readonly stored = new Map<string, StoredSource>();
  private readonly named = new Set<string>();
  /** Files whose text the editor has, also those that are not checked: the disk's text must not take its place. */
  private readonly edited = new Set<string>();

  constructor(settings: LintSettings) {
    this.maxKb = settings.maxFileSizeKb;
    this.hasEvidence = decimalTextFilter(settings.decimalTypes);
  }

  /** Holds a text that the editor gave. */
  set(path: string, text: string): Change {
    this.edited.add(path);
    if (!this.named.has(path) && isGenerated(path, text)) return this.stored.delete(path) ? 'gone' : 'same';
    if (Buffer.byteLength(text) <= this.maxKb * 1024) return this.hold(path, text, text);
    return this.holdUnread(path, { reason: tooLargeReason(this.maxKb), cause: 'refused' });
  }

  /** Holds a file as it is on the disk. @param overEditor whether also if the editor gave a text */
  async read(path: string, overEditor: boolean): Promise<Change> {
    if (overEditor) this.edited.delete(path);
    else if (this.edited.has(path)) return 'same';
    const read = await readSource(path, this.maxKb);
    return 'unread' in read && read.isGone ? this.drop(path) : this.holdRead(path, read);
  }

  /** Holds a file no more. */
  drop(path: string): Change {
    this.edited.delete(path);
    return this.stored.delete(path) ? 'gone' : 'same';
  }

  /** Says that a file was named itself: it is looked at even where a walk would leave it out. */
  name(path: string): void {
    this.named.add(path);
  }

  isNamed(path: string): boolean {
    return this.named.has(path);
  }

  has(path: string): boolean {
    return this.stored.has(path);
  }

  /** Whether the editor gave the file's text. */
  isEdited(path: string): boolean {
    return this.edited.has(path) && this.stored.has(path);
  }

  /** The files in a folder and in those below it, in the order of their names. */
  below(folder: string): string[] {
    return this.paths().filter((file) => file.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`));
  }

  paths(): string[] {
    return [...this.stored.keys()].sort();
  }

  /** Why a stored file is not checked; null if it is. */
  unreadReason(path: string): UnreadFile | null {
    return this.stored.get(path)?.unread ?? null;
  }

  digestOf(path: string): string | null {
    return this.stored.get(path)?.digest ?? null;
  }

  /** The file's own text; null if it is not held, not looked at, or has changed on the disk since it was analysed. */
  textOf(path: string): string | null {
    const file = this.stored.get(path);
    if (file?.unread !== null) return null;
    if (file.text !== null) return file.text;
    const read = readSourceSync(path, this.maxKb);
    return !('unread' in read) && digestOfText(read.text) === file.digest ? read.text : null;
  }

  /** The text that is analysed, the file's own or a notebook's Python; null as in {@link textOf}. */
  sourceOf(path: string): string | null {
    const text = this.textOf(path);
    return text === null ? null : (this.notebookOf(path)?.python ?? text);
  }

  /**
   * The text to analyse now. A file that has changed on the disk is held as it now is, so that its digest is always that
   * of the text that was handed out last. Null if it is gone or not looked at.
   */
  textToAnalyse(path: string): AnalysedText | null {
    const source = this.sourceOf(path) ?? this.sourceReadAgain(path);
    const language = languageOf(path);
    if (source === null || language === null) return null;
    return { text: source, hasEvidence: this.hasEvidence(language, source) };
  }

  /** Null if the file is no notebook. */
  notebookOf(path: string): Notebook | null {
    return this.stored.get(path)?.notebook ?? null;
  }

  private sourceReadAgain(path: string): string | null {
    const file = this.stored.get(path);
    if (file?.unread !== null) return null;
    const read = readSourceSync(path, this.maxKb);
    if ('unread' in read && read.isGone) this.drop(path);
    else this.holdRead(path, read);
    if ('unread' in read || this.unreadReason(path) !== null || !this.has(path)) return null;
    return this.notebookOf(path)?.python ?? read.text;
  }

  private holdRead(path: string, read: SourceText | Unread): Change {
    if ('unread' in read) return this.holdUnread(path, { reason: read.unread, cause: read.cause });
    if (!this.named.has(path) && isGenerated(path, read.text)) return this.drop(path);
    return this.hold(path, read.text, null);
  }

  private hold(path: string, content: string, text: string | null): Change {
    const digest = digestOfText(content);
    const isSame = this.stored.get(path)?.digest === digest;
    const notebook = isNotebook(path) ? notebookOf(content) : null;
    if (notebook !== null && 'unread' in notebook)
      return this.holdUnread(path, {
        reason: notebook.unread,
        cause: notebook.isForeign ? 'foreign' : 'refused',
      });
    this.stored.set(path, { digest, text, unread: null, notebook });
    const language = languageOf(path);
    if (isSame || language === null) return 'same';
    return { hasEvidence: this.hasEvidence(language, notebook?.python ?? content) };
  }

  private holdUnread(path: string, unread: UnreadFile): Change {
    const before = this.stored.get(path);
    this.stored.set(path, { digest: null, text: null, unread, notebook: null });
    return before === undefined || before.digest === null ? 'same' : 'gone';
  }
}

/** Stands for a text when two are compared. */
export function digestOfText(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
