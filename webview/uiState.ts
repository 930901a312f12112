import * as v from 'valibot';
import { TrendMeasure } from '../engine/protocol/trend';
import { EngineName } from '../engine/protocol/vocabulary';

const Sort = v.strictObject({ column: v.string(), descending: v.boolean() });

/** How the reader has arranged the panel. Kept by the editor across hiding and reloading; figures are not in it. */
export const UiState = v.strictObject({
  /** The scenario that is opened; null: the first. */
  scenario: v.nullable(v.string()),
  hiddenEngines: v.array(EngineName),
  /** By table. */
  sorts: v.record(v.string(), Sort),
  /** Sections that are unfolded. */
  open: v.array(v.string()),
  /** Charts shown as their table. */
  tables: v.array(v.string()),
  /** What the trend is of, if it was chosen. */
  trendMeasure: v.optional(TrendMeasure),
});
export type UiState = Readonly<v.InferOutput<typeof UiState>>;

export const initialUiState: UiState = { scenario: null, hiddenEngines: [], sorts: {}, open: [], tables: [] };

/** What the editor kept, or the initial state where it kept nothing or what another version wrote. */
export function restoredUiState(kept: unknown): UiState {
  const result = v.safeParse(UiState, kept);
  return result.success ? result.output : initialUiState;
}

/** The list without the item where it is in, else with it. */
export function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}
