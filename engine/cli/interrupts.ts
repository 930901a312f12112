/** Ctrl-C and its like: the first asks the work to end and keep what it has, the second ends it at once. */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupts {
  /** Aborted by the first interrupt. */
  readonly signal: AbortSignal;
  /** Leaves interrupts to the system again. */
  stopListening(): void;
}

/** Listens from now on; every interrupt after the first calls `onRepeated`. */
export function listenForInterrupts(onRepeated: () => void): Interrupts {
  const controller = new AbortController();
  const listen = () => {
    if (controller.signal.aborted) onRepeated();
    else controller.abort();
  };
  for (const signal of signals) process.on(signal, listen);
  return {
    signal: controller.signal,
    stopListening() {
      for (const signal of signals) process.off(signal, listen);
    },
  };
}
