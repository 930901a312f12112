/**
 * Helpers that compilers to CommonJS wrap `require` in, each at the start of its definition. They give back the module,
 * and the module as its own `default`; but their code, written for every module there is, has the type `any`.
 */
const helpers =
  /^(?:(?:var|const|let) __import(?:Default|Star) = \(this && this\.__import|(?:var|const|let) __toESM = \(mod|function _interop(?:RequireDefault|RequireWildcard|DefaultLegacy|DefaultCompat|Namespace) ?\()/gm;
const nameOfHelper = /_\w+/;

/**
 * JavaScript with these helpers' definitions replaced by ones that have a type, so that what is required keeps its own.
 * Every character outside of them, and every line, stays in its place.
 *
 * @param text the text of a script
 */
export function withTypedInterop(text: string): string {
  if (!/__importDefault|__importStar|__toESM|_interop/.test(text)) return text;
  let typed = text;
  for (const match of text.matchAll(helpers)) {
    const name = nameOfHelper.exec(match[0])?.[0] ?? '';
    const end = endOfStatement(text, match.index);
    if (end === null) continue;
    const definition = text.slice(match.index, end);
    const replacement = `var ${name}=/**@type{<T>(m:T,n?:any)=>T&{default:T}}*/(0);`;
    const [firstLine = ''] = definition.split('\n');
    if (firstLine.length < replacement.length) continue;
    const rest = definition.slice(replacement.length).replace(/[^\r\n]/g, ' ');
    typed = typed.slice(0, match.index) + replacement + rest + typed.slice(end);
  }
  return typed;
}

/** Where the definition ends: at the semicolon or the last brace outside of all brackets; null if it never does. */
function endOfStatement(text: string, start: number): number | null {
  const isFunction = text.startsWith('function', start);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) {
      depth -= 1;
      if (isFunction && depth === 0 && character === '}') return at + 1;
    } else if (!isFunction && depth === 0 && character === ';') return at + 1;
  }
  return null;
}
