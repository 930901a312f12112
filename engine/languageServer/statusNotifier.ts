/** Notifies the editor of the server's activity, and of files that were not checked. */
import type { ServerStatus } from '../protocol/languageServer';

type Activity = NonNullable<ServerStatus['activity']>;

export class StatusNotifier {
  readonly #active = new Map<Activity, number>();
  readonly #notesByUri = new Map<string, readonly string[]>();
  readonly #typesByUri = new Map<string, string>();
  #lastSent = '';

  readonly #send: (status: ServerStatus) => void;

  constructor(send: (status: ServerStatus) => void) {
    this.#send = send;
  }

  /** Says that something of this kind has begun or ended. */
  activity(kind: Activity, begins: boolean): void {
    this.#active.set(kind, (this.#active.get(kind) ?? 0) + (begins ? 1 : -1));
    this.#notify();
  }

  /** Says what is to be known of a file; nothing takes back what was said before. */
  notes(uri: string, notes: readonly string[]): void {
    if (notes.length > 0) this.#notesByUri.set(uri, notes);
    else if (!this.#notesByUri.delete(uri)) return;
    this.#notify();
  }

  /** Says which version of the editor's own TypeScript a script's findings come from; null: none. */
  editorTypes(uri: string, typescript: string | null): void {
    if (typescript !== null) this.#typesByUri.set(uri, typescript);
    else if (!this.#typesByUri.delete(uri)) return;
    this.#notify();
  }

  #notify(): void {
    const activity = (['testing', 'scanning', 'indexing'] as const).find(
      (kind) => (this.#active.get(kind) ?? 0) > 0,
    );
    const notes = [...this.#notesByUri].flatMap(([uri, texts]) => texts.map((text) => ({ uri, text })));
    const editorTypes = [...this.#typesByUri].map(([uri, typescript]) => ({ uri, typescript }));
    const status: ServerStatus = { activity: activity ?? null, notes, editorTypes };
    const written = JSON.stringify(status);
    if (written === this.#lastSent) return;
    this.#lastSent = written;
    this.#send(status);
  }
}
