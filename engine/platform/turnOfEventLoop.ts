/** Lets messages and signals arrive, and what was sent leave, before the main thread is busy again. */
export function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
