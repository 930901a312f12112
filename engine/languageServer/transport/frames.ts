/** Messages of the language server protocol, cut out of a stream of bytes. */

/** The header of a message that cannot be read, so that nothing after it can be either. */
export class FramingError extends Error {
  override readonly name = 'FramingError';
}

const maxHeaderLineBytes = 1024;
const maxHeaderLines = 32;
/** Bytes of one message: far above any document that an editor holds. */
const maxBodyBytes = 256 * 1024 * 1024;
const lineFeed = 10;

/** Takes bytes as they come and gives the bodies of messages. */
export class Frames {
  #chunks: Buffer[] = [];
  #size = 0;
  #headerLines = 0;
  #declaredLength: number | null = null;
  /** Bytes of the body that is awaited; null while a header is read. */
  #bodyLength: number | null = null;

  /** The bodies that are complete with these bytes. @throws FramingError for a header that cannot be read */
  *add(bytes: Buffer): Iterable<Buffer> {
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    for (;;) {
      if (this.#bodyLength === null && !this.#readHeader()) return;
      if (this.#bodyLength === null || this.#size < this.#bodyLength) return;
      const body = this.#take(this.#bodyLength);
      this.#bodyLength = null;
      yield body;
    }
  }

  /** Whether the stream may end here. */
  get isBetweenMessages(): boolean {
    return this.#size === 0 && this.#bodyLength === null && this.#headerLines === 0;
  }

  #readHeader(): boolean {
    for (;;) {
      const line = this.#takeLine();
      if (line === null) return false;
      if (line !== '') {
        this.#readLine(line);
        continue;
      }
      if (this.#declaredLength === null) throw new FramingError('a header has no Content-Length');
      this.#bodyLength = this.#declaredLength;
      this.#declaredLength = null;
      this.#headerLines = 0;
      return true;
    }
  }

  #readLine(line: string): void {
    this.#headerLines += 1;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!/^[\w-]+$/.test(name) || this.#headerLines > maxHeaderLines) {
      throw new FramingError(`${quoted(line)} is no line of a header`);
    }
    if (name.toLowerCase() !== 'content-length') return;
    const value = line.slice(colon + 1).trim();
    const length = /^\d+$/.test(value) ? Number(value) : NaN;
    if (!(length <= maxBodyBytes)) {
      throw new FramingError(`Content-Length ${quoted(value)} is not from 0 to ${maxBodyBytes}`);
    }
    if (this.#declaredLength !== null && this.#declaredLength !== length) {
      throw new FramingError(`a header has two lengths, ${this.#declaredLength} and ${length}`);
    }
    this.#declaredLength = length;
  }

  /** The next line of a header without its end; null if it is not complete. */
  #takeLine(): string | null {
    const bytes = this.#joined();
    const end = bytes.subarray(0, maxHeaderLineBytes + 1).indexOf(lineFeed);
    const start = bytes.toString('latin1', 0, Math.min(bytes.length, maxHeaderLineBytes));
    // What cannot become a header is refused at once: the rest of it may never come.
    const canBecomeLine = /^(?:[\w-]+(?::|$)|\r?\n|\r?$)/.test(start);
    if (!canBecomeLine || (end === -1 && bytes.length > maxHeaderLineBytes)) {
      throw new FramingError(`${quoted(start)} is no line of a header`);
    }
    return end === -1
      ? null
      : this.#take(end + 1)
          .toString('latin1')
          .replace(/\r?\n$/, '');
  }

  #take(length: number): Buffer {
    const bytes = this.#joined();
    this.#chunks = [bytes.subarray(length)];
    this.#size = bytes.length - length;
    return bytes.subarray(0, length);
  }

  #joined(): Buffer {
    const [first, ...more] = this.#chunks;
    const bytes = first === undefined || more.length > 0 ? Buffer.concat(this.#chunks) : first;
    this.#chunks = [bytes];
    return bytes;
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
