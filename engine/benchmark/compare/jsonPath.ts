/**
 * The value at a path in JSON data: a pointer such as `/results/0/times` (RFC 6901), keys such as `results.0.times`, or
 * one key of every object in a list.
 * @returns undefined if there is nothing
 */
export function valueAt(data: unknown, path: string): unknown {
  const keys = path.startsWith('/')
    ? path
        .slice(1)
        .split('/')
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    : path.split('.');
  return keys.reduce<unknown>(step, data);
}

function step(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return /^\d+$/.test(key) ? items[Number(key)] : items.map((item) => step(item, key));
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
