import { shapeFolder } from './declarations';
import { textFactsOf } from './textFacts';
import type { CompilerFiles } from './compilerFiles';
import { virtualText } from './virtualFiles';

interface Node {
  readonly text: string;
  /** Whether decimals begin here. */
  readonly isSource: boolean;
  /** Whether what it declares is seen without an import. */
  readonly isGlobal: boolean;
  readonly targets: readonly string[];
}

export interface ImportGraphOptions {
  readonly files: CompilerFiles;
  readonly decimalTypes: readonly string[];
  /** The file that a specifier leads to from a file; undefined if it leads nowhere. */
  readonly resolve: (specifier: string, fileName: string) => string | undefined;
}

/**
 * Which files decimals can come to at all: types travel by imports. Only these are given to the compiler, which takes a
 * hundred times as long to look at a file.
 */
export class ImportGraph {
  readonly #options: ImportGraphOptions;
  readonly #nodes = new Map<string, Node | null>();

  constructor(options: ImportGraphOptions) {
    this.#options = options;
  }

  /** Those of the files that decimals reach, and those that declare something for all, in the order given. */
  reached(roots: readonly string[]): string[] {
    const importers = this.#importersOfAll(roots);
    const reached = new Set<string>();
    const pending = [...importers.keys()].filter((fileName) => this.#node(fileName)?.isSource === true);
    const isEverywhere = pending.some((fileName) => this.#node(fileName)?.isGlobal === true);
    if (isEverywhere) return [...roots];
    for (let fileName = pending.pop(); fileName !== undefined; fileName = pending.pop()) {
      if (reached.has(fileName)) continue;
      reached.add(fileName);
      pending.push(...(importers.get(fileName) ?? []));
    }
    return roots.filter((root) => reached.has(root) || this.#node(root)?.isGlobal === true);
  }

  /** Every file that the roots lead to, with the files that import it. */
  #importersOfAll(roots: readonly string[]): Map<string, string[]> {
    const importers = new Map<string, string[]>(roots.map((root) => [root, []]));
    const pending = [...roots];
    for (let fileName = pending.pop(); fileName !== undefined; fileName = pending.pop()) {
      for (const target of this.#node(fileName)?.targets ?? []) {
        const known = importers.get(target);
        if (known === undefined) pending.push(target);
        importers.set(target, [...(known ?? []), fileName]);
      }
    }
    return importers;
  }

  #node(fileName: string): Node | null {
    const known = this.#nodes.get(fileName);
    const held = this.#options.files.held(fileName);
    if (known !== undefined && (held === undefined || known?.text === held)) return known;
    const text = virtualText(fileName) ?? this.#options.files.read(fileName);
    const node = text === undefined ? null : this.#find(fileName, text);
    this.#nodes.set(fileName, node);
    return node;
  }

  #find(fileName: string, text: string): Node {
    const { hasDecimals, specifiers } = textFactsOf(text, this.#options.decimalTypes);
    const targets = specifiers.map((specifier) => this.#options.resolve(specifier, fileName));
    return {
      text,
      isSource: hasDecimals || isDecimalShape(fileName),
      isGlobal: !/\b(?:import|export|require)\b/.test(text) || /\bdeclare\s+(?:global|module)\b/.test(text),
      targets: [...new Set(targets.filter((target) => target !== undefined))],
    };
  }
}

function isDecimalShape(fileName: string): boolean {
  return fileName.startsWith(shapeFolder) && !/\/(?:react|toformat)\.d\.ts$/.test(fileName);
}
