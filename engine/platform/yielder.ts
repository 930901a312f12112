/** Long work in turns, so that other work of the same thread is not kept waiting. */
import { setImmediate } from 'node:timers/promises';

/** Milliseconds that a turn takes. */
const turnMs = 15;

export class Yielder {
  readonly #signal: AbortSignal | undefined;
  #endsAt = performance.now() + turnMs;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Lets others have their turn if this one has lasted long enough. @throws the signal's reason if it is aborted */
  async next(): Promise<void> {
    this.#signal?.throwIfAborted();
    if (performance.now() < this.#endsAt) return;
    await setImmediate();
    this.#signal?.throwIfAborted();
    this.#endsAt = performance.now() + turnMs;
  }
}
