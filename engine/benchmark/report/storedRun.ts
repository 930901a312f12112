/** Reads a run that the editor stored. Its report passes the same checks as a report file, and its Markdown and charts are made again. */
import * as v from 'valibot';
import { RunInputs, storedRunVersion, type StoredRun } from '../../protocol/storedRun';
import { chartsOf } from './charts';
import { markdownReport } from './markdown';
import { checked, readReportData, reportOf } from './read';

const StoredFields = v.strictObject({
  version: v.literal(storedRunVersion),
  inputs: RunInputs,
  event: v.strictObject({
    type: v.literal('finished'),
    report: v.unknown(),
    // Both follow from the report, so what is stored of them is not shown.
    markdown: v.unknown(),
    charts: v.unknown(),
  }),
});

/**
 * Reads a stored run.
 * @throws EngineError `bad-input` that names the file, and the field if its figures contradict each other
 */
export async function readStoredRun(path: string): Promise<StoredRun> {
  return storedRunOf(await readReportData(path), path);
}

/** The same of data that was read already. @param path - named in errors */
export function storedRunOf(data: unknown, path: string): StoredRun {
  const { version, inputs, event } = checked(StoredFields, data, path);
  const report = reportOf(event.report, path);
  return {
    version,
    inputs,
    event: { type: 'finished', report, markdown: markdownReport(report), charts: chartsOf(report) },
  };
}
