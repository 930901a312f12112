import { pushTo } from '../../platform/multimap';
import type { LintSettings } from '../../protocol/lint';
import type { FileFacts } from './facts/facts';
import { isSameFact } from './facts/same';
import { ledgerName, membersOf, type Type } from './types';
import { keyOf, splitKey } from './workspace/definitions';
import { Resolver } from './workspace/resolver';
import type { FactsSource } from './workspace/definitions';
import { wordOf, type Dependents } from './workspace/dependents';

/** Vocabulary counts where at least so many of its names are ledger values for certain. */
const leastEvidence = 2;

/** The combined facts of the files that mention decimals. */
export interface WorkspaceIndex {
  readonly resolver: Resolver;
  /** Names of attributes, functions and variables that hold or give ledger values: a file without one has none. */
  readonly ledgerNames: ReadonlySet<string>;
  /** Classes that hold ledger values, by their names in small letters; null if there are several. */
  readonly classesByName: ReadonlyMap<string, string | null>;
  /** Classes whose rows refer to a class, by that class and the name it has for them. */
  readonly backReferences: ReadonlyMap<string, readonly string[]>;
  /** Values of the vocabulary that count; empty if there is no evidence. */
  readonly vocabulary: ReadonlySet<string>;
  /** What each of the files adds to it. */
  readonly parts: ReadonlyMap<string, WorkspaceIndexPart>;
}

interface WorkspaceIndexPart {
  /** Classes that hold ledger values, by their names. */
  readonly holders: readonly string[];
  readonly names: NamedTypes;
}

interface NamedTypes {
  /** Names of what is a ledger value, or has some in it. */
  readonly ledger: ReadonlySet<string>;
  /** Names of what is a ledger value itself. */
  readonly evidence: ReadonlySet<string>;
  /** Names of what is declared as a float. */
  readonly contrary: ReadonlySet<string>;
}

/** An index from before the facts of some files changed, while the files stayed the same. */
export interface EarlierIndex {
  readonly workspaceIndex: WorkspaceIndex;
  readonly changed: readonly string[];
  readonly dependents: Dependents;
}

/** A new index, and the files that know something else by it than before; null for any. */
export interface Reindex {
  readonly workspaceIndex: WorkspaceIndex;
  readonly stale: ReadonlySet<string> | null;
}

type IndexSettings = Pick<LintSettings, 'vocabulary' | 'decimalTypes'>;

/** Reads the facts of the files that mention decimals, one file per step. */
export function* indexWorkspace(
  source: FactsSource,
  paths: readonly string[],
  settings: IndexSettings,
): Generator<void, WorkspaceIndex> {
  const backReferences = yield* backReferencesOf(source, paths, settings.decimalTypes);
  return (yield* new WorkspaceIndexer(source, paths, settings, backReferences, null).index()).workspaceIndex;
}

/** The same index as from the start, but for what is known of files that no change has reached. */
export function* reindexWorkspace(
  source: FactsSource,
  paths: readonly string[],
  settings: IndexSettings,
  earlier: EarlierIndex,
): Generator<void, Reindex> {
  const backReferences = yield* backReferencesOf(source, paths, settings.decimalTypes);
  const isSame = isSameFact([...backReferences], [...earlier.workspaceIndex.backReferences]);
  return yield* new WorkspaceIndexer(
    source,
    paths,
    settings,
    backReferences,
    isSame ? earlier : null,
  ).index();
}

interface Holders {
  readonly classesByName: ReadonlyMap<string, string | null>;
  readonly holders: ReadonlySet<string>;
  readonly byFile: ReadonlyMap<string, readonly string[]>;
}

class WorkspaceIndexer {
  readonly #source: FactsSource;
  readonly #paths: readonly string[];
  readonly #settings: IndexSettings;
  readonly #backReferences: ReadonlyMap<string, readonly string[]>;
  readonly #earlier: EarlierIndex | null;

  constructor(
    source: FactsSource,
    paths: readonly string[],
    settings: IndexSettings,
    backReferences: ReadonlyMap<string, readonly string[]>,
    earlier: EarlierIndex | null,
  ) {
    this.#source = source;
    this.#paths = paths;
    this.#settings = settings;
    this.#backReferences = backReferences;
    this.#earlier = earlier;
  }

  *index(): Generator<void, Reindex> {
    const source = this.#source;
    const settings = this.#settings;
    const backReferences = this.#backReferences;
    const earlier = this.#earlier;
    const changed = this.#staleFiles(earlier?.changed ?? [], new Map());
    const { classesByName, holders, byFile } = yield* this.#holders(changed);
    const renamed = differing(classesByName, earlier?.workspaceIndex.classesByName ?? new Map());
    const stale = this.#staleFiles(
      [...(changed ?? []), ...(earlier?.dependents.naming(renamed) ?? [])],
      classesByName,
    );
    const resolver = new Resolver(source, settings.decimalTypes, backReferences, classesByName);
    const parts = new Map<string, WorkspaceIndexPart>();
    for (const path of this.#paths) {
      const known = isStale(stale, path) ? undefined : earlier?.workspaceIndex.parts.get(path);
      const names = known?.names ?? namedTypes(resolver, path, source.facts(path), holders);
      parts.set(path, { holders: byFile.get(path) ?? [], names });
      if (known === undefined) yield;
    }
    const all = [...parts.values()].map(({ names }) => names);
    const vocabulary = vocabularyOf(settings.vocabulary.values, all);
    const ledgerNames = new Set(all.flatMap(({ ledger }) => [...ledger]));
    const isSameVocabulary =
      earlier !== null && isSameFact([...vocabulary], [...earlier.workspaceIndex.vocabulary]);
    return {
      workspaceIndex: { resolver, ledgerNames, classesByName, backReferences, vocabulary, parts },
      stale: isSameVocabulary ? stale : null,
    };
  }

  /** Files that changes in some reach; null for all, as at the start. */
  #staleFiles(
    seeds: readonly string[],
    classesByName: WorkspaceIndex['classesByName'],
  ): ReadonlySet<string> | null {
    const earlier = this.#earlier;
    const backReferences = this.#backReferences;
    return earlier === null
      ? null
      : earlier.dependents.dependentsOf(seeds, { classesByName, backReferences });
  }

  /** Classes that hold ledger values, found without assuming that a parameter is an object of a class of the same name. */
  *#holders(stale: ReadonlySet<string> | null): Generator<void, Holders> {
    const source = this.#source;
    const settings = this.#settings;
    const backReferences = this.#backReferences;
    const earlier = this.#earlier;
    const plain = new Resolver(source, settings.decimalTypes, backReferences, new Map());
    const classesByName = new Map<string, string | null>();
    const holders = new Set<string>();
    const byFile = new Map<string, readonly string[]>();
    for (const path of this.#paths) {
      const known = isStale(stale, path) ? undefined : earlier?.workspaceIndex.parts.get(path)?.holders;
      if (known !== undefined) for (const name of known) holders.add(keyOf(path, name));
      const found = known ?? noteHolders(plain, path, source.facts(path), holders);
      byFile.set(path, found);
      for (const name of found) {
        const word = wordOf(name);
        classesByName.set(word, classesByName.has(word) ? null : keyOf(path, name));
      }
      if (known === undefined) yield;
    }
    return { classesByName, holders, byFile };
  }
}

function isStale(stale: ReadonlySet<string> | null, path: string): boolean {
  return stale === null || stale.has(path);
}

/** Keys that two maps do not have in common, or with another value. */
function differing<Value>(
  one: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, Value>,
): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const [key, value] of one) if (other.get(key) !== value || !other.has(key)) keys.add(key);
  for (const key of other.keys()) if (!one.has(key)) keys.add(key);
  return keys;
}

/** Where enough names of the vocabulary are ledger values, those that are nowhere declared as something else. */
function vocabularyOf(values: readonly string[], names: readonly NamedTypes[]): ReadonlySet<string> {
  const isEvident = (value: string): boolean => names.some(({ evidence }) => evidence.has(value));
  const isContrary = (value: string): boolean => names.some(({ contrary }) => contrary.has(value));
  if (values.filter(isEvident).length < leastEvidence) return new Set();
  return new Set(values.filter((value) => !isContrary(value) || isEvident(value)));
}

function* backReferencesOf(
  source: FactsSource,
  paths: readonly string[],
  decimalTypes: readonly string[],
): Generator<void, ReadonlyMap<string, readonly string[]>> {
  const resolver = new Resolver(source, decimalTypes, new Map(), new Map());
  const found = new Map<string, string[]>();
  for (const path of paths) {
    for (const [name, facts] of Object.entries(source.facts(path).classes)) {
      for (const reference of facts.backReferences) {
        const to = resolver.definitions.resolve(path, reference.to);
        if (to?.kind !== 'class') continue;
        const key = `${to.key}.${reference.name}`;
        pushTo(found, key, keyOf(path, name));
      }
    }
    yield;
  }
  return found;
}

/** The classes of a file that hold ledger values; they are added to the holders. */
function noteHolders(
  resolver: Resolver,
  path: string,
  facts: FileFacts,
  holders: Set<string>,
): readonly string[] {
  const names = Object.entries(facts.classes).filter(([name, { slots, methods }]) => {
    if (name.includes('.')) return false;
    const type: Type = { kind: 'instance', key: keyOf(path, name) };
    const holds = [...Object.keys(slots), ...methods].some((attribute) => {
      const found = resolver.attribute(type, attribute);
      return holdsLedger(found.kind === 'function' ? resolver.returnType(found.key) : found, holders);
    });
    if (holds) holders.add(keyOf(path, name));
    return holds;
  });
  return names.map(([name]) => name);
}

function namedTypes(
  resolver: Resolver,
  path: string,
  facts: FileFacts,
  holders: ReadonlySet<string>,
): NamedTypes {
  const names = { ledger: new Set<string>(), evidence: new Set<string>(), contrary: new Set<string>() };
  forEachNamed(resolver, path, facts, (name, type, isDeclared) => {
    if (holdsLedger(type, holders)) names.ledger.add(name);
    if (ledgerName(type) !== null) names.evidence.add(name);
    else if (isDeclared && type.kind === 'float') names.contrary.add(name);
  });
  return names;
}

function forEachNamed(
  resolver: Resolver,
  path: string,
  facts: FileFacts,
  onName: (name: string, type: Type, isDeclared: boolean) => void,
): void {
  for (const [name, slot] of Object.entries(facts.slots)) {
    onName(name, resolver.nameType(path, name), slot.annotation !== undefined);
  }
  for (const [name, { slots, backReferences }] of Object.entries(facts.classes)) {
    const type: Type = { kind: 'instance', key: keyOf(path, name) };
    onName(splitKey(name).name, resolver.annotations.instance(keyOf(path, name)), false);
    for (const [attribute, slot] of Object.entries(slots)) {
      onName(attribute, resolver.attribute(type, attribute), slot.annotation !== undefined);
    }
    for (const reference of backReferences) onName(reference.name, type, false);
  }
  for (const [name, { returns }] of Object.entries(facts.functions)) {
    const last = name.slice(name.lastIndexOf('.') + 1);
    onName(last, resolver.returnType(keyOf(path, name)), returns !== undefined);
  }
}

/** Whether a value is a ledger value or has some in it, itself or in objects of one of these classes. */
function holdsLedger(type: Type, holders: ReadonlySet<string>): boolean {
  const inner = (other: Type): boolean => holdsLedger(other, holders);
  return membersOf(type).some((member) => {
    switch (member.kind) {
      case 'decimal':
        return true;
      case 'list':
      case 'query':
        return inner(member.element);
      case 'dict':
      case 'field':
        return inner(member.value);
      case 'tuple':
        return member.elements.some(inner);
      case 'callable':
        return inner(member.result);
      case 'instance':
      case 'class':
        return holders.has(member.key);
      default:
        return false;
    }
  });
}
