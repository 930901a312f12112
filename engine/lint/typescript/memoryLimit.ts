/** A program would take more memory than it may. */
export class MemoryLimitError extends Error {
  override readonly name = 'MemoryLimitError';
}

/** How many files are read between two looks at the memory, which takes 50 µs. */
const filesBetween = 20;

/**
 * A function to call for every file that is read.
 * It throws a MemoryLimitError when the process has grown by more than the limit since it was made.
 */
export function watchMemory(maxMb: number): () => void {
  const before = usedBytes();
  let files = 0;
  return () => {
    if (files++ % filesBetween === 0 && usedBytes() - before > maxMb * 1024 * 1024)
      throw new MemoryLimitError();
  };
}

function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
