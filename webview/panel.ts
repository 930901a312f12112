/** Entry of the result panel: wires messages, state, views and charts together. */
import type { FromPanel } from '../engine/protocol/panel';
import { samplesCsv } from '../engine/presentation/samplesCsv';
import { Announcer } from './announcer';
import { patch } from './dom';
import { Drawings } from './drawings';
import type { DrawingInput } from './drawings';
import { Hover } from './hover';
import { listenToKeys } from './keyboard';
import { finishedFacts, openedScenario, runMarks } from '../engine/presentation/models/run';
import { pictureOf } from './png';
import { Schedule } from './schedule';
import { Store } from './store';
import { readTheme, watchTheme } from './theme';
import { restoredUiState } from './uiState';
import type { UiState } from './uiState';
import { initialPassingState, isGoing } from './view/context';
import type { Actions, ExportFormat, PassingState, ViewContext } from './view/context';
import { panelView } from './view/panelView';
import { openedTrend, trendSection } from './view/trend';

interface EditorApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: UiState): void;
}
/** Given by the editor to the page, once. */
declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
const host = document.querySelector('#panel') ?? document.body;
const hover = new Hover();
const announcer = new Announcer();
const post = (message: FromPanel): void => editor.postMessage(message);

let ui = restoredUiState(editor.getState());
let passing: PassingState = initialPassingState;
let theme = readTheme();
let wantedFocus: string | null = null;
let trendWasSeen = false;

const schedule = new Schedule(draw);
const store = new Store((urgent) => schedule.request(urgent), reportRefusal);
const actions: Actions = {
  post,
  changeUi(change) {
    ui = { ...ui, ...change };
    editor.setState(ui);
    schedule.request(true);
  },
  changePassing(change) {
    passing = { ...passing, ...change };
    schedule.request(true);
  },
  focus(selector) {
    wantedFocus = selector;
    schedule.request(true);
  },
  exportAs,
};
const drawings = new Drawings(hover, { post, reveal }, () => schedule.request(true));

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => store.receive(data));
window.addEventListener('resize', () => schedule.request(true));
document.addEventListener('click', ({ target }) => {
  if (passing.menu !== null && target instanceof Element && target.closest('.menu-anchor') === null) {
    actions.changePassing({ menu: null });
  }
});
watchTheme(() => {
  theme = readTheme();
  schedule.request(true);
});
listenToKeys({ escape, showKeys: () => actions.changePassing({ showingKeys: true }) });
post({ type: 'ready' });

function draw(): void {
  const context = viewContext();
  if (context === null) return;
  if (passing.cancelling && !isGoing(context))
    passing = { ...passing, cancelling: false, askingToCancel: false };
  const current = { ...context, passing };
  const input = drawingInput(current);
  const overheads = drawings.overheads(input);
  patch(host, panelView(current, overheads));
  drawings.draw(input, overheads);
  openDialog();
  announcer.announce(current.data.snapshot);
  askForTrend(current);
  if (wantedFocus !== null) {
    const element = document.querySelector<HTMLElement>(wantedFocus);
    element?.focus();
    element?.scrollIntoView({ block: 'nearest' });
    wantedFocus = null;
  }
}

/** The kept runs are read only to be seen, and not while a run is measured: reading them would disturb it. */
function askForTrend(context: ViewContext): void {
  const isSeen = context.opened !== null && ui.open.includes(trendSection);
  const isDue = context.data.trend.isDue || !trendWasSeen;
  trendWasSeen = isSeen;
  if (!isSeen || !isDue || isGoing(context)) return;
  store.trendAsked();
  post({ type: 'readTrend' });
}

function viewContext(): ViewContext | null {
  const { data } = store;
  if (data === null) return null;
  const opened = data.snapshot === null ? null : openedScenario(data.snapshot, ui.scenario);
  return { data, opened, ui, passing, actions, charts: drawings.elements };
}

function drawingInput(context: ViewContext): DrawingInput {
  const { data, opened } = context;
  const { options, progress } = data.snapshot ?? { options: null, progress: null };
  const launches = options?.launches ?? 1;
  return {
    opened,
    hidden: ui.hiddenEngines,
    planned: { launches, rounds: progress?.rounds ?? Math.ceil((options?.runs ?? 1) / launches) },
    targetPercent: options?.targetPercent ?? data.context.targetPercent,
    ended: (data.snapshot?.last ?? null) !== null,
    trend: openedTrend(context),
    trendMeasure: ui.trendMeasure ?? 'time',
    startedAt: data.snapshot?.startedAt ?? null,
    locale: data.context.locale,
    theme,
  };
}

function reveal(section: string): void {
  actions.changeUi({ open: ui.open.includes(section) ? ui.open : [...ui.open, section] });
  actions.focus(`#${section}`);
}

function exportAs(kind: ExportFormat): void {
  post({ type: 'export', format: kind, content: exportContent(kind) });
}

/** Null for what the extension has itself. */
function exportContent(kind: ExportFormat): string | null {
  const context = viewContext();
  const snapshot = context?.data.snapshot ?? null;
  if (context === null || snapshot === null) return null;
  if (kind === 'csv') return samplesCsv(snapshot.scenarios);
  if (kind !== 'png' || context.opened === null) return null;
  const { opened } = context;
  return drawings.withSharpCanvases((canvases) =>
    pictureOf({
      scenario: opened,
      marks: runMarks(snapshot),
      hidden: ui.hiddenEngines,
      facts: finishedFacts(snapshot, opened, context.data.context.locale).join(' · '),
      overheads: drawings.overheads(drawingInput(context)),
      canvases,
      theme,
    }),
  );
}

function escape(): boolean {
  if (hover.visible) {
    hover.hide();
    return true;
  }
  const context = viewContext();
  if (context === null || !isGoing(context) || passing.cancelling) return false;
  actions.changePassing({ askingToCancel: !passing.askingToCancel });
  actions.focus(passing.askingToCancel ? '#confirm-cancel' : '#cancel');
  return true;
}

/** A dialog must be opened by a call: only then does it keep the focus, and close with Esc. */
function openDialog(): void {
  const dialog = document.querySelector('dialog');
  if (dialog !== null && !dialog.open) dialog.showModal();
}

/** A refused message is a fault between two of our own parts: it belongs in the editor's developer tools. */
function reportRefusal(reason: string): void {
  reportError(new Error(reason));
}
