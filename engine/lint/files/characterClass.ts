/** Character classes of path patterns: `[abc]`, `[a-z]`, `[!a]`, `[[:digit:]]`. */

/** @param code - a UTF-16 code unit */
export type CharacterTest = (code: number) => boolean;

interface FoundClass {
  readonly test: CharacterTest;
  /** Index of the `]` that closes the class. */
  readonly end: number;
}

type Range = readonly [from: number, to: number];

/** POSIX classes in ASCII, as git has them. */
const posixClasses = new Map(
  Object.entries({
    alnum: ['09', 'AZ', 'az'],
    alpha: ['AZ', 'az'],
    blank: ['  ', '\t\t'],
    cntrl: ['\x00\x1f', '\x7f\x7f'],
    digit: ['09'],
    graph: ['!~'],
    lower: ['az'],
    print: [' ~'],
    punct: ['!/', ':@', '[`', '{~'],
    space: ['  ', '\t\n', '\r\r'],
    upper: ['AZ'],
    xdigit: ['09', 'AF', 'af'],
  }),
);

/** The class that opens at an index of a text; null if it is not closed or names a POSIX class that does not exist. */
export function characterClass(text: string, open: number): FoundClass | null {
  const isNegated = ['!', '^'].includes(text.charAt(open + 1));
  const first = open + (isNegated ? 2 : 1);
  const ranges: Range[] = [];
  let at = first;
  // A `]` that comes first is a member.
  while (at === first || text.charAt(at) !== ']') {
    if (at >= text.length) return null;
    const posix = posixClass(text, at);
    if (posix !== null) {
      if (posix.ranges === undefined) return null;
      ranges.push(...posix.ranges);
      at = posix.next;
      continue;
    }
    const from = memberAt(text, at);
    at = from.next;
    if (text.charAt(at) === '-' && at + 1 < text.length && text.charAt(at + 1) !== ']') {
      const to = memberAt(text, at + 1);
      ranges.push([from.code, to.code]);
      at = to.next;
    } else {
      ranges.push([from.code, from.code]);
    }
  }
  const isMember = (code: number) => ranges.some(([from, to]) => from <= code && code <= to);
  return { test: isNegated ? (code) => !isMember(code) : isMember, end: at };
}

function memberAt(text: string, at: number): { code: number; next: number } {
  const index = text.charAt(at) === '\\' && at + 1 < text.length ? at + 1 : at;
  return { code: text.charCodeAt(index), next: index + 1 };
}

/** The POSIX class at an index, without ranges if its name is unknown; null if there is none. */
function posixClass(text: string, at: number): { ranges: readonly Range[] | undefined; next: number } | null {
  if (!text.startsWith('[:', at)) return null;
  const end = text.indexOf(']', at + 2);
  if (end <= at + 2 || text.charAt(end - 1) !== ':') return null;
  const ends = posixClasses.get(text.slice(at + 2, end - 1));
  return { ranges: ends?.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)] as const), next: end + 1 };
}
