import path from 'node:path';
import ts from 'typescript-5.9';
import type { Finding } from '../finding';
import { findingsIn, ledgerSitesIn } from './checkFile';
import { projectOptions } from './compilerOptions';
import { DecimalTypes } from './decimalTypes';
import type { HeldFiles } from './heldFiles';
import { MemoryLimitError, watchMemory } from './memoryLimit';
import { ModuleResolver } from './moduleResolution';
import { SourceFiles } from './sourceFiles';
import { libraryFolder, isVirtual, virtualText } from './virtualFiles';

export interface ScriptProjectOptions {
  /** The tsconfig.json or jsconfig.json; null where the project has none. */
  readonly configPath: string | null;
  /** Where a project without a configuration begins. */
  readonly folder: string;
  readonly decimalTypes: readonly string[];
  readonly maxProgramMemoryMb: number;
  readonly files: HeldFiles;
}

/** The TypeScript program of one project, built when it is first asked and kept up as files change. */
export interface ScriptProject {
  /** @param roots the project's held files, in a fixed order */
  findings(fileName: string, roots: readonly string[]): readonly Finding[];
  ledgerSites(fileName: string, roots: readonly string[]): number;
  /** What of this file, or of its project, was not looked at, and why. */
  notes(fileName: string): readonly string[];
  release(): void;
}

interface State {
  readonly version: number;
  readonly program: ts.Program;
  readonly types: DecimalTypes;
  readonly findings: Map<string, readonly Finding[]>;
}

export function createScriptProject(options: ScriptProjectOptions): ScriptProject {
  return new Project(options);
}

class Project implements ScriptProject {
  readonly #given: ScriptProjectOptions;
  readonly #sources = new SourceFiles();
  readonly #failed = new Map<string, string>();
  #state: State | null = null;
  #resolver: { readonly pathsVersion: number; readonly resolver: ModuleResolver } | null = null;
  #options: { readonly options: ts.CompilerOptions; readonly isStrict: boolean } | null = null;
  #givenUp: string | null = null;

  constructor(given: ScriptProjectOptions) {
    this.#given = given;
  }

  findings(fileName: string, roots: readonly string[]): readonly Finding[] {
    const state = this.#current(roots);
    if (state === null) return [];
    const known = state.findings.get(fileName);
    if (known !== undefined) return known;
    const found = this.#inFile(fileName, state, [], (file) =>
      findingsIn(file, { types: state.types, isStrict: this.#options?.isStrict ?? false }),
    );
    state.findings.set(fileName, found);
    return found;
  }

  ledgerSites(fileName: string, roots: readonly string[]): number {
    const state = this.#current(roots);
    if (state === null) return 0;
    return this.#inFile(fileName, state, 0, (file) => ledgerSitesIn(file, state.types));
  }

  notes(fileName: string): readonly string[] {
    if (this.#givenUp !== null) return [this.#givenUp];
    const note = this.#failed.get(fileName) ?? this.#sources.note(fileName);
    return note === undefined ? [] : [note];
  }

  release(): void {
    this.#state = null;
    this.#resolver = null;
    this.#options = null;
    this.#sources.clear();
  }

  /** A file that the compiler fails at has no findings, and a note. */
  #inFile<T>(fileName: string, state: State, nothing: T, find: (file: ts.SourceFile) => T): T {
    const file = state.program.getSourceFile(fileName);
    if (file === undefined) return nothing;
    try {
      const found = find(file);
      this.#failed.delete(fileName);
      return found;
    } catch (error) {
      this.#failed.set(fileName, `Not looked at: ${error instanceof Error ? error.message : String(error)}`);
      return nothing;
    }
  }

  #current(roots: readonly string[]): State | null {
    if (this.#givenUp !== null) return null;
    const { version } = this.#given.files;
    if (this.#state?.version !== version) {
      try {
        const program = this.#build(roots);
        const types = new DecimalTypes(program.getTypeChecker(), this.#given.decimalTypes);
        this.#state = { version, program, types, findings: new Map() };
      } catch (error) {
        if (!(error instanceof MemoryLimitError)) throw error;
        this.release();
        this.#givenUp = `Not looked at: the TypeScript program of ${this.#name()} needs more than ${this.#given.maxProgramMemoryMb} MB (setting maxProgramMemoryMb).`;
      }
    }
    return this.#state;
  }

  #name(): string {
    return path.basename(path.dirname(this.#given.configPath ?? path.join(this.#given.folder, 'x')));
  }

  #build(roots: readonly string[]): ts.Program {
    const { files, configPath, folder, maxProgramMemoryMb } = this.#given;
    const { options } = (this.#options ??= projectOptions(configPath, files));
    const checkMemory = watchMemory(maxProgramMemoryMb);
    const host: ts.CompilerHost = {
      fileExists: (fileName) => isVirtual(fileName) || files.fileExists(fileName),
      readFile: (fileName) => virtualText(fileName) ?? files.read(fileName),
      directoryExists: (name) => files.folderExists(name),
      getDirectories: () => [],
      getSourceFile: (fileName, languageVersion) => {
        checkMemory();
        const text = virtualText(fileName) ?? files.read(fileName);
        return text === undefined ? undefined : this.#sources.get(fileName, text, languageVersion);
      },
      getDefaultLibFileName: () => `${libraryFolder}/lib.esnext.d.ts`,
      getDefaultLibLocation: () => libraryFolder,
      getCurrentDirectory: () => folder,
      getCanonicalFileName: (fileName) => fileName,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
      resolveModuleNameLiterals: (literals, containingFile) =>
        this.#currentResolver(options, host).resolve(literals, containingFile),
    };
    const before = this.#state?.program;
    return ts.createProgram({
      rootNames: roots,
      options,
      host,
      ...(before !== undefined && { oldProgram: before }),
    });
  }

  #currentResolver(options: ts.CompilerOptions, host: ts.ModuleResolutionHost): ModuleResolver {
    const { files, folder } = this.#given;
    if (this.#resolver?.pathsVersion !== files.pathsVersion) {
      const resolver = new ModuleResolver(folder, options, files, host);
      this.#resolver = { pathsVersion: files.pathsVersion, resolver };
    }
    return this.#resolver.resolver;
  }
}
