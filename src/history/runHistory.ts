import * as vscode from 'vscode';
import { parseJson } from '../../engine/platform/readFile';
import { check } from '../../engine/protocol/check';
import { StoredRun, storedRunCommand, StoredRunHead } from '../../engine/protocol/storedRun';
import type { CommandLine } from '../commandLine';
import { errorText } from '../log';
import { historyLength } from './historyLength';
import { RunFiles } from './runFiles';
import { noticeText } from '../noticeText';
import { DisposableStore } from '../disposableStore';

/** A run of the history, without its figures. */
export interface KeptRun {
  /** The name of its file. */
  readonly id: string;
  readonly head: StoredRunHead;
}

/**
 * The runs that kept a report, one JSON file each: of the workspace if there is one, else of the user. The setting
 * `decimalBenchmark.history.length` says how many stay.
 */
export class RunHistory extends DisposableStore {
  readonly folder: vscode.Uri;
  readonly #files: RunFiles;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** Files never change once they are there, so each is read once. Null for one that cannot be read. */
  readonly #heads = new Map<string, StoredRunHead | null>();
  #pending: Promise<void> = Promise.resolve();

  /** A run was kept or deleted. */
  readonly onDidChange = this.#changed.event;

  readonly #commandLine: CommandLine;
  readonly #log: vscode.LogOutputChannel;

  constructor(storage: vscode.Uri, commandLine: CommandLine, log: vscode.LogOutputChannel) {
    super();
    this.#commandLine = commandLine;
    this.#log = log;
    this.folder = vscode.Uri.joinPath(storage, 'runs');
    this.#files = new RunFiles(this.folder.fsPath);
  }

  /** The newest first. Unreadable ones are omitted and logged once. */
  async list(): Promise<readonly KeptRun[]> {
    const kept: KeptRun[] = [];
    const names = await this.#files.names();
    for (const id of this.#heads.keys()) if (!names.includes(id)) this.#heads.delete(id);
    for (const id of names) {
      const head = await this.#headOf(id);
      if (head !== null) kept.push({ id, head });
    }
    return kept;
  }

  /** Whether anything is there, without reading it. */
  async isEmpty(): Promise<boolean> {
    return (await this.#files.names()).length === 0;
  }

  /** Files that `list` left out. */
  get unreadable(): number {
    return [...this.#heads.values()].filter((head) => head === null).length;
  }

  /** The newest run that can be shown; undefined if there is none. */
  async latest(): Promise<StoredRun | undefined> {
    // The command line reads only what the list can show: a history that cannot be read starts no process.
    for (const { id } of await this.list()) {
      try {
        return await this.read(id);
      } catch (error) {
        this.#log.warn(`The stored run ${id} cannot be shown: ${errorText(error)}`);
      }
    }
    return undefined;
  }

  /**
   * Reads a run. The command line checks its report, and computes what is shown of it.
   * @throws Error if the file is gone, torn, of another version, or contradicts itself
   */
  async read(id: string): Promise<StoredRun> {
    const { exitCode, output, errors } = await this.#commandLine.run([
      storedRunCommand,
      this.#files.pathOf(id),
    ]);
    if (exitCode !== 0) throw new Error(errors);
    return check(StoredRun, JSON.parse(output), 'stored run');
  }

  /** Keeps a run, and drops the oldest beyond the limit. A failure is reported; the run itself is not lost. */
  save(run: StoredRun): Promise<void> {
    this.#pending = this.#pending.then(() => this.#write(run));
    return this.#pending;
  }

  /** @throws Error if it cannot be deleted */
  async remove(id: string): Promise<void> {
    await this.#files.remove(id);
    this.#changed.fire();
  }

  async #headOf(id: string): Promise<StoredRunHead | null> {
    const known = this.#heads.get(id);
    if (known !== undefined) return known;
    let head: StoredRunHead | null = null;
    try {
      head = check(StoredRunHead, await this.#contents(id), 'stored run');
    } catch (error) {
      this.#log.warn(`The stored run ${id} is left out: ${errorText(error)}`);
    }
    this.#heads.set(id, head);
    return head;
  }

  async #contents(id: string): Promise<unknown> {
    return parseJson(await this.#files.read(id));
  }

  async #write(run: StoredRun): Promise<void> {
    try {
      await this.#files.write(fileName(run), JSON.stringify(run));
    } catch (error) {
      this.#log.error(`The run could not be saved: ${errorText(error)}`);
      void this.#showNotKept(error);
    }
    try {
      await this.#files.trim(historyLength());
    } catch (error) {
      this.#log.warn(`Older runs could not be deleted: ${errorText(error)}`);
    }
    this.#changed.fire();
  }

  /** Who looks for the run later must not learn only then that it is not there. */
  async #showNotKept(error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const showLog = 'Show Log';
    const choice = await vscode.window.showWarningMessage(
      `The run is shown, but could not be saved: ${noticeText(reason)}`,
      showLog,
    );
    if (choice === showLog) this.#log.show();
  }
}

/** Windows may share the folder: the process makes the name its own. */
function fileName({ event }: StoredRun): string {
  return `${event.report.startedAt.replaceAll(/[^0-9TZ]/g, '')}-${process.pid}.json`;
}
