/** Findings as the records of the JSON output. */
import type { FileReport } from '../report';
import type { Places } from '../records';

export function findingRecords(
  reports: readonly FileReport[],
  places: Places,
): ReturnType<Places['record']>[] {
  return reports.flatMap(({ findings }) => findings.map((finding) => places.record(finding)));
}
