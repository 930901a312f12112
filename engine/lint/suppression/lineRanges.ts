/** Lines from `first` to `last`, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Many ranges that may overlap; each query takes logarithmic time. */
export class LineRanges {
  readonly #firsts: readonly number[];
  /** The largest last line of the ranges up to the same index. */
  readonly #furthest: readonly number[];

  constructor(ranges: readonly LineRange[]) {
    const ordered = ranges.toSorted((one, other) => one.first - other.first);
    this.#firsts = ordered.map(({ first }) => first);
    let furthest = -Infinity;
    this.#furthest = ordered.map(({ last }) => (furthest = Math.max(furthest, last)));
  }

  /** Whether any of the ranges has a line of this one. */
  meets({ first, last }: LineRange): boolean {
    let low = 0;
    let high = this.#firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#firsts[middle] ?? Infinity) <= last) low = middle + 1;
      else high = middle;
    }
    return (this.#furthest[low - 1] ?? -Infinity) >= first;
  }
}
