/** The last closes, in cents. */
export class RecentCloses {
  readonly #ring: Int32Array;
  #next = 0;
  #count = 0;

  constructor(capacity: number) {
    this.#ring = new Int32Array(capacity);
  }

  /** Closes held; the capacity once it is full. */
  get count(): number {
    return this.#count;
  }

  /** The close of `barsAgo` bars before the latest; 0 is the latest itself. */
  at(barsAgo: number): number {
    let place = this.#next - 1 - barsAgo;
    if (place < 0) place += this.#ring.length;
    const close = this.#ring[place];
    if (close === undefined || barsAgo >= this.#count) throw new RangeError(`no close ${barsAgo} bars ago`);
    return close;
  }

  push(close: number): void {
    this.#ring[this.#next] = close;
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
    if (this.#count < this.#ring.length) this.#count++;
  }
}
