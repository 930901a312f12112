/** Distinguishes JSX tags from type parameters and type assertions, which look alike. */

/** Words that stand between `<` and a type, and so begin no element. */
const typeWords = new Set([
  'const',
  'in',
  'out',
  'keyof',
  'typeof',
  'readonly',
  'unique',
  'infer',
  'abstract',
]);

const opening = /<(?:>|([A-Za-z_$][\w$.:-]*))/y;
const blank = /\s*/y;
const parameter = /(?:extends|implements)\s+[^\s=/>]/y;

/**
 * Whether a `<` where an expression begins opens an element. A tag with attributes can be nothing else; one without them
 * needs a closing tag, since `<T>(x: T) => x` and `<T>x` have none.
 * @param closingAfter - the place of the last closing tag of a name; negative if there is none
 */
export function tagBegins(text: string, at: number, closingAfter: (name: string) => number): boolean {
  const match = matchAt(opening, text, at);
  if (match === null) return false;
  const [whole, name = ''] = match;
  if (typeWords.has(name)) return false;
  const end = afterTypeArguments(text, at + whole.length);
  const next = end + (matchAt(blank, text, end)?.[0].length ?? 0);
  if (name === '' || text.charAt(next) === '>') return closingAfter(name) > at;
  if (text.startsWith('/>', next)) return true;
  if (next === end || matchAt(parameter, text, next) !== null) return false;
  return /[A-Za-z_${/]/.test(text.charAt(next));
}

/** Longer type arguments are not looked through. */
const mostOfTypeArguments = 500;

/** Where type arguments end that begin here; here if none do. */
function afterTypeArguments(text: string, from: number): number {
  if (text.charAt(from) !== '<') return from;
  let open = 0;
  for (let at = from; at < Math.min(text.length, from + mostOfTypeArguments); at++) {
    if (text.charAt(at) === '<') open += 1;
    else if (text.charAt(at) === '>' && text.charAt(at - 1) !== '=') open -= 1;
    if (open === 0) return at + 1;
  }
  return from;
}

/** Where the last closing tag of each name is. A fragment's name is empty. */
export function closingNames(text: string): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { index, 1: name = '' } of text.matchAll(/<\/\s*([\w$.:-]*)/g)) last.set(name, index);
  return last;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
