import * as v from 'valibot';
import { RunEvent } from './run';
import { Settings } from './settings';

/** How a file looked when it was read: enough to see that it has changed since. */
export const FileStamp = v.strictObject({ path: v.string(), modifiedMs: v.number(), bytes: v.number() });
export type FileStamp = v.InferOutput<typeof FileStamp>;

/** What a run was made from, kept to tell when its figures no longer describe what is there. */
export const RunInputs = v.strictObject({
  settings: Settings,
  /** Null where the data was generated. */
  file: v.nullable(FileStamp),
});
export type RunInputs = v.InferOutput<typeof RunInputs>;

export const storedRunVersion = 1;

/** The last run that kept a report, as the extension stores it between sessions of the editor. */
export const StoredRun = v.strictObject({
  version: v.literal(storedRunVersion),
  inputs: RunInputs,
  /** Its `finished` event. */
  event: RunEvent,
});
export type StoredRun = v.InferOutput<typeof StoredRun>;
