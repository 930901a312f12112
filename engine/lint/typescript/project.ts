import path from 'node:path';
import ts from 'typescript-5.9';
import { Budget, BudgetSpent } from '../../platform/budget';
import { CpuLimit } from '../../platform/cpuLimit';
import type { Finding } from '../finding';
import { countSitesInSteps, findInSteps } from './checkFile';
import { countCheckerSteps } from './checkerSteps';
import { projectOptions } from './compilerOptions';
import { DecimalTypes } from './decimalTypes';
import { isVirtual, libraryFolder } from './declarations';
import type { CompilerFiles } from './compilerFiles';
import { ImportGraph } from './importGraph';
import { LibraryFiles } from './libraryFiles';
import { MemoryLimitError, MemoryMonitor } from './memoryLimit';
import { ModuleResolver } from './moduleResolution';
import { SourceFiles } from './sourceFiles';
import { virtualText } from './virtualFiles';
import { unanalysedNote } from '../fileReport';

interface ScriptProjectOptions {
  /** The tsconfig.json or jsconfig.json; null if the project has none. */
  readonly configPath: string | null;
  /** Where a project without a configuration begins. */
  readonly folder: string;
  readonly decimalTypes: readonly string[];
  readonly maxProgramMemoryMb: number;
  readonly files: CompilerFiles;
}

/** The TypeScript program of one project, built when it is first asked and kept up as files change. */
export interface ScriptProject {
  /** @param roots the project's held files, in a fixed order */
  findings(fileName: string, roots: readonly string[]): readonly Finding[];
  ledgerSites(fileName: string, roots: readonly string[]): number;
  /** Does what both would do at once, in steps between which other work may run. Ends early if a file changes. */
  prepare(fileName: string, roots: readonly string[]): Iterable<undefined>;
  /** The parts of this file or its project that were not checked, with the reason. */
  notes(fileName: string): readonly string[];
  release(): void;
}

/** What stays the same while only texts change. */
interface Setup {
  readonly stamp: string;
  readonly pathsVersion: number;
  readonly options: ts.CompilerOptions;
  readonly isStrict: boolean;
  readonly resolver: ModuleResolver;
  readonly graph: ImportGraph;
}

interface State {
  readonly version: number;
  readonly setup: Setup;
  readonly program: ts.Program;
  /** The files that decimals reach. */
  readonly roots: ReadonlySet<string>;
  readonly isStrict: boolean;
  readonly types: DecimalTypes;
  readonly memory: MemoryMonitor;
  readonly findings: Map<string, readonly Finding[]>;
  readonly sites: Map<string, number>;
}

/** Work that ends with a result, and between whose steps other work may run. */
type Steps<T> = Generator<undefined, T, undefined>;

/** Types, symbols and signatures that the checker may make for one file: a count, so that results do not depend on the machine. */
const stepsForFile = 250_000;

/**
 * Seconds of processor time for one file. The checker's steps are counted, but its control flow analysis costs time that
 * nothing can count, and grows with the square of the statements that follow each other. The limit is several times what
 * the longest files of real projects take, so that a slow machine reports the same on them.
 */
const maxSeconds = 5;

countCheckerSteps();

export function createScriptProject(options: ScriptProjectOptions): ScriptProject {
  return new Project(options);
}

class Project implements ScriptProject {
  readonly #given: ScriptProjectOptions;
  readonly #sources = new SourceFiles();
  readonly #libraries = new LibraryFiles();
  readonly #failed = new Map<string, string>();
  /** The version of the texts at which the compiler failed at a file: it is not tried again before they change. */
  readonly #failedAt = new Map<string, number>();
  /** Whether the checker was stopped halfway through: it is in no state to be used again. */
  #isStopped = false;
  #state: State | null = null;
  #setup: Setup | null = null;
  #givenUp: string | null = null;
  /** Why files on the disk that the program asked for were not read, by file. */
  readonly #refused = new Map<string, string>();
  /** The file whose notes are also those of the project. */
  #firstFile: string | undefined;

  constructor(given: ScriptProjectOptions) {
    this.#given = given;
  }

  findings(fileName: string, roots: readonly string[]): readonly Finding[] {
    return this.#watched(resultOf(this.#find(fileName, roots)));
  }

  ledgerSites(fileName: string, roots: readonly string[]): number {
    return this.#watched(resultOf(this.#countSites(fileName, roots)));
  }

  *prepare(fileName: string, roots: readonly string[]): Generator<undefined, void, undefined> {
    for (const steps of [this.#find(fileName, roots), this.#countSites(fileName, roots)]) {
      while (steps.next().done !== true) {
        const state = this.#state;
        yield;
        if (this.#state !== state || state?.version !== this.#given.files.version) return;
      }
    }
  }

  *#find(fileName: string, roots: readonly string[]): Steps<readonly Finding[]> {
    const state = this.#current(roots);
    if (state === null) return [];
    const found =
      state.findings.get(fileName) ??
      (yield* this.#inFile(fileName, state, [], (file) =>
        findInSteps(file, { types: state.types, isStrict: state.isStrict }),
      ));
    state.findings.set(fileName, found);
    return found;
  }

  *#countSites(fileName: string, roots: readonly string[]): Steps<number> {
    const state = this.#current(roots);
    if (state === null) return 0;
    const count =
      state.sites.get(fileName) ??
      (yield* this.#inFile(fileName, state, 0, (file) => countSitesInSteps(file, state.types)));
    state.sites.set(fileName, count);
    return count;
  }

  /** Types that were asked for stay with the compiler until its program goes. */
  #watched<T>(result: T): T {
    if (this.#state?.memory.isExceeded() === true) this.#state = null;
    return result;
  }

  notes(fileName: string): readonly string[] {
    if (this.#givenUp !== null) return [this.#givenUp];
    const note = this.#failed.get(fileName) ?? this.#sources.note(fileName);
    const refused = fileName === this.#firstFile ? [...this.#refused] : [];
    return [
      ...(note === undefined ? [] : [note]),
      ...refused.map(([file, reason]) => `${file} is not used: ${reason}.`),
    ];
  }

  release(): void {
    this.#state = null;
    this.#setup = null;
    this.#sources.clear();
    this.#libraries.release();
  }

  /** A file that the compiler fails at has no findings, and a note. */
  *#inFile<T>(fileName: string, state: State, nothing: T, find: (file: ts.SourceFile) => Steps<T>): Steps<T> {
    const file = state.roots.has(fileName) ? state.program.getSourceFile(fileName) : undefined;
    if (file === undefined) return nothing;
    if (this.#failedAt.get(fileName) === state.version) return nothing;
    try {
      const found = yield* withinLimits(find(file));
      this.#failed.delete(fileName);
      return found;
    } catch (error) {
      this.#isStopped = true;
      this.#failedAt.set(fileName, state.version);
      this.#failed.set(fileName, unanalysedNote(failureOf(error)));
      return nothing;
    }
  }

  #current(roots: readonly string[]): State | null {
    if (this.#givenUp !== null) return null;
    const { version } = this.#given.files;
    if (this.#state?.version !== version || this.#isStopped) {
      try {
        this.#state = this.#build(roots);
        this.#isStopped = false;
      } catch (error) {
        const reason = this.#reasonToGiveUp(error);
        this.release();
        this.#givenUp = unanalysedNote(`the TypeScript program of ${this.#name()} ${reason}`);
      }
    }
    return this.#state;
  }

  /** @throws the error if it is no limit that was reached */
  #reasonToGiveUp(error: unknown): string {
    if (error instanceof MemoryLimitError)
      return `needs more than ${this.#given.maxProgramMemoryMb} MB (setting maxProgramMemoryMb).`;
    // The compiler reads package.json files with a parser that is recursive.
    if (error instanceof RangeError)
      return 'cannot be built: a file that it reads, such as a package.json, is nested too deeply.';
    throw error;
  }

  #name(): string {
    return path.basename(path.dirname(this.#given.configPath ?? path.join(this.#given.folder, 'x')));
  }

  #build(roots: readonly string[]): State {
    const { files, folder, configPath, decimalTypes, maxProgramMemoryMb } = this.#given;
    // What an earlier program takes counts as well: it is given back only when the new one stands.
    const memory = this.#state?.memory ?? new MemoryMonitor(maxProgramMemoryMb);
    const stamp = [configPath, ...installationMarks(folder)]
      .map((fileName) => (fileName === null ? '' : files.stamp(fileName)))
      .join();
    if (this.#setup?.stamp !== stamp || this.#setup.pathsVersion !== files.pathsVersion)
      this.#setup = this.#setUp(stamp);
    const { options, isStrict, graph } = this.#setup;
    const before = this.#state;
    this.#firstFile = roots[0];
    const program = ts.createProgram({
      rootNames: graph.reached(roots),
      options,
      host: this.#host(this.#setup, memory, before?.setup === this.#setup),
      ...(before !== null && { oldProgram: before.program }),
    });
    for (const [file, reason] of files.takeRefused()) this.#refused.set(file, reason);
    const types = new DecimalTypes(program.getTypeChecker(), decimalTypes);
    return {
      version: files.version,
      setup: this.#setup,
      program,
      roots: new Set(program.getRootFileNames()),
      types,
      isStrict,
      memory,
      findings: new Map(),
      sites: new Map(),
    };
  }

  #setUp(stamp: string): Setup {
    const { files, configPath, folder, decimalTypes } = this.#given;
    this.#refused.clear();
    const { options, isStrict } = projectOptions(configPath, files);
    const resolver = new ModuleResolver(folder, options, files);
    const graph = new ImportGraph({
      files,
      decimalTypes,
      resolve: (specifier, fileName) => resolver.fileOf(specifier, fileName),
    });
    return { stamp, pathsVersion: files.pathsVersion, options, isStrict, resolver, graph };
  }

  #host({ resolver }: Setup, memory: MemoryMonitor, isSame: boolean): ts.CompilerHost {
    const { files, folder } = this.#given;
    return {
      fileExists: (fileName) => isVirtual(fileName) || files.fileExists(fileName),
      readFile: (fileName) => virtualText(fileName) ?? files.read(fileName),
      directoryExists: (name) => files.folderExists(name),
      getDirectories: () => [],
      getSourceFile: (fileName, languageVersion) => {
        const kept = isSame && isLasting(fileName, files) ? this.#sources.kept(fileName) : undefined;
        if (kept !== undefined) return kept;
        if (memory.isExceeded()) throw new MemoryLimitError();
        const library = this.#libraries.get(fileName, languageVersion);
        if (library !== undefined) return library;
        const text = files.read(fileName);
        return text === undefined ? undefined : this.#sources.get(fileName, text, languageVersion);
      },
      getDefaultLibFileName: () => `${libraryFolder}/lib.esnext.d.ts`,
      getDefaultLibLocation: () => libraryFolder,
      getCurrentDirectory: () => folder,
      getCanonicalFileName: (fileName) => fileName,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
      jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo,
      resolveModuleNameLiterals: (literals, containingFile) => resolver.resolve(literals, containingFile),
      getModuleResolutionCache: () => resolver.cache,
      // What an import led to before may not be there any more.
      hasInvalidatedResolutions: () => !isSame,
    };
  }
}

function resultOf<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** @throws BudgetSpent */
function* withinLimits<T>(steps: Steps<T>): Steps<T> {
  const budget = new Budget(stepsForFile);
  const limit = new CpuLimit(maxSeconds);
  for (;;) {
    const step = limit.run(() => budget.run(() => steps.next()));
    if (step.done === true) return step.value;
    yield;
  }
}

function failureOf(error: unknown): string {
  if (error instanceof BudgetSpent)
    return 'computing its types takes too many steps. Split the file, or simplify its types.';
  if (error instanceof RangeError) return 'the compiler exhausts its stack on it.';
  return error instanceof Error ? error.message : String(error);
}

/** What changes when packages are installed: what imports lead to, and what is read there, may then be different. */
function installationMarks(folder: string): string[] {
  const marks: string[] = [];
  for (let each = folder; ; each = path.posix.dirname(each)) {
    const packages = path.posix.join(each, 'node_modules');
    marks.push(packages, `${packages}/.package-lock.json`, `${packages}/.modules.yaml`);
    marks.push(`${packages}/.yarn-integrity`, `${packages}/.yarn-state.yml`);
    if (each === path.posix.dirname(each)) return marks;
  }
}

/** Whether a file stays as it is while packages do: a project has thousands of these, too many to read at each change. */
function isLasting(fileName: string, files: CompilerFiles): boolean {
  return fileName.includes('/node_modules/') && files.held(fileName) === undefined;
}
