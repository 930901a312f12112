/** Where regular expressions of a script end. */

/** Reads each line once, whatever the number of slashes on it. */
export class RegexEnds {
  #lineStart = 0;
  #lineEnd = 0;
  /** For each place of the line, the end of an expression that goes on there; 0 if it has none. */
  #outsideClass = new Uint32Array(0);

  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The end of an expression that begins at a slash. One that is not closed on its line is only a slash. */
  endFrom(slash: number): number {
    if (slash < this.#lineStart || slash >= this.#lineEnd) this.#readLine(slash);
    const end = this.#outsideClass[slash + 1 - this.#lineStart] ?? 0;
    return end === 0 ? slash + 1 : end;
  }

  /** Reads the rest of a line, from its end to its start. */
  #readLine(from: number): void {
    const text = this.#text;
    let lineEnd = from;
    while (lineEnd < text.length && !'\r\n'.includes(text.charAt(lineEnd))) lineEnd += 1;
    const outside = new Uint32Array(lineEnd - from + 2);
    const inClass = new Uint32Array(lineEnd - from + 2);
    for (let at = lineEnd - from - 1; at >= 0; at--) {
      const character = text.charAt(from + at);
      const next = character === '\\' ? at + 2 : at + 1;
      const goesOn = character === '[' ? inClass : outside;
      outside[at] = character === '/' ? from + at + 1 : (goesOn[next] ?? 0);
      inClass[at] = (character === ']' ? outside : inClass)[next] ?? 0;
    }
    this.#lineStart = from;
    this.#lineEnd = lineEnd;
    this.#outsideClass = outside;
  }
}
