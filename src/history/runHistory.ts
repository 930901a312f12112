import * as vscode from 'vscode';
import { check } from '../../engine/protocol/check';
import { StoredRun, StoredRunHead } from '../../engine/protocol/storedRun';
import { errorText } from '../log';
import { historyLength } from './historyLength';

/** A run of the history, without its figures. */
export interface KeptRun {
  /** The name of its file. */
  readonly id: string;
  readonly head: StoredRunHead;
}

/** A temporary file that is older than this was left by a crash. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/**
 * The runs that kept a report, one JSON file each: of the workspace where there is one, else of the user. A file is
 * written under another name and then renamed, so a crash leaves all of it or none of it. The setting
 * `decimalBenchmark.history.length` says how many stay.
 */
export class RunHistory implements vscode.Disposable {
  readonly folder: vscode.Uri;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Files never change once they are there, so each is read once. Null for one that cannot be read. */
  private readonly heads = new Map<string, StoredRunHead | null>();
  private pending: Promise<void> = Promise.resolve();

  /** A run was kept or deleted. */
  readonly onDidChange = this.changed.event;

  constructor(
    storage: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.folder = vscode.Uri.joinPath(storage, 'runs');
  }

  /** The newest first. What cannot be read is left out, and the log tells of it once. */
  async list(): Promise<readonly KeptRun[]> {
    const kept: KeptRun[] = [];
    for (const id of await this.names()) {
      const head = await this.headOf(id);
      if (head !== null) kept.push({ id, head });
    }
    return kept;
  }

  /** Whether anything is there, without reading it. */
  async isEmpty(): Promise<boolean> {
    return (await this.names()).length === 0;
  }

  /** Files that `list` left out. */
  get unreadable(): number {
    return [...this.heads.values()].filter((head) => head === null).length;
  }

  /** The newest run that can be shown; undefined where there is none. */
  async latest(): Promise<StoredRun | undefined> {
    for (const id of await this.names()) {
      try {
        return await this.read(id);
      } catch (error) {
        this.log.warn(vscode.l10n.t('The stored run {0} cannot be shown: {1}', id, errorText(error)));
      }
    }
    return undefined;
  }

  /** @throws Error where the file is gone, torn, or of another version */
  async read(id: string): Promise<StoredRun> {
    return check(StoredRun, await this.contents(id), 'stored run');
  }

  /** Keeps a run, and drops the oldest beyond the limit. A failure is logged: the run itself is not lost by it. */
  save(run: StoredRun): Promise<void> {
    this.pending = this.pending.then(() => this.write(run));
    return this.pending;
  }

  /** @throws Error where it cannot be deleted */
  async remove(id: string): Promise<void> {
    await vscode.workspace.fs.delete(this.fileOf(id));
    this.heads.delete(id);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private fileOf(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, id);
  }

  /** Names begin with the time at which the run started, so their order is that of time. */
  private async names(): Promise<string[]> {
    const names = (await this.files()).filter((name) => name.endsWith('.json'));
    return names.sort().reverse();
  }

  private async files(): Promise<string[]> {
    try {
      const entries = await vscode.workspace.fs.readDirectory(this.folder);
      return entries.filter(([, type]) => type === vscode.FileType.File).map(([name]) => name);
    } catch {
      return []; // The usual case: nothing was measured here yet.
    }
  }

  private async headOf(id: string): Promise<StoredRunHead | null> {
    const known = this.heads.get(id);
    if (known !== undefined) return known;
    let head: StoredRunHead | null = null;
    try {
      head = check(StoredRunHead, await this.contents(id), 'stored run');
    } catch (error) {
      this.log.warn(vscode.l10n.t('The stored run {0} is left out: {1}', id, errorText(error)));
    }
    this.heads.set(id, head);
    return head;
  }

  private async contents(id: string): Promise<unknown> {
    const bytes = await vscode.workspace.fs.readFile(this.fileOf(id));
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  private async write(run: StoredRun): Promise<void> {
    try {
      const id = fileName(run);
      const temporary = this.fileOf(`${id}.tmp`);
      await vscode.workspace.fs.createDirectory(this.folder);
      await vscode.workspace.fs.writeFile(temporary, new TextEncoder().encode(JSON.stringify(run)));
      await vscode.workspace.fs.rename(temporary, this.fileOf(id), { overwrite: true });
      await this.trim();
    } catch (error) {
      this.log.error(vscode.l10n.t('The run could not be stored: {0}', errorText(error)));
    }
    this.changed.fire();
  }

  private async trim(): Promise<void> {
    for (const id of (await this.names()).slice(historyLength())) {
      await vscode.workspace.fs.delete(this.fileOf(id));
      this.heads.delete(id);
    }
    for (const name of (await this.files()).filter((file) => file.endsWith('.tmp'))) {
      const { mtime } = await vscode.workspace.fs.stat(this.fileOf(name));
      if (Date.now() - mtime > abandonedAfterMs) await vscode.workspace.fs.delete(this.fileOf(name));
    }
  }
}

/** Windows may share the folder: the process makes the name its own. */
function fileName({ event }: StoredRun): string {
  return `${event.report.startedAt.replaceAll(/[^0-9TZ]/g, '')}-${process.pid}.json`;
}
