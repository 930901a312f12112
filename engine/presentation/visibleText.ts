/** Text from files, arguments and other programs, made safe to print: what would command or deceive a terminal is shown escaped. */

/**
 * One line: line breaks, tabs and everything that has no picture of its own are shown as escapes, e.g. `\x1b`, `\n`, `\u202e`.
 * A line that a CI runner would take for a command of its own (`::error::`, `##[error]`) is shown as text too.
 */
export function visibleLine(text: string): string {
  return withoutCommands(withoutUnseen(text).replace(/[\n\t]/g, escapeOf));
}

/** The same for a text of several lines; line breaks and tabs are kept. */
export function visibleLines(text: string): string {
  return withoutUnseen(text.replaceAll('\r\n', '\n')).split('\n').map(withoutCommands).join('\n');
}

/** One line in which U+FFFD stands for each code unit that cannot be shown, so that columns stay where they are. */
export function visibleColumns(text: string): string {
  return text
    .replace(/[\n\t]/g, '\ufffd')
    .replace(unseen, (character, at: number) =>
      isJoiner(character, text, at) ? character : '\ufffd'.repeat(character.length),
    );
}

/** Every string in plain data as {@link visibleLine} shows it; keys and everything else stay. */
export function visibleData<T>(data: T): T;
export function visibleData(data: unknown): unknown {
  if (typeof data === 'string') return visibleLine(data);
  if (Array.isArray(data)) return data.map((item: unknown) => visibleData(item));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, visibleData<unknown>(value)]));
}

/** JSON for a terminal: the same data, with every character that has no picture written as an escape of JSON. */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(unseen, (character) =>
      Array.from({ length: character.length }, (_, unit) => jsonEscape(character.charCodeAt(unit))).join(''),
    )
    .replaceAll('##[', `##${jsonEscape(0x5b)}`);
}

/** Every run of characters without a picture of their own, line breaks and tabs among them, as one blank: for Markdown and XML. */
export function blankUnseen(text: string): string {
  return text.replace(unseenRuns, (found, at: number) => (isJoiner(found, text, at) ? found : ' '));
}

/**
 * Controls but line feed and tab, lone surrogates, separators of lines and paragraphs, and what Unicode says to draw as nothing:
 * marks of reading direction, zero-width characters, fillers and tags. Variation selectors only choose a glyph.
 */
const unseen =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFF9-\uFFFB]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/gu;

const unseenRuns = new RegExp(`(?:[\\n\\t]|${unseen.source})+`, 'gu');

function withoutUnseen(text: string): string {
  return text.replace(unseen, (character, at: number) =>
    isJoiner(character, text, at) ? character : escapeOf(character),
  );
}

/** Zero-width joiners are part of the spelling of emoji and of many scripts, and of nothing in ASCII. */
function isJoiner(character: string, text: string, at: number): boolean {
  if (character !== '\u200c' && character !== '\u200d') return false;
  const before = /[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u.exec(
    text.slice(Math.max(0, at - 2), at),
  );
  const after = /^[\p{L}\p{M}\p{Extended_Pictographic}]/u.exec(text.slice(at + 1, at + 3));
  return before !== null && after !== null && !/[\0-\x7f\p{Script=Latin}]/u.test(before[0] + after[0]);
}

function escapeOf(character: string): string {
  const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

function jsonEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** The runner reads commands at the beginning of a line, and those of its older form anywhere. */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\\x3a').replace(/##\[/g, '##\\x5b');
}
