/** Finds float zeros in a set of files: what to read, what silences a finding, and what is said of each file. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../errors';
import { fileReasonOf } from '../fileReason';
import type { LintSettings, RuleCode } from '../protocol/lint';
import { loadAnalyser } from './analysers';
import type { Language } from './catalogue';
import { globTest, type GlobTest } from './files/excluded';
import { isLeftOut, walkFolder } from './files/walk';
import { HeldFiles } from './heldFiles';
import { LanguageAnalysis } from './languageAnalysis';
import { languageOf } from './languages';
import type { FileReport, FolderOverview } from './report';

export interface LinterOptions {
  /** Absolute: the folder that globs of the settings are relative to. */
  readonly root: string;
  readonly settings: LintSettings;
  /** Absolute path of a baseline file whose findings are not shown; null for none. */
  readonly baseline: string | null;
  /** Absolute path of a folder where results are kept between runs; null to keep none. */
  readonly cacheFolder: string | null;
}

export interface ScanProgress {
  readonly phase: 'reading' | 'analysing';
  readonly done: number;
  readonly total: number;
}

export interface ScanOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
}

/** Paths are absolute. What it says depends on the files that it holds and on nothing else. */
export interface Linter {
  /** Holds this text for a file, whatever the disk says, until the next update or reload; `null` takes the file away. */
  update(path: string, text: string | null): void;
  /** Holds a file as it now is on the disk; takes it away where it is gone. */
  reload(path: string): Promise<void>;
  /** What is found in one file as all files now stand. Empty for a file that is excluded or not held. */
  report(path: string): Promise<FileReport>;
  /**
   * Reads files and folders, then says what is found in each file. Files named themselves are looked at even where a walk
   * would leave them out. Texts that were set by {@link Linter.update} win over the disk.
   * @throws EngineError `bad-input` where a path is not there; the signal's reason where it is aborted
   */
  scan(paths: readonly string[], options?: ScanOptions): AsyncIterable<FileReport>;
  /** Counts of the folder with all below it, then of each folder in it that holds files with anything to count. */
  overview(folder: string): Promise<readonly FolderOverview[]>;
  /** The text that places of a file's findings are offsets into; null for a file that is not held. */
  textOf(path: string): string | null;
  /** Gives back memory that can be had again. */
  release(): void;
}

/** Makes a linter that holds no files yet. @throws EngineError `bad-input` where the baseline cannot be used */
export function createLinter(options: LinterOptions): Promise<Linter> {
  return Promise.resolve(new FileLinter(options));
}

class FileLinter implements Linter {
  private readonly options: LinterOptions;
  private readonly isExcluded: GlobTest;
  private readonly files: HeldFiles;
  private readonly analyses: Readonly<Record<Language, LanguageAnalysis>>;

  constructor(options: LinterOptions) {
    const { root, settings } = options;
    this.options = options;
    this.isExcluded = globTest(settings.exclude);
    this.files = new HeldFiles(settings);
    const analysisOf = (language: Language) =>
      new LanguageAnalysis(
        () => loadAnalyser(language, root, settings),
        (file) => this.files.sourceOf(file),
      );
    this.analyses = { python: analysisOf('python'), script: analysisOf('script') };
  }

  update(file: string, text: string | null): void {
    this.tell(file, text === null ? this.files.drop(file) : this.files.set(file, text));
  }

  async reload(file: string): Promise<void> {
    this.tell(file, await this.files.read(file, true));
  }

  async report(file: string): Promise<FileReport> {
    const language = languageOf(file);
    if (!this.options.settings.enabled || language === null) return emptyReport(file);
    if (!this.files.isNamed(file) && isLeftOut(this.options.root, file, this.isExcluded)) {
      return emptyReport(file);
    }
    await this.analyses[language].ready();
    return this.assemble(file, language);
  }

  async *scan(paths: readonly string[], options: ScanOptions = {}): AsyncIterable<FileReport> {
    if (!this.options.settings.enabled) return;
    const { signal = new AbortController().signal, onProgress } = options;
    const found = await this.find(paths, signal);
    for (const [index, file] of found.entries()) {
      signal.throwIfAborted();
      this.tell(file, await this.files.read(file, false));
      onProgress?.({ phase: 'reading', done: index + 1, total: found.length });
    }
    for (const analysis of Object.values(this.analyses)) await analysis.ready(signal);
    for (const [index, file] of found.entries()) {
      signal.throwIfAborted();
      const language = languageOf(file);
      if (language !== null) yield this.assemble(file, language);
      onProgress?.({ phase: 'analysing', done: index + 1, total: found.length });
    }
  }

  async overview(folder: string): Promise<readonly FolderOverview[]> {
    const below = this.files.paths().filter((file) => file.startsWith(`${folder}${path.sep}`));
    const reports: FileReport[] = [];
    for (const file of below) reports.push(await this.report(file));
    return [overviewOf(folder, reports)];
  }

  textOf(file: string): string | null {
    return this.files.textOf(file);
  }

  release(): void {
    for (const analysis of Object.values(this.analyses)) analysis.release();
  }

  private tell(file: string, change: 'same' | 'gone' | { hasEvidence: boolean }): void {
    const language = languageOf(file);
    if (language === null || change === 'same') return;
    if (change === 'gone') this.analyses[language].gone(file);
    else this.analyses[language].changed(file, change.hasEvidence);
  }

  private async find(paths: readonly string[], signal: AbortSignal): Promise<string[]> {
    const { root } = this.options;
    const found = new Set<string>();
    for (const named of paths) {
      const stats = await stat(named).catch((error: unknown) => {
        throw new EngineError({
          code: 'bad-input',
          message: `Cannot read ${named}: ${fileReasonOf(error)?.reason ?? String(error)}`,
          where: null,
          remedy: fileReasonOf(error)?.remedy ?? null,
        });
      });
      if (stats.isDirectory()) {
        const below = await walkFolder(named, { root, isExcluded: this.isExcluded, signal });
        for (const file of below) found.add(file);
      } else if (languageOf(named) !== null) {
        found.add(named);
        this.files.name(named);
      }
    }
    return [...found];
  }

  private assemble(file: string, language: Language): FileReport {
    const unread = this.files.unreadReason(file);
    if (unread !== null) return { ...emptyReport(file), notes: [`It is not looked at: ${unread}.`] };
    const raw = this.analyses[language].result(file);
    return {
      path: file,
      findings: raw.findings,
      suppressed: [],
      notes: raw.notes,
      ledgerSites: raw.ledgerSites,
    };
  }
}

function emptyReport(file: string): FileReport {
  return { path: file, findings: [], suppressed: [], notes: [], ledgerSites: 0 };
}

function overviewOf(folder: string, reports: readonly FileReport[]): FolderOverview {
  const findings: Partial<Record<RuleCode, number>> = {};
  let ledgerSites = 0;
  for (const report of reports) {
    ledgerSites += report.ledgerSites;
    for (const { rule } of report.findings) findings[rule] = (findings[rule] ?? 0) + 1;
  }
  return { folder, files: reports.length, ledgerSites, findings, fixedSinceBaseline: null };
}
