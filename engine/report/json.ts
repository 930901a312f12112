import type { Report } from '../protocol/report';

/** The report as text, the same wherever it is written. Ends with a line break. */
export function reportJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
