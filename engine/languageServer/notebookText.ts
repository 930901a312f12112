/** An open notebook as the text of its file would be, and the way back from a place in that text to a cell. */

export interface NotebookCellText {
  readonly uri: string;
  readonly source: string;
}

interface CellPlace extends NotebookCellText {
  /** Between the quotes of its source in the notebook's text. */
  readonly start: number;
  readonly end: number;
}

export interface NotebookText {
  readonly text: string;
  readonly cells: readonly CellPlace[];
}

/** Writes code cells of a Python notebook as a file of format 4. */
export function notebookText(cells: readonly NotebookCellText[]): NotebookText {
  const places: CellPlace[] = [];
  let text = '{"cells":[';
  for (const [index, { uri, source }] of cells.entries()) {
    text += `${index === 0 ? '' : ','}{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":"`;
    const start = text.length;
    text += JSON.stringify(source).slice(1, -1);
    places.push({ uri, source, start, end: text.length });
    text += '"}';
  }
  text +=
    '],"metadata":{"kernelspec":{"display_name":"Python 3","language":"python","name":"python3"}},"nbformat":4,"nbformat_minor":5}';
  return { text, cells: places };
}

/** The cell that a place of the notebook's text is in, and the offset in it; null between cells. */
export function placeInCell(
  notebook: NotebookText,
  offset: number,
): { readonly uri: string; readonly offset: number } | null {
  const cell = notebook.cells.find(({ start, end }) => start <= offset && offset <= end);
  if (cell === undefined) return null;
  let inSource = 0;
  for (let at = cell.start; at < offset; inSource++) {
    if (notebook.text[at] !== '\\') at++;
    else at += notebook.text[at + 1] === 'u' ? 6 : 2;
  }
  return { uri: cell.uri, offset: inSource };
}

/** What an edit of the notebook's text writes into the cell; null for one that is no text of JSON. */
export function textInCell(escaped: string): string | null {
  try {
    const text: unknown = JSON.parse(`"${escaped}"`);
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}
