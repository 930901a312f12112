/** Findings as one JSON array of {@link FindingRecord}. */
import type { FileReport } from '../report';
import type { Places } from '../records';

export function jsonOutput(reports: readonly FileReport[], places: Places): string {
  const records = reports.flatMap(({ findings }) => findings.map((finding) => places.record(finding)));
  return JSON.stringify(records, null, 2);
}
