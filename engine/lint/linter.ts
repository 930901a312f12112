/** Finds float zeros in a set of files: what to read, what to cache, and what to report on each file. */
import type { LintSettings } from '../protocol/lint';
import { loadAnalyser, type AnalyserLoader } from './analysers';
import { assembleReport, type AssembleContext } from './assemble';
import { readBaseline } from './findingsBaseline';
import { resultCache, type ResultCache } from './cache';
import type { Language } from './catalogue';
import { findFiles } from './files/find';
import { globTest, type GlobTest } from './files/glob';
import { isLeftOut } from './files/walk';
import { SourceStore, type UnreadFile } from './sourceStore';
import { LanguageAnalysis } from './languageAnalysis';
import { languageOf } from './languages';
import { overviewOf } from './overview';
import { cacheFingerprint } from './cacheFingerprint';
import type { FileReport, FolderOverview } from './fileReport';
import { levelsOf } from './settings/levels';
import { Yielder } from '../platform/yielder';

export interface LinterOptions {
  /** Absolute: the folder that globs of the settings are relative to. */
  readonly root: string;
  readonly settings: LintSettings;
  /** Absolute path of a baseline file whose findings are not shown; null for none. */
  readonly baseline: string | null;
  /** Loads the analyser of a language; without it the product's own. */
  readonly loadAnalyser?: AnalyserLoader;
  /** Absolute path of a folder where results are kept between runs; null to keep none. */
  readonly cacheFolder: string | null;
}

export interface ScanProgress {
  readonly phase: 'reading' | 'analysing';
  readonly done: number;
  readonly total: number;
}

interface ScanOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
}

/** Paths are absolute. What it says depends on the files that it holds and on nothing else. */
export interface Linter {
  /** Holds this text for a file, whatever the disk says, until the next update or reload; `null` takes the file away. */
  update(path: string, text: string | null): void;
  /** Holds a file as it now is on the disk; takes it away if it is gone. */
  reload(path: string): Promise<void>;
  /**
   * Waits for what another process finds in a file, if its analyser has one, so that {@link Linter.report} need not compute
   * it.
   * @throws the signal's reason if it is aborted
   */
  prefetch(path: string, signal?: AbortSignal): Promise<void>;
  /**
   * What is found in one file as all files now stand. Empty for a file that is excluded or not held.
   * @throws the signal's reason if it is aborted
   */
  report(path: string, signal?: AbortSignal): Promise<FileReport>;
  /**
   * Reads files and folders, then says what is found in each file. Files named themselves are checked even if a walk
   * would leave them out. Texts that were set by {@link Linter.update} win over the disk. A folder that cannot be read has
   * a report with a note.
   * @throws EngineError `bad-input` if a path is not there; the signal's reason if it is aborted
   */
  scan(paths: readonly string[], options?: ScanOptions): AsyncIterable<FileReport>;
  /** Counts of a scanned folder with all below it, then of each folder in it that holds files with anything to count. */
  overview(folder: string): Promise<readonly FolderOverview[]>;
  /**
   * The text that places of a file's findings are offsets into; null for a file that is not held, or that has changed on
   * the disk since it was analysed.
   */
  textOf(path: string): string | null;
  /** Stands for the text that edits of a file are meant for; null for a file that is not held or not checked. */
  digestOf(path: string): string | null;
  /** Gives back memory that can be had again. */
  release(): void;
}

/** Makes a linter that holds no files yet. Rejects with EngineError `bad-input` if the baseline cannot be used. */
export function createLinter(options: LinterOptions): Promise<Linter> {
  return Promise.resolve(options).then((given) => new FileLinter(given));
}

const languages = ['python', 'script'] as const satisfies readonly Language[];
/** Files that are read at the same time: more would take descriptors and save no time. */
const readAtOnce = 8;
/** Analyses of a file that changes meanwhile. */
const mostAttempts = 3;

class FileLinter implements Linter {
  readonly #options: LinterOptions;
  readonly #isExcluded: GlobTest;
  readonly #files: SourceStore;
  readonly #cache: ResultCache | null;
  readonly #analyses: Readonly<Record<Language, LanguageAnalysis>>;
  readonly #context: AssembleContext;

  constructor(options: LinterOptions) {
    const { root, settings, baseline, cacheFolder, loadAnalyser: load = loadAnalyser } = options;
    this.#options = options;
    this.#isExcluded = globTest(settings.exclude);
    const files = new SourceStore(settings);
    this.#files = files;
    this.#cache = cacheFolder === null ? null : resultCache(cacheFolder);
    const analysisOf = (language: Language) =>
      new LanguageAnalysis(language, files, () => load(language, root, settings));
    this.#analyses = { python: analysisOf('python'), script: analysisOf('script') };
    this.#context = {
      settings,
      levels: levelsOf(settings, root),
      baseline: baseline === null ? null : readBaseline(baseline),
      notebookOf: (file) => files.notebookOf(file),
      textOf: (file) => files.textOf(file),
    };
  }

  update(file: string, text: string | null): void {
    const isGone = text === null || this.#isLeftOut(file);
    this.#applyChange(file, isGone ? this.#files.drop(file) : this.#files.set(file, text));
  }

  async reload(file: string): Promise<void> {
    this.#applyChange(
      file,
      this.#isLeftOut(file) ? this.#files.drop(file) : await this.#files.read(file, true),
    );
  }

  async prefetch(file: string, signal?: AbortSignal): Promise<void> {
    const language = this.#languageToCheck(file);
    if (language !== null) await this.#analyses[language].prefetch(file, signal);
  }

  async report(file: string, signal?: AbortSignal): Promise<FileReport> {
    const language = this.#languageToCheck(file);
    return language === null ? emptyReport(file) : this.#checked(file, language, signal);
  }

  async *scan(paths: readonly string[], options: ScanOptions = {}): AsyncIterable<FileReport> {
    if (!this.#options.settings.enabled) return;
    const { signal = new AbortController().signal, onProgress } = options;
    // By place and note: a walk of each path meets the files above it again.
    const unread = new Map<string, FileReport>();
    const add = (report: FileReport) => unread.set(`${report.path}\0${report.notes.join('\0')}`, report);
    const { files, named, context } = await findFiles(paths, {
      root: this.#options.root,
      isExcluded: this.#isExcluded,
      signal,
      onUnread: (entry, why) => add(unreadReport(entry, why)),
      onNote: (place, note) => add({ ...emptyReport(place), unread: 'foreign', notes: [note] }),
    });
    for (const file of named) this.#files.name(file);
    await this.#read([...context, ...files], signal, onProgress);
    this.#dropGone(paths, [...context, ...files]);
    // Whoever takes the first report relies on all files being read by then.
    yield* unread.values();
    for (const language of languages) await this.#prepare(language, files, signal);
    const yielder = new Yielder(signal);
    const wanted = files.filter((file) => this.#files.has(file));
    for (const [index, file] of wanted.entries()) {
      await yielder.next();
      const language = languageOf(file);
      if (language === null) continue;
      yield await this.#checked(file, language, signal);
      onProgress?.({ phase: 'analysing', done: index + 1, total: wanted.length });
    }
    for (const language of languages) await this.#remember(language, files);
  }

  async overview(folder: string): Promise<readonly FolderOverview[]> {
    const reports: FileReport[] = [];
    for (const file of this.#files.below(folder)) reports.push(await this.report(file));
    return overviewOf(folder, reports, this.#context.baseline);
  }

  textOf(file: string): string | null {
    return this.#files.textOf(file);
  }

  digestOf(file: string): string | null {
    return this.#files.digestOf(file);
  }

  release(): void {
    for (const language of languages) this.#analyses[language].release();
  }

  /** Null for a file that is not checked. */
  #languageToCheck(file: string): Language | null {
    return this.#options.settings.enabled && !this.#isLeftOut(file) ? languageOf(file) : null;
  }

  /** What a walk would leave out is no part of the workspace, also if the editor has it open. */
  #isLeftOut(file: string): boolean {
    return !this.#files.isNamed(file) && isLeftOut(this.#options.root, file, this.#isExcluded);
  }

  #applyChange(file: string, isChanged: boolean): void {
    const language = languageOf(file);
    if (language !== null && isChanged) this.#analyses[language].changed(file);
  }

  async #read(
    files: readonly string[],
    signal: AbortSignal,
    onProgress: ScanOptions['onProgress'],
  ): Promise<void> {
    for (let done = 0; done < files.length; done += readAtOnce) {
      signal.throwIfAborted();
      const batch = files.slice(done, done + readAtOnce);
      const changes = await Promise.all(batch.map((file) => this.#files.read(file, false)));
      for (const [index, change] of changes.entries()) this.#applyChange(batch[index] ?? '', change);
      // What failed beside others may be readable by itself, e.g. once they are closed.
      for (const file of batch.filter((each) => this.#files.unreadReason(each)?.cause === 'failed'))
        this.#applyChange(file, await this.#files.read(file, false));
      onProgress?.({ phase: 'reading', done: done + batch.length, total: files.length });
    }
  }

  /** Files of an earlier scan that the folders do not hold any more. */
  #dropGone(folders: readonly string[], found: readonly string[]): void {
    const present = new Set(found);
    const gone = folders
      .flatMap((folder) => this.#files.below(folder))
      .filter((file) => !present.has(file) && !this.#files.isEdited(file));
    for (const file of gone) this.update(file, null);
  }

  async #prepare(language: Language, files: readonly string[], signal: AbortSignal): Promise<void> {
    const analysis = this.#analyses[language];
    const key = this.#keyOf(language, files);
    const cached = key === null ? null : await this.#cache?.read(key);
    if (cached !== null && cached !== undefined) analysis.useCached(cached);
    await analysis.prepare(ofLanguage(files, language), signal);
  }

  async #remember(language: Language, files: readonly string[]): Promise<void> {
    const key = this.#keyOf(language, files);
    if (key === null || this.#analyses[language].isCached || !this.#analyses[language].isCurrent) return;
    const results = ofLanguage(files, language).map(
      (file) => [file, this.#analyses[language].result(file)] as const,
    );
    await this.#cache?.write(key, new Map(results));
  }

  /**
   * Null if nothing is kept: a script's findings depend on the types of installed packages, too, so that no digest
   * of the files that are held can stand for them.
   */
  #keyOf(language: Language, files: readonly string[]): string | null {
    if (this.#cache === null || language === 'script' || !this.#analyses[language].isNeeded) return null;
    const held = ofLanguage(this.#files.paths(), language).map(
      (file) => [file, this.#files.digestOf(file)] as const,
    );
    return cacheFingerprint({ settings: this.#options.settings, held, wanted: ofLanguage(files, language) });
  }

  /** What is found in a file as it now is: one that changed on the disk after it was analysed is analysed again. */
  async #checked(file: string, language: Language, signal?: AbortSignal): Promise<FileReport> {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      // Files may have changed while others were reported on, and may change during this analysis.
      await this.#analyses[language].prepareFile(file, signal);
      const report = this.#assemble(file, language);
      if (report !== null) return report;
      this.#applyChange(file, await this.#files.read(file, false));
    }
    return unreadReport(file, { reason: 'it changes faster than it is analysed', cause: 'failed' });
  }

  /** Null if the file has changed since it was analysed. */
  #assemble(file: string, language: Language): FileReport | null {
    if (!this.#files.has(file)) return emptyReport(file);
    const unread = this.#files.unreadReason(file);
    if (unread !== null) return unreadReport(file, unread);
    const analysis = this.#analyses[language];
    const raw = analysis.result(file);
    return assembleReport({ path: file, language, raw, isAnalysed: analysis.isNeeded }, this.#context);
  }
}

function ofLanguage(files: readonly string[], language: Language): string[] {
  return files.filter((file) => languageOf(file) === language);
}

function unreadReport(path: string, { reason, cause }: UnreadFile): FileReport {
  return { ...emptyReport(path), unread: cause, notes: [`Not checked: ${reason}.`] };
}

function emptyReport(file: string): FileReport {
  return { path: file, findings: [], suppressed: [], notes: [], ledgerSites: 0 };
}
