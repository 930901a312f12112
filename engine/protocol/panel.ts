/** Between the extension and its result panel. */
import * as v from 'valibot';
import { RunEvent } from './run';
import { RunSnapshot } from './snapshot';
import { TrendState } from './trend';
import { EngineName } from './vocabulary';

/** What the panel needs to know besides the run itself. */
export const PanelContext = v.strictObject({
  /** What Run would measure, as the settings stand. */
  scenarios: v.pipe(v.array(v.string()), v.readonly()),
  engines: v.pipe(v.array(v.string()), v.readonly()),
  launches: v.number(),
  runs: v.number(),
  targetPercent: v.number(),
  /** Why the figures no longer describe what is there now; null if they do. */
  stale: v.nullable(v.string()),
  /** Where an older run is shown than the latest: which; null otherwise. */
  older: v.nullable(v.string()),
  trusted: v.boolean(),
  /** BCP 47, for numbers. */
  locale: v.string(),
});
export type PanelContext = Readonly<v.InferOutput<typeof PanelContext>>;

export const ToPanel = v.variant('type', [
  /** Everything at once: after `ready`, and whenever another run takes the panel. Null: no run yet. */
  v.strictObject({ type: v.literal('show'), snapshot: v.nullable(RunSnapshot), context: PanelContext }),
  v.strictObject({ type: v.literal('event'), event: RunEvent }),
  v.strictObject({ type: v.literal('context'), context: PanelContext }),
  /** Null: the earlier trend is outdated and must be requested again if it is shown. */
  v.strictObject({ type: v.literal('trend'), state: v.nullable(TrendState) }),
]);
export type ToPanel =
  | { readonly type: 'show'; readonly snapshot: RunSnapshot | null; readonly context: PanelContext }
  | { readonly type: 'event'; readonly event: RunEvent }
  | { readonly type: 'context'; readonly context: PanelContext }
  | { readonly type: 'trend'; readonly state: TrendState | null };

export const exportFormats = ['json', 'markdown', 'png', 'csv'] as const;

export const FromPanel = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  /** `scenarios` null: as the settings say. */
  v.strictObject({
    type: v.literal('run'),
    scenarios: v.nullable(v.array(v.string())),
    engines: v.nullable(v.array(EngineName)),
  }),
  v.strictObject({ type: v.literal('cancel') }),
  /** Shows the latest run again instead of an older one. */
  v.strictObject({ type: v.literal('showLatest') }),
  v.strictObject({
    type: v.literal('export'),
    format: v.picklist(exportFormats),
    /** PNG as a data URL, CSV as text; null if the extension has the content. */
    content: v.nullable(v.string()),
  }),
  v.strictObject({ type: v.literal('showLog') }),
  v.strictObject({ type: v.literal('openSettings') }),
  /** Opens the JSON report at a sample. */
  v.strictObject({
    type: v.literal('openSample'),
    key: v.string(),
    engine: EngineName,
    launch: v.number(),
    round: v.number(),
  }),
  /** Asks for the trend over the kept runs: it is read only if it is shown. */
  v.strictObject({ type: v.literal('readTrend') }),
  /** Shows a run of the history, by the name of its file. */
  v.strictObject({ type: v.literal('openRun'), run: v.pipe(v.string(), v.regex(/^[^/\\]+\.json$/)) }),
  v.strictObject({ type: v.literal('copy'), text: v.string() }),
]);
export type FromPanel = v.InferOutput<typeof FromPanel>;
