/** Findings as the records of the JSON output, and what could not be checked as {@link ProblemRecord}. */
import type { FindingRecord, ProblemRecord } from '../../protocol/lint';
import { problemOf, type FileReport } from '../fileReport';
import type { SourceLocations } from '../sourceLocations';

export function findingRecords(
  reports: readonly FileReport[],
  sourceLocations: SourceLocations,
): (FindingRecord | ProblemRecord)[] {
  const records = reports.flatMap(({ findings }) =>
    findings.map((finding) => sourceLocations.record(finding)),
  );
  const problems = reports.flatMap((report) => {
    const problem = problemOf(report);
    return problem === null ? [] : [sourceLocations.problem(report.path, problem)];
  });
  return [...records, ...problems];
}
