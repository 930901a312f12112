/** What is read off a whole file once, however many of its findings ask for it. */
import { unbudgeted } from '../../../platform/budget';
import type { PythonSource, SyntaxTree } from '../syntaxTree';

/** The function, which remembers its answer for as long as the tree is held. */
export function perTree<Answer, Source extends PythonSource = PythonSource>(
  read: (source: Source) => Answer,
): (source: Source) => Answer {
  const known = new WeakMap<SyntaxTree, { readonly answer: Answer }>();
  return (source) => {
    const before = known.get(source.tree);
    if (before !== undefined) return before.answer;
    const answer = unbudgeted(() => read(source));
    known.set(source.tree, { answer });
    return answer;
  };
}

/** A map from keys to all values that were added under them. */
export class Groups<Key, Value> {
  readonly #groups = new Map<Key, Value[]>();

  add(key: Key, value: Value): void {
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, [value]);
    else group.push(value);
  }

  get(key: Key): readonly Value[] {
    return this.#groups.get(key) ?? [];
  }

  has(key: Key): boolean {
    return this.#groups.has(key);
  }

  values(): Iterable<readonly Value[]> {
    return this.#groups.values();
  }

  entries(): Iterable<readonly [Key, readonly Value[]]> {
    return this.#groups.entries();
  }
}
