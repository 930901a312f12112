/** What of a notebook's cell is Python: the rest is blanked, character by character, so that places stay. */

/** Cell magics whose cell still is Python; another one's cell is text of another language. */
const pythonMagics = new Set(['capture', 'prun', 'time', 'timeit']);

/** The cell as Python of the same length, with the same line ends. */
export function pythonOfCell(cell: string): string {
  const magic = /^\s*%%(\w+)/.exec(cell)?.[1];
  if (magic !== undefined && !pythonMagics.has(magic)) return blank(cell);
  let isContinued = false;
  return cell.replace(/[^\r\n]+/g, (line) => {
    const isCommand = isContinued || /^\s*[%!]|^\s*\?|^[^#'"]*\?\s*$|^\s*[\w,][\w, ]*=\s*[%!]/.test(line);
    isContinued = isCommand && line.endsWith('\\');
    return isCommand ? blankStatement(line) : line;
  });
}

/** Keeps the statement's place, which a block may need, by a number that does nothing. */
function blankStatement(line: string): string {
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  return indent.length === line.length ? line : `${indent}0${' '.repeat(line.length - indent.length - 1)}`;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
