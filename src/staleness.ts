import * as vscode from 'vscode';
import type { RunSnapshot } from '../engine/protocol/snapshot';
import type { FileStamp, RunInputs } from '../engine/protocol/storedRun';
import type { BenchmarkRun } from './benchmarkRun';
import { readSettings, settingsSection, SettingsError } from './settings';
import { DisposableStore } from './disposableStore';

/** How the file looks now; null if it cannot be read. */
export async function fileStamp(path: string): Promise<FileStamp | null> {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return { path, modifiedMs: mtime, bytes: size };
  } catch {
    return null;
  }
}

/** Knows whether the figures that are shown still describe what is there, and why not. */
export class Staleness extends DisposableStore {
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  #watcher: vscode.Disposable | undefined;
  #watchedPath: string | undefined;
  #fileReason: string | null = null;

  readonly onDidChange = this.#changed.event;

  readonly #run: BenchmarkRun;
  readonly #productVersion: string;

  constructor(run: BenchmarkRun, productVersion: string) {
    super();
    this.#run = run;
    this.#productVersion = productVersion;
    this.registerAll(
      run.onDidReplace(() => this.#watchFile()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingsSection)) this.#changed.fire();
      }),
    );
  }

  /** Null if the figures are up to date, or if there are none. */
  get reason(): string | null {
    const shown = this.#run.shown;
    if (shown === undefined || this.#run.running) return null;
    return this.#fileReason ?? settingsReason(shown.inputs) ?? this.#versionReason(shown.snapshot);
  }

  override dispose(): void {
    this.#watcher?.dispose();
    super.dispose();
  }

  #versionReason({ versions }: RunSnapshot): string | null {
    if (versions === null || versions.product === this.#productVersion) return null;
    return `This was measured by version ${versions.product}.`;
  }

  #watchFile(): void {
    const file = this.#run.shown?.inputs.file ?? null;
    this.#fileReason = null;
    if (this.#watchedPath !== file?.path) {
      this.#watcher?.dispose();
      this.#watcher = file === null ? undefined : this.#watch(file.path);
      this.#watchedPath = file?.path;
    }
    if (file !== null) void this.#compareFile();
  }

  #watch(path: string): vscode.Disposable {
    const uri = vscode.Uri.file(path);
    const pattern = new vscode.RelativePattern(
      vscode.Uri.joinPath(uri, '..'),
      uri.path.slice(uri.path.lastIndexOf('/') + 1),
    );
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const compare = () => void this.#compareFile();
    watcher.onDidChange(compare);
    watcher.onDidCreate(compare);
    watcher.onDidDelete(compare);
    return watcher;
  }

  async #compareFile(): Promise<void> {
    const then = this.#run.shown?.inputs.file ?? null;
    if (then === null) return;
    const now = await fileStamp(then.path);
    if (this.#run.shown?.inputs.file !== then) return; // Another run is shown by now.
    const reason = fileDifference(then, now);
    if (reason === this.#fileReason) return;
    this.#fileReason = reason;
    this.#changed.fire();
  }
}

function fileDifference(then: FileStamp, now: FileStamp | null): string | null {
  if (now === null) return 'The file is no longer there.';
  if (now.modifiedMs === then.modifiedMs && now.bytes === then.bytes) return null;
  return 'The file has changed since.';
}

/** A file's run does not depend on which scenarios are set. */
function settingsReason({ settings, file }: RunInputs): string | null {
  try {
    const now = readSettings();
    const ignored = file === null ? {} : { scenarios: null };
    if (JSON.stringify({ ...now, ...ignored }) === JSON.stringify({ ...settings, ...ignored })) return null;
    return 'The settings have changed since.';
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
}
