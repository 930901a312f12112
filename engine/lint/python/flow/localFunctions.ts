import { spend } from '../../../platform/budget';

/** The functions that a function defines, and those of the functions around it, by name, as their qualified names. */
export class LocalFunctions {
  readonly #own: ReadonlyMap<string, string>;
  readonly #outer: LocalFunctions | null;

  constructor(own: ReadonlyMap<string, string>, outer: LocalFunctions | null) {
    this.#own = own;
    this.#outer = outer;
  }

  get(name: string): string | undefined {
    spend();
    return this.#own.get(name) ?? this.#outer?.get(name);
  }
}
