import type { RunSnapshot } from '../engine/protocol/snapshot';
import { progressParts } from '../engine/presentation/models/run';

/** Progress is spoken this often at most; what ends a run is spoken at once. */
const secondsBetween = 8;

/** Announces the run's progress to screen readers, without flooding them. */
export class Announcer {
  readonly #element = document.createElement('div');
  #spokenAt = -Infinity;
  #status: RunSnapshot['status'] | null = null;

  constructor() {
    this.#element.className = 'for-screen-reader';
    this.#element.setAttribute('aria-live', 'polite');
    this.#element.setAttribute('role', 'status');
    document.body.append(this.#element);
  }

  announce(snapshot: RunSnapshot | null): void {
    if (snapshot === null) return;
    const changed = snapshot.status !== this.#status;
    if (!changed && performance.now() - this.#spokenAt < secondsBetween * 1000) return;
    const text = spokenText(snapshot);
    // A run that had ended before the panel was opened is read, not announced.
    const late = this.#status === null && snapshot.last !== null;
    this.#status = snapshot.status;
    if (text === '' || late || (!changed && snapshot.last !== null)) return;
    this.#spokenAt = performance.now();
    this.#element.textContent = text;
  }
}

function spokenText({ last, progress }: RunSnapshot): string {
  if (last?.type === 'finished') return last.report.sentence;
  if (last?.type === 'failed') return `The run failed: ${last.failure.message}`;
  return progress === null ? 'Starting the engines.' : progressParts(progress).join(', ');
}
