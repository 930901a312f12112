/** Determines from the heartbeats of a process whether its main thread still gets on. */
export class StallDetector {
  #progress = 0;
  #idleBeats = 0;

  /** Forgets the idle time so far: something new has begun. */
  restart(): void {
    this.#idleBeats = 0;
  }

  /**
   * Takes a heartbeat with the process's progress word, in which every change is progress.
   * @returns beats in a row, this one included, that brought none
   */
  beat(progress: number): number {
    this.#idleBeats = progress === this.#progress ? this.#idleBeats + 1 : 0;
    this.#progress = progress;
    return this.#idleBeats;
  }
}
