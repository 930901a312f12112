import * as v from 'valibot';
import { EngineName, ScenarioName, Storage } from './vocabulary';

/** Least and most of the settings that are numbers; the manifest declares the same. */
export const settingRanges = {
  launches: { least: 1, most: 100 },
  runs: { least: 1, most: 10_000 },
  target: { least: -99, most: 100_000 },
  /** Percentage points; in the editor 0 stands for a fixed number of launches. */
  precision: { least: 0, most: 1_000 },
  /** Minutes. */
  maxTime: { least: 0.1, most: 1_440 },
} as const;

/** `history.length`: runs that the editor keeps. No run depends on it, so it is none of {@link Settings}. */
export const historyLengths = { least: 1, most: 1_000, default: 50 } as const;

/** The extension's settings by key, as the editor holds them. */
export const settingSchemas = {
  scenarios: nonEmptySetOf(ScenarioName),
  /** Fresh starts of every engine. */
  launches: wholeNumber(settingRanges.launches),
  /** Samples an engine in all. */
  runs: wholeNumber(settingRanges.runs),
  engines: nonEmptySetOf(EngineName),
  /** Percent. */
  target: numberIn(settingRanges.target),
  storage: Storage,
  /** Half-width of the headline's interval, in percentage points, until which launches are added; 0 for never. */
  precision: numberIn(settingRanges.precision),
  /** Minutes that launches may be added for. */
  maxTime: numberIn(settingRanges.maxTime),
};

export const Settings = v.strictObject(settingSchemas);
export type Settings = v.InferOutput<typeof Settings>;

interface Range {
  readonly least: number;
  readonly most: number;
}

function wholeNumber({ least, most }: Range) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
}

function numberIn({ least, most }: Range) {
  return v.pipe(v.number(), v.minValue(least), v.maxValue(most));
}

function nonEmptySetOf<S extends v.GenericSchema<string>>(item: S) {
  return v.pipe(
    v.array(item),
    v.minLength(1),
    v.check((items) => new Set(items).size === items.length, 'no item may stand in it twice'),
  );
}
