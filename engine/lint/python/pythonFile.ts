import path from 'node:path';
import type { FileFacts } from './facts/facts';
import type { FileCheck } from './checkFile';
import type { Limit } from './limits';
import type { FlatTree } from './tree';

const decimalWords =
  /\bDecimal\b|\b(import|from)\s+_?c?decimal\b|\bcondecimal\b|\b(Numeric|NUMERIC|DECIMAL)\s*[(),\]]|\b(moneyed|djmoney)\b|DecimalField\b|\bcore\.number\b/;
const floats = /\d\.|\.\d|\d[eE][-+]?\d|\bfloat/;

/** An assignment of something that may be, or begin with, a float literal. */
const assignedStart =
  /(?<![\p{L}\p{N}_])([\p{L}_][\p{L}\p{N}_]*)(?:\s*\[[^\][\n]*\])?\s*=(?!=)[-+({[\s]*(?:\d[\d_]*\.|\.\d|\d[\d_]*[eE]|float|np\.|numpy\.|\w*\.?defaultdict|dict\b|["'\w]+\s*:)/gu;

const classHead = /^[ \t]*class[ \t]+([\p{L}_][\p{L}\p{N}_]*)/gmu;

/** A file as the analyser holds it; what is derived from its text is made when it is first asked for. */
export class PythonFile {
  /** Whether it mentions decimals itself. */
  readonly mentionsDecimals: boolean;
  /** Whether it can have a float literal. */
  readonly hasFloat: boolean;
  facts: FileFacts | null = null;
  /** Why the facts could not be gathered; null if they could. */
  factsLimit: Limit | null = null;
  check: FileCheck | null = null;
  tree: FlatTree | null = null;
  #words: Set<string> | null = null;
  #starts: Set<string> | null = null;
  #defined: Set<string> | null = null;

  constructor(
    readonly path: string,
    readonly text: string,
    decimalTypes: readonly string[],
  ) {
    this.mentionsDecimals = decimalWords.test(text) || decimalTypes.some((name) => text.includes(name));
    this.hasFloat = floats.test(text);
  }

  /** Whether the text has the name somewhere, in code or not. */
  mentions(name: string): boolean {
    return this.allWords().has(name);
  }

  /** Whether the text has any of the names. */
  mentionsAny(names: ReadonlySet<string> | ReadonlyMap<string, unknown>): boolean {
    const words = this.allWords();
    if (words.size < names.size) {
      for (const word of words) if (names.has(word)) return true;
      return false;
    }
    for (const name of names.keys()) if (words.has(name)) return true;
    return false;
  }

  allWords(): ReadonlySet<string> {
    this.#words ??= new Set(this.text.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
    return this.#words;
  }

  /** Names that a float literal, or a container of some, may be assigned to. */
  startNames(): ReadonlySet<string> {
    this.#starts ??= new Set(Array.from(this.text.matchAll(assignedStart), ([, name = '']) => name));
    return this.#starts;
  }

  /** Names by which another file can reach what this one defines: its module's, and those of its classes. */
  definedNames(): ReadonlySet<string> {
    this.#defined ??= new Set([
      moduleName(this.path),
      ...Array.from(this.text.matchAll(classHead), ([, name = '']) => name),
    ]);
    return this.#defined;
  }

  release(): void {
    this.#words = null;
    this.tree = null;
  }
}

/** The last part of a module's name; that of a package is its folder's. */
function moduleName(file: string): string {
  const name = path.basename(file).replace(/\.\w+$/, '');
  return name === '__init__' ? path.basename(path.dirname(file)) : name;
}
