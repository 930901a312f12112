import { posix } from 'node:path';
import type { Analyser } from '../analyser';
import type { Finding } from '../finding';
import { textFactsOf, type TextFacts } from './textFacts';
import { CompilerFiles } from './compilerFiles';
import { loadScriptProject } from './loadScriptProject';
import { DecimalDependencies } from './decimalDependencies';
import type { ScriptProject } from './project';
import { ProjectFolders, type ProjectPlace } from './projectFolders';

export interface ScriptAnalyserOptions {
  /** Names of classes that are decimals, whatever their methods. */
  readonly decimalTypes: readonly string[];
  /** Megabytes that one project's TypeScript program may take. */
  readonly maxProgramMemoryMb: number;
  /** The workspace's folder: configurations are looked for up to it. */
  readonly root: string;
}

/** Its notes are known once the findings were computed. */
export interface ScriptAnalyser extends Required<Omit<Analyser, 'prepare' | 'prefetch'>> {
  /** The text that it holds for a file; null if there is none. */
  text(path: string): string | null;
  /** Whether the file's project has decimals; without them nothing is found. Costs no analysis. */
  hasDecimals(path: string): boolean;
}

/** Programs that are kept: a scan goes folder by folder, and an editor has few projects open. */
const maxPrograms = 2;

/**
 * Finds float zeros in TypeScript and JavaScript. A project without decimals costs a look at its texts; the compiler is
 * loaded, and a program built, when findings are first asked for in a project that has some.
 */
export function createScriptAnalyser(options: ScriptAnalyserOptions): ScriptAnalyser {
  return new Scripts(options);
}

interface Known {
  readonly place: ProjectPlace;
  readonly project: ScriptProject;
}

class Scripts implements ScriptAnalyser {
  readonly #options: ScriptAnalyserOptions;
  readonly #files = new CompilerFiles();
  readonly #folders: ProjectFolders;
  readonly #dependencies: DecimalDependencies;
  readonly #textFacts = new Map<string, TextFacts>();
  /** The most recently used last. */
  readonly #projects = new Map<string, Known>();
  #layout: { readonly version: number; readonly members: Map<string, Member> } | null = null;

  constructor(options: ScriptAnalyserOptions) {
    this.#options = options;
    const root = slashed(options.root);
    this.#folders = new ProjectFolders(root, this.#files);
    this.#dependencies = new DecimalDependencies(root, this.#files);
  }

  update(path: string, text: string | null): void {
    const fileName = slashed(path);
    if (text === null) this.#textFacts.delete(fileName);
    else this.#textFacts.set(fileName, textFactsOf(text, this.#options.decimalTypes));
    this.#files.update(fileName, text);
  }

  text(path: string): string | null {
    return this.#files.held(slashed(path)) ?? null;
  }

  findings(path: string): readonly Finding[] {
    const member = this.#memberOf(path);
    return member === null ? [] : this.#projectAt(member.place).findings(slashed(path), member.roots);
  }

  ledgerSites(path: string): number {
    const member = this.#memberOf(path);
    return member === null ? 0 : this.#projectAt(member.place).ledgerSites(slashed(path), member.roots);
  }

  *prepareFile(path: string): Generator<undefined, void, undefined> {
    const member = this.#memberOf(path);
    if (member !== null) yield* this.#projectAt(member.place).prepare(slashed(path), member.roots);
  }

  hasDecimals(path: string): boolean {
    return this.#memberOf(path) !== null;
  }

  notes(path: string): readonly string[] {
    const member = this.#memberOf(path);
    const known = member === null ? undefined : this.#projects.get(keyOf(member.place));
    return known?.project.notes(slashed(path)) ?? [];
  }

  release(): void {
    for (const { project } of this.#projects.values()) project.release();
    this.#folders.clear();
    this.#dependencies.clear();
    this.#layout = null;
  }

  /** The project of a held file; null if it has no decimals. */
  #memberOf(path: string): Member | null {
    const fileName = slashed(path);
    if (this.#files.held(fileName) === undefined) return null;
    const member = this.#members().get(keyOf(this.#folders.of(fileName)));
    return member?.hasDecimals === true ? member : null;
  }

  #members(): Map<string, Member> {
    if (this.#layout?.version !== this.#files.version)
      this.#layout = { version: this.#files.version, members: this.#lookAtProjects() };
    return this.#layout.members;
  }

  #lookAtProjects(): Map<string, Member> {
    const members = new Map<string, Member & { roots: string[] }>();
    for (const fileName of [...this.#files.paths()].sort()) {
      const place = this.#folders.of(fileName);
      const key = keyOf(place);
      const member = members.get(key) ?? { place, roots: [], hasDecimals: false };
      member.roots.push(fileName);
      member.hasDecimals ||= this.#textFacts.get(fileName)?.hasDecimals === true;
      members.set(key, member);
    }
    const owners = [...members.values()].filter(({ hasDecimals }) => hasDecimals);
    for (const member of members.values())
      member.hasDecimals ||= this.#dependencies.reachesDecimals(
        member.place,
        new Set(member.roots.flatMap((root) => this.#importsOf(root))),
        owners.map(({ place }) => place),
      );
    return members;
  }

  #importsOf(fileName: string): string[] {
    const specifiers = this.#textFacts.get(fileName)?.specifiers ?? [];
    return specifiers.map((specifier) =>
      specifier.startsWith('.') ? posix.join(posix.dirname(fileName), specifier) : specifier,
    );
  }

  #projectAt(place: ProjectPlace): ScriptProject {
    const key = keyOf(place);
    const known = this.#projects.get(key) ?? { place, project: this.#create(place) };
    this.#projects.delete(key);
    this.#projects.set(key, known);
    [...this.#projects.values()].slice(0, -maxPrograms).forEach(({ project }) => project.release());
    return known.project;
  }

  #create({ folder, configPath }: ProjectPlace): ScriptProject {
    const { decimalTypes, maxProgramMemoryMb } = this.#options;
    return loadScriptProject().createScriptProject({
      configPath,
      folder,
      decimalTypes,
      maxProgramMemoryMb,
      files: this.#files,
    });
  }
}

interface Member {
  readonly place: ProjectPlace;
  /** The project's held files, in order. */
  readonly roots: readonly string[];
  hasDecimals: boolean;
}

function keyOf({ folder, configPath }: ProjectPlace): string {
  return configPath ?? folder;
}

/** As the compiler writes paths. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
