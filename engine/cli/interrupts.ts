/** Ctrl-C and its like: the first asks the work to end and keep what it has, the second ends it at once. */

import { EngineError } from '../platform/errors';
import { turnOfEventLoop } from '../platform/turnOfEventLoop';
import { exitCodes } from './exitCode';

/** Work may be waiting for a lock that another program holds. */
const longestEndMs = 1000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupts {
  /** Aborted by the first interrupt, with a failure `cancelled`. */
  readonly signal: AbortSignal;
  /** Leaves interrupts to the system again. */
  stopListening(): void;
}

/** Listens from now on; every interrupt after the first calls `onRepeated`. */
export function listenForInterrupts(onRepeated: () => void): Interrupts {
  const controller = new AbortController();
  const listen = () => {
    if (controller.signal.aborted) onRepeated();
    else {
      controller.abort(
        new EngineError({ code: 'cancelled', message: 'Interrupted', where: null, remedy: null }),
      );
    }
  };
  for (const signal of signals) process.on(signal, listen);
  return {
    signal: controller.signal,
    stopListening() {
      for (const signal of signals) process.off(signal, listen);
    },
  };
}

/**
 * Runs short asynchronous work, such as writing files, that an interrupt must not end halfway. It listens only meanwhile:
 * a listener does not run while the main thread is busy, so any other work is left to the system, which ends it at once.
 * @param work - its signal is aborted by an interrupt
 * @throws EngineError `cancelled` if it was interrupted
 */
export async function guardFromInterrupts<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = () => process.exit(exitCodes.interrupted);
  const interrupts = listenForInterrupts(end);
  const { signal } = interrupts;
  let deadline: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', () => (deadline = setTimeout(end, longestEndMs)));
  try {
    const result = await work(signal);
    // A signal that came during a synchronous write is delivered in the next full turn, and would be lost otherwise.
    await turnOfEventLoop();
    await turnOfEventLoop();
    signal.throwIfAborted();
    return result;
  } finally {
    clearTimeout(deadline);
    interrupts.stopListening();
  }
}
