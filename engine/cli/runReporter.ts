/** Shows the events of a run. */
import type { RunEvent } from '../protocol/run';
import type { ProgressView } from './progress';
import { startedLines } from './runText';

export class RunReporter {
  /** Whether a sample has come, which a partial report would keep. */
  hasSamples = false;
  readonly #view: ProgressView;
  readonly #isMachineKnown: boolean;
  /** What was said about the machine; null once it is shown. Whoever gave bad input need not read it. */
  #aboutMachine: string[] | null = [];

  /** What a person calls the scenarios whose key is none of their words: own data, by the file's name. */
  readonly #names = new Map<string, string>();

  /** @param isMachineKnown - what about the machine is uncertain has been said, and is not repeated */
  constructor(view: ProgressView, isMachineKnown = false) {
    this.#view = view;
    this.#isMachineKnown = isMachineKnown;
  }

  report(event: RunEvent): void {
    const view = this.#view;
    switch (event.type) {
      case 'started':
        view.note(...startedLines(event));
        break;
      case 'progress':
        view.show(event.progress);
        break;
      case 'scenario':
        if (event.head.data.file !== null) this.#names.set(event.head.key, event.head.data.file);
        if (!this.#isMachineKnown) for (const text of this.#aboutMachine ?? []) view.caution(text);
        this.#aboutMachine = null;
        break;
      case 'warning':
        if (event.key !== null) view.warn(`${this.#names.get(event.key) ?? event.key}: ${event.text}`);
        else if (this.#aboutMachine === null) view.warn(event.text);
        else this.#aboutMachine.push(event.text);
        break;
      case 'log':
        if (event.level === 'error') view.warn(event.text);
        break;
      case 'sample':
        this.hasSamples = true;
        break;
      case 'hello':
      case 'results':
      case 'measurements':
      case 'finished':
      case 'failed':
        break;
    }
  }
}
