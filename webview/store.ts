import { check, ProtocolError } from '../engine/protocol/check';
import { ToPanel } from '../engine/protocol/panel';
import type { PanelContext } from '../engine/protocol/panel';
import { applyEvent, emptySnapshot } from '../engine/protocol/snapshot';
import type { RunSnapshot } from '../engine/protocol/snapshot';
import type { TrendState } from '../engine/protocol/trend';

/** The latest messages of the extension. */
export interface PanelData {
  readonly snapshot: RunSnapshot | null;
  readonly context: PanelContext;
  readonly trend: TrendData;
}

/** The trend over the kept runs, sent only on request. */
export interface TrendData {
  /** Null until one has arrived. Stays visible while a newer one is requested. */
  readonly state: TrendState | null;
  /** Whether it must be asked for where it is to be seen. */
  readonly isDue: boolean;
}

/** Turns messages into the panel's data. Nothing is drawn here. */
export class Store {
  #data: PanelData | null = null;
  readonly #changed: (urgent: boolean) => void;
  readonly #refused: (reason: string) => void;

  /**
   * @param changed - called after every message; urgent if the run's state changed, not only its figures
   * @param refused - called with the reason if a message is not what the protocol allows
   */
  constructor(changed: (urgent: boolean) => void, refused: (reason: string) => void) {
    this.#changed = changed;
    this.#refused = refused;
  }

  /** Null until the extension has answered `ready`. */
  get data(): PanelData | null {
    return this.#data;
  }

  /** The trend was asked for: an answer is on its way. */
  trendAsked(): void {
    this.#notifyTrend({ ...this.#trend, isDue: false });
  }

  /** Takes one message. A malformed one is refused whole; the panel stays as it is. */
  receive(data: unknown): void {
    try {
      this.#take(check(ToPanel, data, 'message to the panel'));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#refused(error.message);
    }
  }

  #take(message: ToPanel): void {
    switch (message.type) {
      case 'show':
        this.#data = { snapshot: message.snapshot, context: message.context, trend: this.#trend };
        this.#changed(true);
        return;
      case 'context':
        this.#data = {
          snapshot: this.#data?.snapshot ?? null,
          context: message.context,
          trend: this.#trend,
        };
        this.#changed(true);
        return;
      case 'trend':
        this.#notifyTrend(
          message.state === null ? { ...this.#trend, isDue: true } : { state: message.state, isDue: false },
        );
        return;
      case 'event': {
        // An event before the first `show` belongs to what that message will tell as a whole.
        if (this.#data === null) return;
        const before = this.#data.snapshot ?? emptySnapshot;
        // `hello` opens a run: what the panel showed belonged to the one before.
        const snapshot = message.event.type === 'hello' ? emptySnapshot : applyEvent(before, message.event);
        this.#data = { ...this.#data, snapshot };
        this.#changed(
          snapshot.status !== before.status || snapshot.scenarios.length !== before.scenarios.length,
        );
      }
    }
  }

  get #trend(): TrendData {
    return this.#data?.trend ?? { state: null, isDue: true };
  }

  #notifyTrend(trend: TrendData): void {
    if (this.#data === null) return;
    this.#data = { ...this.#data, trend };
    this.#changed(true);
  }
}
