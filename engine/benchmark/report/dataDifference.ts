/** Other processors and versions of JavaScript may round the last bits otherwise; nobody edits those. */
const tolerance = 1e-6;

export interface DataDifference {
  /** E.g. `scenarios[0].head.title`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** The first place at which plain data differ from what they should be; null if they agree. */
export function dataDifference(found: unknown, expected: unknown, path = ''): DataDifference | null {
  if (Array.isArray(found) && Array.isArray(expected)) {
    const items: unknown[] = found;
    const others: unknown[] = expected;
    for (let index = 0; index < Math.max(items.length, others.length); index++) {
      const difference = dataDifference(items[index], others[index], `${path}[${index}]`);
      if (difference !== null) return difference;
    }
    return null;
  }
  if (isRecord(found) && isRecord(expected)) {
    for (const key of new Set([...Object.keys(found), ...Object.keys(expected)])) {
      const difference = dataDifference(found[key], expected[key], path === '' ? key : `${path}.${key}`);
      if (difference !== null) return difference;
    }
    return null;
  }
  const isSame =
    typeof found === 'number' && typeof expected === 'number'
      ? Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(found), Math.abs(expected))
      : found === expected;
  return isSame ? null : { path, found: quoted(found), expected: quoted(expected) };
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

const longestQuote = 200;

function quoted(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}…`;
}
