import type { FileContext } from './fileContext';

/** Caches a value per key while one file is checked. */
export function perFile<Key, Value>(
  compute: (key: Key, context: FileContext) => Value,
): (key: Key, context: FileContext) => Value {
  const byFile = new WeakMap<FileContext, Map<Key, { readonly value: Value }>>();
  return (key, context) => {
    let known = byFile.get(context);
    if (known === undefined) {
      known = new Map();
      byFile.set(context, known);
    }
    let entry = known.get(key);
    if (entry === undefined) {
      entry = { value: compute(key, context) };
      known.set(key, entry);
    }
    return entry.value;
  };
}
