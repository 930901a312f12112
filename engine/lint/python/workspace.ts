import type { LintSettings } from '../../protocol/lint';
import type { PythonSource } from './evidence';
import { buildFacts } from './facts/build';
import type { FileFacts } from './facts/facts';
import { checkFile, type FileCheck } from './check';
import type { PythonParser } from './grammar';
import { HeldFile } from './heldFile';
import { surveyWorkspace, type Survey } from './survey';
import type { FlatTree } from './tree';
import { Modules } from './workspace/modules';
import { Reach } from './workspace/reach';

/** Nodes of the trees that are kept: a tree is made again when it is asked for later. */
const mostNodesKept = 1_500_000;

const noFacts: FileFacts = { imports: {}, stars: [], classes: {}, functions: {}, slots: {} };

/** The files of an analyser, and what is known of them as they now stand. */
export class Workspace {
  private readonly files = new Map<string, HeldFile>();
  private modules: Modules | null = null;
  private surveyed: Survey | null = null;
  /** Files whose text has changed since the survey, with the facts that they had then. */
  private readonly edited = new Map<string, string | null>();
  private readonly trees = new Set<HeldFile>();
  private nodesKept = 0;
  /** The file whose text was replaced last, with the tree of an earlier text, until it is parsed again. */
  private replaced: { readonly path: string; readonly tree: FlatTree } | null = null;
  /** Names of what holds a ledger, as objects' private names write them, too. */
  private readonly owners: ReadonlySet<string>;
  /** Whether a file can hold ledger values, as the survey says. */
  private holding = new WeakMap<HeldFile, boolean>();
  /** Files that can hold ledger values, whether a file has to do with any, and which have a word: as all texts now stand. */
  private holders: readonly HeldFile[] | null = null;
  private mattering = new WeakMap<HeldFile, boolean>();
  private mentions = new Map<string, readonly string[]>();

  constructor(
    private readonly parser: PythonParser,
    private readonly settings: Pick<LintSettings, 'vocabulary' | 'decimalTypes'>,
  ) {
    this.owners = new Set(settings.vocabulary.owners.flatMap((name) => [name, `_${name}`, `__${name}`]));
  }

  update(path: string, text: string | null): void {
    const before = this.files.get(path);
    if (before?.text === text) return;
    this.forgetTexts();
    if (before !== undefined) this.putAside(before);
    if (text === null) {
      this.files.delete(path);
      if (before !== undefined) this.reset();
      return;
    }
    const file = new HeldFile(path, text, this.settings.decimalTypes);
    this.files.set(path, file);
    if (before?.speaksOfDecimals !== file.speaksOfDecimals) {
      this.reset();
    } else if (this.surveyed !== null && !this.edited.has(path)) {
      // Facts that nobody has asked for can have decided nothing.
      this.edited.set(path, before.factsKey);
    }
  }

  private forgetTexts(): void {
    this.holders = null;
    this.mattering = new WeakMap();
    this.mentions = new Map();
  }

  /** The set of files is another one: any import may mean something else. */
  private reset(): void {
    this.modules = null;
    this.surveyed = null;
    this.holding = new WeakMap();
    this.edited.clear();
    for (const file of this.files.values()) file.check = null;
  }

  /** What all files show together; null where none speaks of decimals. */
  get survey(): Survey | null {
    if (this.surveyed !== null && this.edited.size > 0) this.refresh(this.surveyed);
    if (this.surveyed !== null) return this.surveyed;
    const evident = this.evidentPaths();
    if (evident.length === 0) return null;
    this.surveyed = this.makeSurvey(evident);
    return this.surveyed;
  }

  private evidentPaths(): string[] {
    return [...this.files]
      .filter(([, file]) => file.speaksOfDecimals)
      .map(([path]) => path)
      .toSorted();
  }

  private makeSurvey(evident: readonly string[]): Survey {
    this.modules ??= new Modules([...this.files.keys()].toSorted());
    const modules = this.modules;
    return surveyWorkspace({ modules, facts: (path) => this.facts(path) }, evident, this.settings);
  }

  /** After edits: findings of other files stay where the facts of the edited ones do. */
  private refresh(before: Survey): void {
    const changed: string[] = [];
    for (const [path, key] of this.edited) {
      if (key === null) continue;
      this.facts(path);
      if (this.files.get(path)?.factsKey !== key) changed.push(path);
    }
    this.edited.clear();
    if (changed.length === 0) return;
    const after = this.makeSurvey(this.evidentPaths());
    this.surveyed = after;
    if (after.key !== before.key) {
      this.holding = new WeakMap();
      this.forgetTexts();
      for (const file of this.files.values()) file.check = null;
      return;
    }
    const reach = new Reach(after, this.files, this.modules ?? new Modules([]));
    for (const path of reach.dependentsOf(changed)) {
      const file = this.files.get(path);
      if (file !== undefined) file.check = null;
    }
  }

  private facts(path: string): FileFacts {
    const file = this.files.get(path);
    if (file === undefined) return noFacts;
    file.facts ??= buildFacts(this.tree(file));
    return file.facts;
  }

  private tree(file: HeldFile): FlatTree {
    if (file.tree !== null) return file.tree;
    const before = this.replaced?.path === file.path ? this.replaced.tree : null;
    const tree = this.parser.parse(file.text, before);
    if (before !== null) this.replaced = null;
    file.tree = tree;
    this.trees.add(file);
    this.nodesKept += tree.size;
    for (const other of this.trees) {
      if (this.nodesKept <= mostNodesKept || other === file) break;
      this.dropTree(other);
    }
    return tree;
  }

  /** A file whose text is replaced: what is typed leaves most sections of its tree as they are. */
  private putAside(file: HeldFile): void {
    if (file.tree !== null) this.replaced = { path: file.path, tree: file.tree };
    this.dropTree(file);
  }

  private dropTree(file: HeldFile): void {
    if (file.tree === null) return;
    this.nodesKept -= file.tree.size;
    this.trees.delete(file);
    file.tree = null;
  }

  source(path: string): PythonSource & { readonly tree: FlatTree } {
    const file = this.files.get(path);
    if (file === undefined) throw new Error(`No such file is held: ${path}`);
    return { path, text: file.text, tree: this.tree(file) };
  }

  /** Whether a file can hold ledger values: it speaks of decimals, or has a name that others give them. */
  private canHoldLedger(file: HeldFile, survey: Survey): boolean {
    let known = this.holding.get(file);
    if (known === undefined) {
      known =
        file.speaksOfDecimals ||
        file.mentionsAny(survey.ledgerNames) ||
        (file.mentionsAny(this.owners) && file.mentionsAny(survey.vocabulary));
      this.holding.set(file, known);
    }
    return known;
  }

  /** Whether a name that starts as a float in the file is in the text of one that can hold ledger values. */
  private canStart(file: HeldFile, survey: Survey): boolean {
    if (!file.hasFloat) return false;
    const names = file.startNames();
    if (names.size === 0) return false;
    this.holders ??= [...this.files.values()].filter((other) => this.canHoldLedger(other, survey));
    const defined = file.definedNames();
    return this.holders.some((holder) => holder.mentionsAny(defined) && holder.mentionsAny(names));
  }

  /** What going through a file sees; null where it can have nothing to do with ledger values. */
  check(path: string): FileCheck | null {
    const { survey } = this;
    const file = this.files.get(path);
    if (survey === null || file === undefined) return null;
    if (file.check !== null) return file.check;
    let matters = this.mattering.get(file);
    if (matters === undefined) {
      matters = this.canHoldLedger(file, survey) || this.canStart(file, survey);
      this.mattering.set(file, matters);
    }
    if (!matters) return null;
    const { owners } = this.settings.vocabulary;
    file.check = checkFile(
      path,
      this.tree(file),
      survey.resolver,
      (owner, value) => owners.includes(owner) && survey.vocabulary.has(value),
    );
    return file.check;
  }

  /** Files that have a name in their text, in order. */
  mentioning(name: string): readonly string[] {
    let found = this.mentions.get(name);
    if (found === undefined) {
      found = [...this.files]
        .filter(([, file]) => file.mentions(name))
        .map(([path]) => path)
        .toSorted();
      this.mentions.set(name, found);
    }
    return found;
  }

  release(): void {
    this.replaced = null;
    for (const file of this.files.values()) {
      this.dropTree(file);
      file.release();
    }
  }
}
