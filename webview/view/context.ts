import type { FromPanel, exportFormats } from '../../engine/protocol/panel';
import type { ScenarioReport } from '../../engine/protocol/report';
import type { PanelData } from '../store';
import type { UiState } from '../uiState';

export type ExportFormat = (typeof exportFormats)[number];

/** What lasts as long as the page: menus, questions, pages of long tables. */
export interface PassingState {
  readonly menu: 'run' | 'export' | null;
  /** Esc was pressed, and waits for an answer. */
  readonly askingToCancel: boolean;
  /** Cancel was sent, and the run has not ended yet. */
  readonly cancelling: boolean;
  readonly showingKeys: boolean;
  /** First row shown, by table. */
  readonly pages: Readonly<Record<string, number>>;
  /** The table that was copied last. */
  readonly copied: string | null;
}

export const initialPassingState: PassingState = {
  menu: null,
  askingToCancel: false,
  cancelling: false,
  showingKeys: false,
  pages: {},
  copied: null,
};

export interface Actions {
  post(message: FromPanel): void;
  changeUi(change: Partial<UiState>): void;
  changePassing(change: Partial<PassingState>): void;
  /** Moves the focus once the changes are drawn. */
  focus(selector: string): void;
  exportAs(format: ExportFormat): void;
}

/** The charts' elements, kept over all drawings. */
export interface ChartElements {
  readonly overhead: HTMLElement;
  readonly samples: HTMLElement;
  readonly distribution: HTMLElement;
  readonly equity: HTMLElement;
  readonly trend: HTMLElement;
}

/** Everything that a view may look at. */
export interface ViewContext {
  readonly data: PanelData;
  readonly opened: ScenarioReport | null;
  readonly ui: UiState;
  readonly passing: PassingState;
  readonly actions: Actions;
  readonly charts: ChartElements;
}

/** True while samples are being taken, or will be. */
export function isGoing({ data }: ViewContext): boolean {
  return data.snapshot?.status === 'starting' || data.snapshot?.status === 'running';
}
