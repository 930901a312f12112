/** The files that the linter holds: on the disk, or with a text that the editor gave. */
import { createHash } from 'node:crypto';
import type { LintSettings } from '../protocol/lint';
import { isGenerated } from './files/generated';
import { readSource, readSourceSync, type SourceText, type Unread } from './files/sourceText';
import { languageOf } from './languages';
import { decimalEvidence } from './prefilter';

/** What a change means for the analysis. */
export type Change = 'same' | 'gone' | { readonly hasEvidence: boolean };

interface HeldFile {
  /** Of what the file holds; null where it is not looked at. */
  readonly digest: string | null;
  /** The text that the editor gave; null where the disk has it. */
  readonly text: string | null;
  readonly unread: string | null;
}

export class HeldFiles {
  private readonly maxKb: number;
  private readonly hasEvidence: ReturnType<typeof decimalEvidence>;
  private readonly held = new Map<string, HeldFile>();
  private readonly named = new Set<string>();

  constructor(settings: LintSettings) {
    this.maxKb = settings.maxFileSizeKb;
    this.hasEvidence = decimalEvidence(settings.decimalTypes);
  }

  /** Holds a text that the editor gave. */
  set(path: string, text: string): Change {
    const kb = Math.ceil(text.length / 1024);
    if (kb <= this.maxKb) return this.hold(path, text, text);
    return this.holdUnread(path, `its ${kb} KB are more than maxFileSizeKb allows (${this.maxKb} KB)`);
  }

  /** Holds a file as it is on the disk. @param overEditor whether also where the editor gave a text */
  async read(path: string, overEditor: boolean): Promise<Change> {
    if (!overEditor && this.held.get(path)?.text !== undefined && this.held.get(path)?.text !== null)
      return 'same';
    return this.holdRead(path, await readSource(path, this.maxKb));
  }

  /** Holds a file no more. */
  drop(path: string): Change {
    return this.held.delete(path) ? 'gone' : 'same';
  }

  /** Says that a file was named itself: it is looked at even where a walk would leave it out. */
  name(path: string): void {
    this.named.add(path);
  }

  isNamed(path: string): boolean {
    return this.named.has(path);
  }

  paths(): string[] {
    return [...this.held.keys()].sort();
  }

  /** Why a file that is held is not looked at; null where it is. */
  unreadReason(path: string): string | null {
    return this.held.get(path)?.unread ?? null;
  }

  digestOf(path: string): string | null {
    return this.held.get(path)?.digest ?? null;
  }

  /** The file's own text; null where it is not held, or not looked at. */
  textOf(path: string): string | null {
    const file = this.held.get(path);
    if (file === undefined || file.unread !== null) return null;
    if (file.text !== null) return file.text;
    const read = readSourceSync(path, this.maxKb);
    return 'unread' in read ? null : read.text;
  }

  /** The text to analyse. */
  sourceOf(path: string): string | null {
    return this.textOf(path);
  }

  private holdRead(path: string, read: SourceText | Unread): Change {
    if ('unread' in read) return this.holdUnread(path, read.unread);
    if (!this.named.has(path) && isGenerated(path, read.text)) return this.drop(path);
    return this.hold(path, read.text, null);
  }

  private hold(path: string, content: string, text: string | null): Change {
    const digest = createHash('sha1').update(content).digest('base64');
    const isSame = this.held.get(path)?.digest === digest;
    this.held.set(path, { digest, text, unread: null });
    const language = languageOf(path);
    if (isSame || language === null) return 'same';
    return { hasEvidence: this.hasEvidence(language, content) };
  }

  private holdUnread(path: string, unread: string): Change {
    const before = this.held.get(path);
    this.held.set(path, { digest: null, text: null, unread });
    return before === undefined || before.digest === null ? 'same' : 'gone';
  }
}
