import type { LintSettings } from '../../protocol/lint';
import type { FileFacts } from './facts/facts';
import { ledgerName, membersOf, type Type } from './types';
import { keyOf, splitKey } from './workspace/definitions';
import { Resolver } from './workspace/resolver';
import type { FactsSource } from './workspace/definitions';

/** Vocabulary counts where at least so many of its names are ledger values for certain. */
const leastEvidence = 2;

/** What the files that speak of decimals show together. */
export interface Survey {
  readonly resolver: Resolver;
  /** Names of attributes, functions and variables that hold or give ledger values: a file without one has none. */
  readonly ledgerNames: ReadonlySet<string>;
  /** Classes that hold ledger values, by their names in small letters; null where there are several. */
  readonly classesByName: ReadonlyMap<string, string | null>;
  /** Classes whose rows refer to a class, by that class and the name it has for them. */
  readonly backReferences: ReadonlyMap<string, readonly string[]>;
  /** Values of the vocabulary that count; empty where there is no evidence. */
  readonly vocabulary: ReadonlySet<string>;
  /** The same text for the same survey, but for the resolver. */
  readonly key: string;
}

/** Looks through the facts of the files that speak of decimals. */
export function surveyWorkspace(
  source: FactsSource,
  paths: readonly string[],
  settings: Pick<LintSettings, 'vocabulary' | 'decimalTypes'>,
): Survey {
  const backReferences = backReferencesOf(source, paths, settings.decimalTypes);
  const plain = new Resolver(source, settings.decimalTypes, backReferences, new Map());
  const classesByName = new Map<string, string | null>();
  const holders = new Set<string>();
  for (const path of paths) noteClasses(plain, path, source.facts(path), classesByName, holders);
  const resolver = new Resolver(source, settings.decimalTypes, backReferences, classesByName);
  const ledgerNames = new Set<string>();
  const evidence = new Set<string>();
  const contrary = new Set<string>();
  for (const path of paths) {
    forEachNamed(resolver, path, source.facts(path), (name, type, isDeclared) => {
      if (holdsLedger(type, holders)) ledgerNames.add(name);
      if (ledgerName(type) !== null) evidence.add(name);
      else if (isDeclared && type.kind === 'float') contrary.add(name);
    });
  }
  const values = settings.vocabulary.values;
  const isActive = values.filter((value) => evidence.has(value)).length >= leastEvidence;
  const vocabulary = new Set(
    isActive ? values.filter((value) => !contrary.has(value) || evidence.has(value)) : [],
  );
  const key = JSON.stringify([
    [...ledgerNames].toSorted(),
    [...classesByName].toSorted(),
    [...backReferences].toSorted(),
    [...vocabulary].toSorted(),
  ]);
  return { resolver, ledgerNames, classesByName, backReferences, vocabulary, key };
}

function backReferencesOf(
  source: FactsSource,
  paths: readonly string[],
  decimalTypes: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const resolver = new Resolver(source, decimalTypes, new Map(), new Map());
  const found = new Map<string, string[]>();
  for (const path of paths) {
    for (const [name, facts] of Object.entries(source.facts(path).classes)) {
      for (const reference of facts.backReferences) {
        const to = resolver.definitions.resolve(path, reference.to);
        if (to?.kind !== 'class') continue;
        const key = `${to.key}.${reference.name}`;
        found.set(key, [...(found.get(key) ?? []), keyOf(path, name)]);
      }
    }
  }
  return found;
}

function noteClasses(
  resolver: Resolver,
  path: string,
  facts: FileFacts,
  classesByName: Map<string, string | null>,
  holders: Set<string>,
): void {
  for (const [name, { slots, methods }] of Object.entries(facts.classes)) {
    if (name.includes('.')) continue;
    const type: Type = { kind: 'instance', key: keyOf(path, name) };
    const holds = [...Object.keys(slots), ...methods].some((attribute) => {
      const found = resolver.attribute(type, attribute);
      return holdsLedger(found.kind === 'function' ? resolver.returnType(found.key) : found, holders);
    });
    if (!holds) continue;
    holders.add(keyOf(path, name));
    const word = name.replaceAll('_', '').toLowerCase();
    classesByName.set(word, classesByName.has(word) ? null : keyOf(path, name));
  }
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
