/** Takes text as it comes, and hands over every line once it is whole, without its end. */
export class LineReader {
  readonly #onLine: (line: string) => void;
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#onLine(line);
  }

  /** Characters of the line that has not ended yet. */
  get pending(): number {
    return this.#rest.length;
  }
}
