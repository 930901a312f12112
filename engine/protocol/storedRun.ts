import * as v from 'valibot';
import { Machine, ScenarioHead, Verdict } from './report';
import { FinishedEvent } from './run';
import { Settings } from './settings';

/** How a file looked when it was read: enough to see that it has changed since. */
export const FileStamp = v.strictObject({ path: v.string(), modifiedMs: v.number(), bytes: v.number() });
export type FileStamp = v.InferOutput<typeof FileStamp>;

/** What a run was made from, kept to tell when its figures no longer describe what is there. */
export const RunInputs = v.strictObject({
  settings: Settings,
  /** Null if the data was generated. */
  file: v.nullable(FileStamp),
});
export type RunInputs = v.InferOutput<typeof RunInputs>;

export const storedRunVersion = 1;

/** The command that reads a stored run, and prints it with its report checked. */
export const storedRunCommand = 'stored-run';

/** A run that kept a report, as the extension stores it between sessions of the editor. */
export const StoredRun = v.strictObject({
  version: v.literal(storedRunVersion),
  inputs: RunInputs,
  event: FinishedEvent,
});
export type StoredRun = v.InferOutput<typeof StoredRun>;

/** What a list of stored runs shows of each: so much can be read of one that another version wrote. */
export const StoredRunHead = v.object({
  event: v.object({
    report: v.object({
      startedAt: v.string(),
      partial: v.nullable(v.string()),
      sentence: v.string(),
      machine: v.pick(v.object(Machine.entries), ['cpu']),
      scenarios: v.array(
        v.object({
          head: v.pick(v.object(ScenarioHead.entries), ['key', 'title']),
          measurements: v.nullable(
            v.object({ verdict: v.pick(v.object(Verdict.entries), ['icon', 'headline', 'overhead']) }),
          ),
        }),
      ),
    }),
  }),
});
export type StoredRunHead = v.InferOutput<typeof StoredRunHead>;
