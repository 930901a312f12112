import type { HeldFile } from '../heldFile';
import type { Survey } from '../survey';
import { splitKey } from './definitions';
import type { Modules } from './modules';

/** Tells which files a change of facts can reach. */
export class Reach {
  /** Files that a file takes facts from, by the file. */
  private readonly edges = new Map<string, readonly string[]>();
  private readonly classFiles: ReadonlyMap<string, string>;
  private readonly referenceFiles: ReadonlyMap<string, readonly string[]>;

  constructor(
    survey: Survey,
    private readonly files: ReadonlyMap<string, HeldFile>,
    private readonly modules: Modules,
  ) {
    const classFiles = new Map<string, string>();
    for (const [word, key] of survey.classesByName)
      if (key !== null) classFiles.set(word, splitKey(key).path);
    this.classFiles = classFiles;
    const referenceFiles = new Map<string, string[]>();
    for (const [name, rows] of survey.backReferences) {
      const word = name.slice(name.lastIndexOf('.') + 1);
      const paths = rows.map((row) => splitKey(row).path);
      referenceFiles.set(word, [...(referenceFiles.get(word) ?? []), ...paths]);
    }
    this.referenceFiles = referenceFiles;
  }

  /** Files that take facts from one of these, directly or through others, and these themselves. */
  dependentsOf(changed: readonly string[]): Set<string> {
    const dependents = new Map<string, string[]>();
    for (const path of this.files.keys()) {
      for (const target of this.targetsOf(path)) {
        const known = dependents.get(target);
        if (known === undefined) dependents.set(target, [path]);
        else known.push(path);
      }
    }
    const reached = new Set(changed);
    for (const path of reached) for (const dependent of dependents.get(path) ?? []) reached.add(dependent);
    return reached;
  }

  private targetsOf(path: string): readonly string[] {
    const known = this.edges.get(path);
    if (known !== undefined) return known;
    const targets = new Set<string>();
    const file = this.files.get(path);
    if (file?.facts !== null && file?.facts !== undefined) {
      for (const { module, name } of Object.values(file.facts.imports)) {
        this.addModule(targets, path, module);
        if (name !== null)
          this.addModule(targets, path, module.endsWith('.') ? `${module}${name}` : `${module}.${name}`);
      }
      for (const module of file.facts.stars) this.addModule(targets, path, module);
      for (const word of file.allWords()) this.addNamed(targets, word);
    }
    const found = [...targets];
    this.edges.set(path, found);
    return found;
  }

  private addModule(targets: Set<string>, from: string, module: string): void {
    const found = this.modules.find(from, module);
    if (found !== null) targets.add(found);
  }

  private addNamed(targets: Set<string>, word: string): void {
    const classFile = this.classFiles.get(word.replaceAll('_', '').toLowerCase());
    if (classFile !== undefined) targets.add(classFile);
    for (const path of this.referenceFiles.get(word) ?? []) targets.add(path);
    // A package's submodule may be reached by its name: `package.module`.
  }
}
