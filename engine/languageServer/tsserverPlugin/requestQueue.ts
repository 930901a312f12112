/** Answers requests one after the other, in steps too short to delay tsserver. */
import { setImmediate } from 'node:timers/promises';
import type ts from 'typescript-5.9';
import type * as analysis from './analysis';
import type { AnalysisRequest, Outcome } from './messages';
import { hasTexts, projectOf } from './tsserverProject';

/** Milliseconds that a turn takes. */
const turnMs = 8;

export interface RequestQueueDependencies {
  /** Loads the analysis, which happens with the first question. */
  readonly load: () => typeof analysis;
  /** Null before tsserver has a project. */
  readonly service: () => ts.server.ProjectService | null;
  readonly answer: (id: number, outcome: Outcome) => void;
  /** Nothing else may be done with an error: nobody above catches it. */
  readonly onError: (error: unknown) => void;
}

export class RequestQueue {
  readonly #dependencies: RequestQueueDependencies;
  readonly #waiting = new Map<number, AnalysisRequest>();
  #isBusy = false;

  constructor(dependencies: RequestQueueDependencies) {
    this.#dependencies = dependencies;
  }

  take(request: AnalysisRequest): void {
    this.#waiting.set(request.id, request);
    if (!this.#isBusy) this.#work().catch(this.#dependencies.onError);
  }

  /** Takes a question back, also while it is being answered. */
  drop(id: number): void {
    this.#waiting.delete(id);
  }

  clear(): void {
    this.#waiting.clear();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    try {
      // A newer question on the same file, or that this one is not wanted, may be on its way.
      await setImmediate();
      for (const request of this.#waiting.values()) {
        const outcome = await this.#outcomeOf(request).catch((error: unknown): Outcome => failed(error));
        if (this.#waiting.delete(request.id)) this.#dependencies.answer(request.id, outcome);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  async #outcomeOf(request: AnalysisRequest): Promise<Outcome> {
    const service = this.#dependencies.service();
    const project = service === null ? null : projectOf(service, request.path);
    if (service === null || project === null) return { outcome: 'absent' };
    const program = project.getLanguageService().getProgram();
    if (program === undefined) return { outcome: 'absent' };
    if (!hasTexts(service, program, request.texts)) return { outcome: 'stale' };
    const name = service.getScriptInfo(request.path)?.fileName ?? request.path;
    const steps = this.#dependencies.load().analyseInSteps(program, name, request.decimalTypes);
    let turnEnds = performance.now() + turnMs;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) return step.value;
      if (performance.now() < turnEnds) continue;
      await setImmediate();
      if (!this.#waiting.has(request.id)) return { outcome: 'stale' };
      if (!hasTexts(service, program, request.texts)) return { outcome: 'stale' };
      turnEnds = performance.now() + turnMs;
    }
  }
}

function failed(error: unknown): Outcome {
  return {
    outcome: 'failed',
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
