/** One folder of the workspace: its linter, made when it is first needed. */
import { defaultCacheFolder } from '../lint/cache';
import { createLinter, type Linter, type ScanProgress } from '../lint/linter';
import type { FileEdits } from '../lint/finding';
import type { FileReport, FolderOverview } from '../lint/fileReport';
import { isInside } from '../platform/isInside';
import { analysersWith } from './editorProgram/editorAnalyser';
import type { EditorProgram } from './editorProgram/editorProgram';
import { fixAllEdits } from './fixAllEdits';
import type { FolderSettings } from './settings';

export interface FolderDependencies {
  /** Absolute. */
  readonly root: string;
  /** Whether all of it is read, so that one file's types count in another; not so for the folder of a single file. */
  readonly isWorkspace: boolean;
  readonly settings: () => Promise<FolderSettings>;
  /** The texts that the editor holds of files in this folder. */
  readonly openTexts: () => Iterable<readonly [file: string, text: string]>;
  /** Called when the reading of the folder begins and ends. */
  readonly onIndexing: (isIndexing: boolean) => void;
  readonly log: (text: string) => void;
  /** The editor's own TypeScript program, if it has one that can be asked. */
  readonly editorProgram: () => EditorProgram | null;
}

export class LintedFolder {
  readonly #dependencies: FolderDependencies;
  readonly #abort = new AbortController();
  #starting: Promise<Linter> | undefined;
  #linter: Linter | undefined;
  #scans: Promise<unknown> = Promise.resolve();
  #reports: Promise<unknown> = Promise.resolve();

  constructor(dependencies: FolderDependencies) {
    this.#dependencies = dependencies;
  }

  get root(): string {
    return this.#dependencies.root;
  }

  contains(file: string): boolean {
    return isInside(file, this.root);
  }

  settings(): Promise<FolderSettings> {
    return this.#dependencies.settings();
  }

  /** The text of a file as its findings are meant; null for one that is not held. */
  textOf(file: string): string | null {
    return this.#linter?.textOf(file) ?? null;
  }

  /** Takes what the editor holds of a file. Before the first question that is not needed: the start takes it all. */
  update(file: string, text: string): void {
    this.#linter?.update(file, text);
  }

  /** Takes a file as it is on the disk. */
  async reload(file: string): Promise<void> {
    await this.#linter?.reload(file);
  }

  /**
   * What is found in a file once the folder was read. An analysis that fails is a note, not an error.
   * @param signal - aborted when the answer is not waited for any more; then there are no findings
   */
  async report(file: string, signal?: AbortSignal): Promise<FileReport> {
    const linter = await this.#ready();
    try {
      // Other files' reports do not wait for another process, unless a file changes before it is this one's turn.
      await linter.prefetch(file, signal);
      return await this.#serially(async () => {
        await linter.prefetch(file, signal);
        return linter.report(file, signal);
      });
    } catch (error) {
      if (signal?.aborted === true) return emptyReport(file);
      this.#dependencies.log(`${file} could not be analysed: ${errorText(error)}`);
      return { ...emptyReport(file), notes: ['It could not be analysed; the log has more.'] };
    }
  }

  /** All fixes of a file that cannot change a value; null if a text was changed meanwhile, so that they do not fit. */
  async fixAll(file: string): Promise<readonly FileEdits[] | null> {
    const linter = await this.#ready();
    await linter.prefetch(file);
    const before = linter.textOf(file);
    const files = await this.#serially(() => fixAllEdits(linter, file, (changed) => this.#restore(changed)));
    return before === linter.textOf(file) ? files : null;
  }

  /**
   * Checks every file of the folder, one scan after the other.
   * @throws the signal's reason if it is aborted
   */
  async *scan(signal: AbortSignal, onProgress: (progress: ScanProgress) => void): AsyncIterable<FileReport> {
    const linter = await this.#ready();
    const before = this.#scans;
    let done = (): void => undefined;
    this.#scans = new Promise<void>((resolve) => {
      done = resolve;
    });
    try {
      await before;
      const either = AbortSignal.any([signal, this.#abort.signal]);
      yield* linter.scan([this.root], { signal: either, onProgress });
    } finally {
      done();
    }
  }

  async overview(): Promise<readonly FolderOverview[]> {
    return (await this.#ready()).overview(this.root);
  }

  release(): void {
    this.#linter?.release();
  }

  /** Ends what is going on. The folder is not used afterwards. */
  dispose(): void {
    this.#abort.abort(new Error('the folder is gone'));
    this.#linter?.release();
  }

  /** Holds what the editor has of files, else what is on the disk. */
  async #restore(files: readonly string[]): Promise<void> {
    const open = new Map(this.#dependencies.openTexts());
    for (const file of files) {
      const text = open.get(file);
      if (text === undefined) await this.#linter?.reload(file);
      else this.#linter?.update(file, text);
    }
  }

  /** Reports are made one after the other: while fixes are tried, the linter holds other texts. */
  #serially<T>(answer: () => Promise<T>): Promise<T> {
    const answered = this.#reports.then(answer);
    this.#reports = answered.catch(() => undefined);
    return answered;
  }

  #ready(): Promise<Linter> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<Linter> {
    const { root, isWorkspace } = this.#dependencies;
    const { lint, baseline, useEditorProgram } = await this.#dependencies.settings();
    const editorProgram = useEditorProgram ? this.#dependencies.editorProgram() : null;
    const cacheFolder = isWorkspace ? defaultCacheFolder() : null;
    const linter = await createLinter({
      root,
      settings: lint,
      baseline,
      cacheFolder,
      ...(editorProgram !== null && { loadAnalyser: analysersWith(editorProgram) }),
    });
    for (const [file, text] of this.#dependencies.openTexts()) linter.update(file, text);
    this.#linter = linter;
    if (isWorkspace && lint.enabled) await this.#index(linter);
    return linter;
  }

  /** Reads every file once. The scan's first report comes when all are read, and that is enough. */
  async #index(linter: Linter): Promise<void> {
    this.#dependencies.onIndexing(true);
    try {
      const scan = linter.scan([this.root], { signal: this.#abort.signal })[Symbol.asyncIterator]();
      await scan.next();
      await scan.return?.();
    } catch (error) {
      if (!this.#abort.signal.aborted)
        this.#dependencies.log(`${this.root} could not be read: ${errorText(error)}`);
    } finally {
      this.#dependencies.onIndexing(false);
    }
  }
}

function emptyReport(file: string): FileReport {
  return { path: file, findings: [], suppressed: [], notes: [], ledgerSites: 0 };
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? error.message;
}
