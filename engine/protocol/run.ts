/** Between an owner (extension host or CLI) and its coordinator process. */
import * as v from 'valibot';
import { Failure } from './failure';
import {
  Machine,
  Measurements,
  Report,
  RunOptions,
  Sample,
  ScenarioHead,
  ScenarioResults,
  Versions,
} from './report';

/** Raised whenever a message changes its meaning. Both sides refuse another's number. */
export const protocolVersion = 1;

export const RunCommand = v.variant('type', [
  v.strictObject({ type: v.literal('start'), protocol: v.number(), options: RunOptions }),
  /** Stops after the sample under way is dropped; a partial report follows. */
  v.strictObject({ type: v.literal('cancel'), reason: v.string() }),
]);
export type RunCommand = v.InferOutput<typeof RunCommand>;

export const Progress = v.strictObject({
  /** 0 … 1 over the whole run. */
  fraction: v.number(),
  /** What is being done, e.g. `measuring` or `starting engines`. */
  activity: v.string(),
  scenario: v.nullable(v.string()),
  launch: v.number(),
  launches: v.number(),
  round: v.number(),
  rounds: v.number(),
  /** Null until there is something to reckon from. */
  etaSeconds: v.nullable(v.number()),
  /** Half-width of the headline's interval so far. */
  halfWidthPercent: v.nullable(v.number()),
  /** Where launches are added until the interval is narrow enough: what is wanted, and what may still be spent. */
  precision: v.optional(
    v.strictObject({
      wantedPercent: v.number(),
      /** Launches, if it never becomes narrow enough and time lasts. */
      mostLaunches: v.number(),
      budgetSeconds: v.number(),
      spentSeconds: v.number(),
    }),
  ),
});
export type Progress = v.InferOutput<typeof Progress>;

/** Last, also of a cancelled run that kept samples (`report.partial`). */
export const FinishedEvent = v.strictObject({
  type: v.literal('finished'),
  report: Report,
  markdown: v.string(),
  /** SVG by file name, without a folder. */
  charts: v.record(v.string(), v.string()),
});

/** Last, if there is nothing to report. */
export const FailedEvent = v.strictObject({ type: v.literal('failed'), failure: Failure });

export const LastEvent = v.variant('type', [FinishedEvent, FailedEvent]);
export type LastEvent = v.InferOutput<typeof LastEvent>;

export const RunEvent = v.variant('type', [
  /** Always first. */
  v.strictObject({ type: v.literal('hello'), protocol: v.number(), product: v.string() }),
  v.strictObject({
    type: v.literal('started'),
    startedAt: v.string(),
    options: RunOptions,
    machine: Machine,
    versions: Versions,
  }),
  v.strictObject({ type: v.literal('scenario'), head: ScenarioHead }),
  v.strictObject({ type: v.literal('results'), key: v.string(), results: ScenarioResults }),
  v.strictObject({ type: v.literal('sample'), key: v.string(), sample: Sample }),
  /** At most four a second. */
  v.strictObject({ type: v.literal('measurements'), key: v.string(), measurements: Measurements }),
  v.strictObject({ type: v.literal('progress'), progress: Progress }),
  v.strictObject({ type: v.literal('warning'), key: v.nullable(v.string()), text: v.string() }),
  v.strictObject({
    type: v.literal('log'),
    level: v.picklist(['debug', 'info', 'warn', 'error']),
    text: v.string(),
  }),
  FinishedEvent,
  FailedEvent,
]);
export type RunEvent = v.InferOutput<typeof RunEvent>;
