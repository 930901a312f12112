import type { FileContext } from './fileContext';

/** Remembers what is computed of a key for as long as one file is looked at. */
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
