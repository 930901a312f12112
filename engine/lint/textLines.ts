/** Lines and columns of offsets in a text. */

/** From 1; columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text, which end with CRLF, LF or CR. */
export class TextLines {
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** Where an offset is; one beyond the text is at its end. */
  position(offset: number): Position {
    const line = this.lineOf(offset);
    const column = Math.min(Math.max(offset, 0), this.text.length) - this.startOf(line) + 1;
    return { line, column };
  }

  /** The line, from 1, that an offset is on. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The offset that a line starts at; the text's end for a line after the last. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  /** A line without its end. */
  textOf(line: number): string {
    return this.text.slice(this.startOf(line), this.startOf(line + 1)).replace(/(?<![\r\n])[\r\n]+$/, '');
  }
}
