import { pushTo } from '../../../platform/multimap';
import type { FileFacts } from '../facts/facts';
import type { PythonFile } from '../pythonFile';
import { splitKey } from './definitions';
import type { Modules } from './modules';

/** The parts of an index that lead from names in one file to another file. */
export interface NamedFiles {
  readonly classesByName: ReadonlyMap<string, string | null>;
  readonly backReferences: ReadonlyMap<string, readonly string[]>;
}

/** A file in which a class is named by a text, where no import need lead to it. */
const relations = /ForeignKey|OneToOneField|relationship/;

/** Finds the files that a change of facts can affect. */
export class Dependents {
  /** Files that a file takes facts from by its imports. */
  readonly #imported = new WeakMap<PythonFile, readonly string[]>();
  readonly #words = new WeakMap<PythonFile, ReadonlySet<string>>();

  readonly #files: ReadonlyMap<string, PythonFile>;
  readonly #modules: Modules;

  constructor(files: ReadonlyMap<string, PythonFile>, modules: Modules) {
    this.#files = files;
    this.#modules = modules;
  }

  /** Files that take facts from one of these, directly or through others, and these themselves. */
  dependentsOf(changed: Iterable<string>, named: NamedFiles): Set<string> {
    const references = referenceFiles(named.backReferences);
    const dependents = new Map<string, string[]>();
    for (const [path, file] of this.#files) {
      for (const target of this.#targetsOf(file, named, references)) {
        const known = dependents.get(target);
        if (known === undefined) dependents.set(target, [path]);
        else known.push(path);
      }
    }
    const reached = new Set(changed);
    for (const path of reached) for (const dependent of dependents.get(path) ?? []) reached.add(dependent);
    return reached;
  }

  /** Files in which one of these words may stand for a class of that name. */
  naming(words: ReadonlySet<string>): string[] {
    if (words.size === 0) return [];
    return [...this.#files]
      .filter(([, file]) => {
        const named = this.#wordsOf(file);
        return [...words].some((word) => named.has(word));
      })
      .map(([path]) => path);
  }

  #targetsOf(
    file: PythonFile,
    { classesByName }: NamedFiles,
    references: ReadonlyMap<string, readonly string[]>,
  ): Set<string> {
    const targets = new Set(this.#importsOf(file));
    if (file.facts === null) return targets;
    for (const word of this.#wordsOf(file)) {
      const key = classesByName.get(word);
      if (key !== undefined && key !== null) targets.add(splitKey(key).path);
    }
    for (const [name, paths] of references) {
      if (file.mentions(name)) for (const path of paths) targets.add(path);
    }
    return targets;
  }

  #importsOf(file: PythonFile): readonly string[] {
    const known = this.#imported.get(file);
    if (known !== undefined) return known;
    if (file.facts === null) return [];
    const targets = new Set<string>();
    const add = (module: string): void => {
      const found = this.#modules.find(file.path, module);
      if (found !== null) targets.add(found);
    };
    for (const { module, name } of Object.values(file.facts.imports)) {
      add(module);
      if (name !== null) add(module.endsWith('.') ? `${module}${name}` : `${module}.${name}`);
    }
    for (const module of file.facts.stars) add(module);
    // A package's modules may be reached by their names: `package.module`.
    for (const target of targets) {
      for (const [name, path] of this.#modules.within(target)) if (file.mentions(name)) targets.add(path);
    }
    const found = [...targets];
    this.#imported.set(file, found);
    return found;
  }

  /** Words that stand for a class, where one is called that: of parameters, and of what relations name. */
  #wordsOf(file: PythonFile): ReadonlySet<string> {
    const known = this.#words.get(file);
    if (known !== undefined) return known;
    if (file.facts === null) return noWords;
    const words = new Set(
      relations.test(file.text) ? Array.from(file.allWords(), wordOf) : parameterWords(file.facts),
    );
    this.#words.set(file, words);
    return words;
  }
}

const noWords: ReadonlySet<string> = new Set();

/** A class's name as other names are held against it: `OrderLine` as `orderline`, as is `order_line`. */
export function wordOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

function* parameterWords({ functions }: FileFacts): Generator<string> {
  for (const { parameters } of Object.values(functions)) {
    for (const { name, annotation } of parameters) if (annotation === undefined) yield wordOf(name);
  }
}

/** Files with rows that refer to others, by the names that these have for them. */
function referenceFiles(
  backReferences: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, rows] of backReferences) {
    const word = name.slice(name.lastIndexOf('.') + 1);
    pushTo(found, word, ...rows.map((row) => splitKey(row).path));
  }
  return found;
}
