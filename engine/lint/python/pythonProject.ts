import type { LintSettings } from '../../protocol/lint';
import { RelevanceFilter } from './relevanceFilter';
import type { PythonSource } from './syntaxTree';
import { buildFacts } from './facts/build';
import type { FileFacts } from './facts/facts';
import { isSameFact } from './facts/same';
import { checkFile, type FileCheck } from './checkFile';
import type { PythonParser } from './grammar';
import { PythonFile } from './pythonFile';
import { factsBudget, limitOf, type Limit } from './limits';
import { reindexWorkspace, indexWorkspace, type WorkspaceIndex } from './workspaceIndex';
import type { FlatTree } from './tree';
import type { FactsSource } from './workspace/definitions';
import { Modules } from './workspace/modules';
import { Dependents } from './workspace/dependents';

/** Nodes of the trees that are kept: a tree is made again when it is asked for later. */
const mostNodesKept = 1_500_000;

const noFacts: FileFacts = { imports: {}, stars: [], classes: {}, functions: {}, slots: {} };

/** The files of an analyser, and what is known of them as they now stand. */
export class PythonProject {
  readonly #files = new Map<string, PythonFile>();
  #imports: { readonly modules: Modules; readonly dependents: Dependents } | null = null;
  #currentIndex: WorkspaceIndex | null = null;
  /** The remaining steps of building the index, as all files now stand. */
  #indexing: Generator<void> | null = null;
  /** Files whose text has changed since the index was built, with the facts that they had then. */
  readonly #edited = new Map<string, FileFacts | null>();
  readonly #trees = new Set<PythonFile>();
  #nodesKept = 0;
  /** The file whose text was replaced last, with the tree of an earlier text, until it is parsed again. */
  #replaced: { readonly path: string; readonly tree: FlatTree } | null = null;
  readonly #relevance: RelevanceFilter;
  /** Files that have a word, as all texts now stand. */
  readonly #mentions = new Map<string, readonly string[]>();

  readonly #parser: PythonParser;
  readonly #settings: Pick<LintSettings, 'vocabulary' | 'decimalTypes'>;

  constructor(parser: PythonParser, settings: Pick<LintSettings, 'vocabulary' | 'decimalTypes'>) {
    this.#parser = parser;
    this.#settings = settings;
    // As objects' private names write them, too.
    const owners = settings.vocabulary.owners.flatMap((name) => [name, `_${name}`, `__${name}`]);
    this.#relevance = new RelevanceFilter(this.#files, new Set(owners));
  }

  update(path: string, text: string | null): void {
    const before = this.#files.get(path);
    if (before?.text === text) return;
    this.#mentions.clear();
    this.#indexing = null;
    if (before !== undefined) this.#putAside(before);
    if (text === null) {
      this.#files.delete(path);
      if (before !== undefined) this.#reset();
      return;
    }
    const file = new PythonFile(path, text, this.#settings.decimalTypes);
    this.#files.set(path, file);
    if (before?.mentionsDecimals !== file.mentionsDecimals) {
      this.#reset();
      return;
    }
    this.#relevance.replaced(before, file);
    // Facts that nobody has asked for can have decided nothing.
    if (this.#currentIndex !== null && !this.#edited.has(path)) this.#edited.set(path, before.facts);
  }

  /** The set of files is another one: any import may mean something else. */
  #reset(): void {
    this.#imports = null;
    this.#currentIndex = null;
    this.#relevance.reset();
    this.#edited.clear();
    for (const file of this.#files.values()) file.check = null;
  }

  /** Does the work that {@link workspaceIndex} needs, one file a step; after a change of a file it begins again. */
  *prepare(): Generator<void> {
    while (!this.#isIndexed) {
      this.#indexing ??= this.#indexSteps();
      if (this.#indexing.next().done === true) this.#indexing = null;
      else yield;
    }
  }

  /** What all files show together; null if none mentions decimals. */
  get workspaceIndex(): WorkspaceIndex | null {
    if (this.#isIndexed) return this.#currentIndex;
    const steps = this.prepare();
    while (steps.next().done !== true);
    return this.#currentIndex;
  }

  get #isIndexed(): boolean {
    if (this.#currentIndex !== null) return this.#edited.size === 0;
    return ![...this.#files.values()].some(({ mentionsDecimals }) => mentionsDecimals);
  }

  /** Changes nothing but what is remembered of files until its last step: it may be given up between two. */
  *#indexSteps(): Generator<void> {
    if (this.#currentIndex !== null) yield* this.#refresh(this.#currentIndex);
    else {
      const evident = this.#evidentPaths();
      for (const path of evident) {
        this.#facts(path);
        yield;
      }
      this.#currentIndex = yield* indexWorkspace(this.#factsSource(), evident, this.#settings);
    }
  }

  #evidentPaths(): string[] {
    return [...this.#files]
      .filter(([, file]) => file.mentionsDecimals)
      .map(([path]) => path)
      .toSorted();
  }

  #importing(): { readonly modules: Modules; readonly dependents: Dependents } {
    if (this.#imports === null) {
      const modules = new Modules([...this.#files.keys()].toSorted());
      this.#imports = { modules, dependents: new Dependents(this.#files, modules) };
    }
    return this.#imports;
  }

  #factsSource(): FactsSource {
    return { modules: this.#importing().modules, facts: (path) => this.#facts(path) };
  }

  /** After edits: what was found stays where no change of facts has reached. */
  *#refresh(before: WorkspaceIndex): Generator<void> {
    const changed: string[] = [];
    for (const [path, facts] of this.#edited) {
      if (facts !== null && !isSameFact(this.#facts(path), facts)) changed.push(path);
    }
    if (changed.length === 0) {
      this.#edited.clear();
      return;
    }
    const { dependents } = this.#importing();
    const { workspaceIndex, stale } = yield* reindexWorkspace(
      this.#factsSource(),
      this.#evidentPaths(),
      this.#settings,
      {
        workspaceIndex: before,
        changed,
        dependents,
      },
    );
    this.#edited.clear();
    this.#currentIndex = workspaceIndex;
    const isSame = isSameSet(workspaceIndex.ledgerNames, before.ledgerNames);
    if (!isSame || !isSameSet(workspaceIndex.vocabulary, before.vocabulary)) this.#relevance.reset();
    for (const [path, file] of this.#files) if (stale === null || stale.has(path)) file.check = null;
  }

  #facts(path: string): FileFacts {
    const file = this.#files.get(path);
    if (file === undefined) return noFacts;
    file.facts ??= this.#gatherFacts(file);
    return file.facts;
  }

  #gatherFacts(file: PythonFile): FileFacts {
    try {
      return factsBudget().run(() => buildFacts(this.#tree(file)));
    } catch (error) {
      file.factsLimit = limitOf(error);
      return noFacts;
    }
  }

  /** Why the analysis of a file stopped early; null if it did not. */
  limit(path: string): Limit | null {
    const file = this.#files.get(path);
    return file?.factsLimit ?? file?.check?.limit ?? null;
  }

  #tree(file: PythonFile): FlatTree {
    if (file.tree !== null) return file.tree;
    const before = this.#replaced?.path === file.path ? this.#replaced.tree : null;
    const tree = this.#parser.parse(file.text, before);
    if (before !== null) this.#replaced = null;
    file.tree = tree;
    this.#trees.add(file);
    this.#nodesKept += tree.size;
    for (const other of this.#trees) {
      if (this.#nodesKept <= mostNodesKept || other === file) break;
      this.#dropTree(other);
    }
    return tree;
  }

  /** A file whose text is replaced: what is typed leaves most sections of its tree as they are. */
  #putAside(file: PythonFile): void {
    if (file.tree !== null) this.#replaced = { path: file.path, tree: file.tree };
    this.#dropTree(file);
  }

  #dropTree(file: PythonFile): void {
    if (file.tree === null) return;
    this.#nodesKept -= file.tree.size;
    this.#trees.delete(file);
    file.tree = null;
  }

  source(path: string): PythonSource & { readonly tree: FlatTree } {
    const file = this.#files.get(path);
    if (file === undefined) throw new Error(`No such file is held: ${path}`);
    return { path, text: file.text, tree: this.#tree(file) };
  }

  /** What going through a file sees; null if it can have nothing to do with ledger values. */
  check(path: string): FileCheck | null {
    const { workspaceIndex } = this;
    const file = this.#files.get(path);
    if (workspaceIndex === null || file === undefined || !this.#relevance.matters(file, workspaceIndex))
      return null;
    if (file.check !== null) return file.check;
    const { owners } = this.#settings.vocabulary;
    file.check = checkFile(
      path,
      this.#tree(file),
      workspaceIndex.resolver,
      (owner, value) => owners.includes(owner) && workspaceIndex.vocabulary.has(value),
    );
    return file.check;
  }

  /** Files that have a name in their text, in order. */
  mentioning(name: string): readonly string[] {
    let found = this.#mentions.get(name);
    if (found === undefined) {
      found = [...this.#files]
        .filter(([, file]) => file.mentions(name))
        .map(([path]) => path)
        .toSorted();
      this.#mentions.set(name, found);
    }
    return found;
  }

  release(): void {
    this.#replaced = null;
    for (const file of this.#files.values()) {
      this.#dropTree(file);
      file.release();
    }
  }
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((item) => other.has(item));
}
