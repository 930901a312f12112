/** The text as the parser gets it: what makes its scanner read the same lines again and again is written differently. */

/** So many lines without code in a row are joined; in real code such runs are rare. */
const leastLines = 50;

/** A line that holds nothing, a comment or only a backslash. */
const idleLine = /[ \t\f]*(?:(#)[^\n]*|(\\)?\r?)\n/y;

/**
 * A text of the same length with the same code at the same places. The scanner reads all comments and continued lines
 * that follow at each of them, which is quadratic: many of them become one comment or blanks.
 */
export function readable(text: string): string {
  return joinIdleLines(withLineFeeds(text.replaceAll('\0', ' ')));
}

/** As Python reads it: a carriage return by itself ends a line. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r(?!\n)/g, '\n') : text;
}

function joinIdleLines(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let start = 0; start < text.length;) {
    const { end, count, comment } = idleRun(text, start);
    if (count >= leastLines) {
      parts.push(text.slice(copied, start), joined(text.slice(start, end), comment - start));
      copied = end;
    }
    start = nextLine(text, end);
  }
  return copied === 0 ? text : parts.join('') + text.slice(copied);
}

interface IdleRun {
  readonly end: number;
  /** Lines with a comment or a backslash. */
  readonly count: number;
  /** Where the first comment begins; the end if there is none. */
  readonly comment: number;
}

function idleRun(text: string, start: number): IdleRun {
  let count = 0;
  let comment = -1;
  let end = start;
  idleLine.lastIndex = start;
  for (let match = idleLine.exec(text); match !== null; match = idleLine.exec(text)) {
    if (comment === -1 && match[1] !== undefined) comment = text.indexOf('#', end);
    if (match[1] !== undefined || match[2] !== undefined) count++;
    end = idleLine.lastIndex;
  }
  return { end, count, comment: comment === -1 ? end : comment };
}

/**
 * Quotes stay, as the lines may be in a string. The last line end stays, too, and the last backslash if there is no
 * comment behind which it could be.
 */
function joined(run: string, comment: number): string {
  const continued = comment < run.length ? comment : run.lastIndexOf('\\');
  const before = run.slice(0, continued).replaceAll(/\\\r?\n/g, ({ length }) => ' '.repeat(length));
  if (comment === run.length) return before + run.slice(continued);
  const comments = run.slice(comment, -1).replaceAll(/\\(?=\r?\n|\r?$)|[\r\n]/g, ' ');
  return `${before}${comments}\n`;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}
