/** Ctrl-C and its like: the first asks the work to end and keep what it has, the second ends it at once. */

import { EngineError } from '../errors';

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
