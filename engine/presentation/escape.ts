/** Text from the user's data, made harmless for where it is put. */
import { blankUnseen, visibleLine } from './visibleText';
import { formatDecimal } from './format';

/**
 * For the product's own words in Markdown: the same as {@link markdownText}, since they may come from a file, but figures such as
 * `[−1, +2]` and `+3` stay readable in the source. A bracket that a link could begin with is escaped.
 */
export function plainWords(text: string): string {
  return markdownText(text)
    .replace(/\\\[([−+\d.,% \u202f]*)\\\](?![([:\\])/g, '[$1]')
    .replace(/^\\\+(?=\d)/, '+');
}

/**
 * For running Markdown and table cells, whatever the text holds: what Markdown or HTML would read as markup or as a link
 * stands as itself, and line breaks become blanks.
 */
export function markdownText(text: string): string {
  return withoutTags(blankUnseen(text).replace(/[\\`*_{}[\]|~$@]/g, '\\$&'))
    .replace(/:\/\//g, ':\\/\\/')
    .replace(/www\./gi, (prefix) => `${prefix.slice(0, 3)}\\.`)
    .replace(/^(\s*)([-=+#])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** A decimal of a report, in Markdown: grouped, and escaped in case it is none. */
export function decimalText(text: string): string {
  return markdownText(formatDecimal(text));
}

/** A Markdown code span that holds any text, for table cells too. */
export function codeSpan(text: string): string {
  const content = blankUnseen(text).replace(/\|/g, '\\|');
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = content.startsWith('`') || content.endsWith('`') || content.trim() === '' ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/**
 * A Markdown block of code that holds any lines, such as what another program has printed, without the colours of a terminal.
 * @param language - for its highlighting
 */
export function codeBlock(text: string, language = 'text'): string {
  const plain = text.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '');
  const lines = plain.split(/\r\n|\r|\n/).map(blankUnseen);
  const longest = Math.max(2, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** For the text and attribute values of XML. */
export function xmlText(text: string): string {
  return blankUnseen(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** One argument of a POSIX shell's command line, on one line that a terminal shows as it is. */
export function shellArgument(text: string): string {
  if (/^[\w./:,=@%+-]+$/.test(text)) return text;
  if (visibleLine(text) === text) return `'${text.replace(/'/g, `'\\''`)}'`;
  return `$'${Array.from(text, shellCharacter).join('')}'`;
}

/** A character between `$'` and `'`, where the shell reads the escapes of C. */
function shellCharacter(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  if (visibleLine(character) === character) return character;
  const code = character.codePointAt(0) ?? 0;
  // Octal has a fixed length of at most three digits, so a digit that follows is not taken for a part of it.
  if (code < 0x80) return `\\${code.toString(8).padStart(3, '0')}`;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

function withoutTags(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
