/** Between the coordinator and a measuring process, which runs one engine on one bundle. */
import * as v from 'valibot';
import { BacktestResult } from './backtest';
import { Failure } from './failure';
import { BacktestParameters, EngineName, Storage } from './vocabulary';

export const MeasuringRequest = v.variant('type', [
  v.strictObject({
    type: v.literal('load'),
    id: v.number(),
    engine: EngineName,
    storage: Storage,
    /** A file in the binary bundle format. */
    bundleFile: v.string(),
    parameters: BacktestParameters,
  }),
  /** Runs until the compiler has settled or the time is up. */
  v.strictObject({ type: v.literal('warm'), id: v.number(), atLeastMs: v.number(), atMostMs: v.number() }),
  /** One timed sample of `repeats` runs, after a garbage collection that is not timed. */
  v.strictObject({ type: v.literal('sample'), id: v.number(), repeats: v.number() }),
  /** An untimed sample whose garbage collections and allocations are counted. */
  v.strictObject({ type: v.literal('allocation'), id: v.number(), repeats: v.number() }),
  v.strictObject({ type: v.literal('describe'), id: v.number() }),
]);
export type MeasuringRequest = v.InferOutput<typeof MeasuringRequest>;
/** A request before it is numbered. */
export type MeasuringCall = MeasuringRequest extends infer R
  ? R extends { id: number }
    ? Omit<R, 'id'>
    : never
  : never;

export const measuringReplies = {
  load: v.strictObject({ bars: v.number() }),
  warm: v.strictObject({ runs: v.number(), nsPerRun: v.number() }),
  sample: v.strictObject({
    /** Nanoseconds of one run. */
    ns: v.number(),
    /** tinybench's own warnings, passed on. */
    warnings: v.array(v.string()),
  }),
  allocation: v.strictObject({ gcShare: v.number(), allocatedBytes: v.number() }),
  describe: v.strictObject({ result: BacktestResult, decisions: v.instance(Uint8Array) }),
};
export type MeasuringReply<T extends keyof typeof measuringReplies> = v.InferOutput<
  (typeof measuringReplies)[T]
>;

/** `value` is checked against the schema of the request that `id` names. */
export const MeasuringMessage = v.variant('type', [
  v.strictObject({ type: v.literal('hello'), protocol: v.number(), pid: v.number() }),
  v.strictObject({ type: v.literal('ok'), id: v.number(), value: v.unknown() }),
  v.strictObject({ type: v.literal('err'), id: v.number(), failure: Failure }),
]);
export type MeasuringMessage = v.InferOutput<typeof MeasuringMessage>;
