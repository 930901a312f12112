/** Where a file can be cut so that its parts can be read one by one, and only those read again that an edit touched. */

/** The shortest section, in characters: to start the parser costs as much as to read a few lines. */
export const leastLength = 1000;

const quote = 0x22;
const apostrophe = 0x27;
const hash = 0x23;
const backslash = 0x5c;
const newline = 0x0a;
const carriageReturn = 0x0d;
const at = 0x40;

/** What begins a definition at the start of a line: these words stand in no brackets, so that an open one is a mistake. */
const definition = /(?:class|def|async[ \t]+def)[ \t]/y;
/** What a statement can begin with, unless it is the next part of the one before. */
const statement = /(?!(?:else|elif|except|finally)(?![\p{L}\p{N}_]))[\p{L}_]/uy;

/**
 * Offsets at which sections begin, the first of them 0. A section begins with a statement of the module; those of a
 * valid file, one after the other, are what the file as a whole is. The offsets depend on the text alone. In a broken
 * file a definition ends whatever is open before it, but for a string over several lines.
 */
export function sectionStarts(text: string): number[] {
  const starts = [0];
  let start = 0;
  /** Brackets that are open. */
  let depth = 0;
  /** Whether a string was open at the end of its line: one with an expression over several lines in it, or a mistake. */
  let isUnsure = false;
  /** Where the lines with an at sign begin that may be the decorators of the next definition. */
  let decorators: { readonly offset: number; readonly isInBrackets: boolean } | null = null;
  const startAt = (offset: number): void => {
    if (offset - start < leastLength) return;
    starts.push(offset);
    start = offset;
  };
  const onLine = (offset: number): void => {
    if (matchesAt(definition, text, offset)) {
      if (decorators === null) startAt(offset);
      // Brackets that are open even here are a mistake, else what is in them is an operator.
      else if (decorators.isInBrackets && !isUnsure) startAt(depth > 0 ? decorators.offset : offset);
      depth = 0;
      isUnsure = false;
      decorators = null;
    } else if (text.charCodeAt(offset) === at) {
      const isInBrackets = depth > 0 || isContinued(text, offset);
      if (decorators === null || (decorators.isInBrackets && !isInBrackets)) {
        if (!isInBrackets) startAt(offset);
        decorators = { offset, isInBrackets };
      }
    } else if (depth === 0 && matchesAt(statement, text, offset) && !isContinued(text, offset)) {
      startAt(offset);
      decorators = null;
    }
  };
  for (let offset = 0; offset < text.length; offset++) {
    switch (text.charCodeAt(offset)) {
      case newline:
        onLine(offset + 1);
        break;
      case hash:
        offset = lineEnd(text, offset) - 1;
        break;
      case quote:
      case apostrophe: {
        const end = stringEnd(text, offset);
        if (end < 0) {
          depth++;
          isUnsure = true;
        }
        offset = Math.abs(end) - 1;
        break;
      }
      case 0x28:
      case 0x5b:
      case 0x7b:
        depth++;
        break;
      case 0x29:
      case 0x5d:
      case 0x7d:
        depth = Math.max(0, depth - 1);
        break;
    }
  }
  return starts;
}

function matchesAt(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

/** Whether a backslash joins a line to the one before. */
function isContinued(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 2) === carriageReturn ? offset - 3 : offset - 2;
  return text.charCodeAt(before) === backslash;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Where a string ends that begins at a quote: behind the closing one. Negative where that is missing on its line. */
function stringEnd(text: string, from: number): number {
  const mark = text.charCodeAt(from);
  const triple = mark === quote ? '"""' : "'''";
  const isTriple = text.startsWith(triple, from);
  for (let offset = from + (isTriple ? 3 : 1); offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === backslash) offset++;
    else if (code === newline && !isTriple) return -offset;
    else if (code === mark && !isTriple) return offset + 1;
    else if (code === mark && text.startsWith(triple, offset)) return offset + 3;
  }
  return text.length;
}
