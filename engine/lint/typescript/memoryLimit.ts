import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A program would take more memory than it may. */
export class MemoryLimitError extends Error {
  override readonly name = 'MemoryLimitError';
}

/** How many calls pass between two looks at the memory, which take 50 µs each. */
const callsBetween = 20;

/** The part of the limit by which a measurement may be wrong. */
const negligible = 1 / 8;

/** Watches how far the process grows. */
export class MemoryMonitor {
  readonly #before: number;
  readonly #maxBytes: number;
  #calls = 0;

  constructor(maxMb: number) {
    this.#maxBytes = maxMb * 1024 * 1024;
    // Garbage that is collected later would hide as much growth; a little of it is not worth the time.
    if (usedBytes() > this.#maxBytes * negligible) collectGarbage();
    this.#before = usedBytes();
  }

  /** Whether the process has grown by more than the limit, garbage not counted. Cheap: looks only now and then. */
  isExceeded(): boolean {
    if (this.#calls++ % callsBetween !== 0 || !this.#isAbove()) return false;
    collectGarbage();
    return this.#isAbove();
  }

  #isAbove(): boolean {
    return usedBytes() - this.#before > this.#maxBytes;
  }
}

function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Node's memory figures include garbage, and its collector can be called only with a flag. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}
