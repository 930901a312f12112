/** Measuring processes are started with `--expose-gc`; the test runner is not. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export function exposeGc(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (!isGc(gc)) throw new Error('this Node has no gc');
  globalThis.gc = gc;
}

function isGc(value: unknown): value is NonNullable<typeof globalThis.gc> {
  return typeof value === 'function';
}
