import { visibleJson } from '../../presentation/visibleText';
import type { Report } from '../../protocol/report';

/** The report as text, the same wherever it is written. Ends with a line break. */
export function reportJson(report: Report): string {
  return `${visibleJson(report, 2)}\n`;
}
