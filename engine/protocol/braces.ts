/** Braces of globs: `{a,b}` and `{1..3}`. */

/**
 * The globs without braces that a glob stands for; null if they are more than `limit`. Braces without a comma or a range,
 * and those without their partner, stand for themselves.
 */
export function expandBraces(glob: string, limit: number): string[] | null {
  const ends = closingBraces(glob);
  return expandBetween(glob, 0, glob.length, { ends, limit });
}

interface Braces {
  /** From the index of each `{` that is closed to that of its `}`. */
  readonly ends: ReadonlyMap<number, number>;
  readonly limit: number;
}

function expandBetween(glob: string, from: number, to: number, braces: Braces): string[] | null {
  let expanded = [''];
  let plainFrom = from;
  const append = (parts: readonly string[]) => {
    expanded = expanded.flatMap((start) => parts.map((part) => start + part));
  };
  for (let at = from; at < to; at += 1) {
    const end = braces.ends.get(at);
    if (end === undefined) continue;
    const parts = alternatives(glob, at, end, braces);
    if (parts === null || expanded.length * parts.length > braces.limit) return null;
    append([glob.slice(plainFrom, at)]);
    append(parts);
    at = end;
    plainFrom = end + 1;
  }
  append([glob.slice(plainFrom, to)]);
  return expanded;
}

function alternatives(glob: string, open: number, close: number, braces: Braces): string[] | null {
  const commas = [...commasBetween(glob, open, close, braces)];
  if (commas.length === 0) {
    const range = rangeOf(glob.slice(open + 1, close), braces.limit);
    if (range !== undefined) return range;
    const inner = expandBetween(glob, open + 1, close, braces);
    return inner?.map((text) => `{${text}}`) ?? null;
  }
  const expanded: string[] = [];
  for (const [index, end] of [...commas, close].entries()) {
    const part = expandBetween(glob, (commas[index - 1] ?? open) + 1, end, braces);
    if (part === null || expanded.length + part.length > braces.limit) return null;
    expanded.push(...part);
  }
  return expanded;
}

/** The commas of one pair of braces, without those of pairs inside. */
function* commasBetween(glob: string, open: number, close: number, { ends }: Braces): Iterable<number> {
  for (let at = open + 1; at < close; at += 1) {
    const end = ends.get(at);
    if (end !== undefined) at = end;
    else if (glob.charAt(at) === '\\') at += 1;
    else if (glob.charAt(at) === ',') yield at;
  }
}

/** What `1..3` or `a..c` stands for; null if it is too much, undefined if it is no range. */
function rangeOf(text: string, limit: number): string[] | null | undefined {
  const [first = '', last = '', ...more] = text.split('..', 3);
  if (more.length > 0) return undefined;
  const isNumeric = [first, last].every((end) => /^-?\d{1,9}$/.test(end));
  const isLetters = [first, last].every((end) => /^[a-z]$/i.test(end));
  if (!isNumeric && !isLetters) return undefined;
  const numberOf = (end: string) => (isNumeric ? Number(end) : end.charCodeAt(0));
  const [low = 0, high = 0] = [numberOf(first), numberOf(last)].sort((a, b) => a - b);
  if (high - low >= limit) return null;
  const numbers = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  return numbers.map((each) => (isNumeric ? String(each) : String.fromCharCode(each)));
}

function closingBraces(glob: string): Map<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '{') open.push(at);
    else if (character === '}') {
      const start = open.pop();
      if (start !== undefined) ends.set(start, at);
    }
  }
  return ends;
}
