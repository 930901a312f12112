/** At most this many redraws a second while figures stream in. */
const redrawsPerSecond = 4;

/** Joins changes into redraws: urgent ones on the next frame, the others at most four times a second, none while hidden. */
export class Schedule {
  readonly #draw: () => void;
  #frame: number | null = null;
  #timer: number | null = null;
  #drawnAt = -Infinity;
  #pending = false;

  constructor(draw: () => void) {
    this.#draw = draw;
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && this.#pending) this.request(true);
    });
  }

  request(urgent: boolean): void {
    this.#pending = true;
    if (document.hidden || this.#frame !== null) return;
    const wait = urgent ? 0 : this.#drawnAt + 1000 / redrawsPerSecond - performance.now();
    if (wait <= 0) this.#requestFrame();
    else this.#timer ??= window.setTimeout(() => this.#requestFrame(), wait);
  }

  #requestFrame(): void {
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = null;
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#pending = false;
      this.#drawnAt = performance.now();
      this.#draw();
    });
  }
}
