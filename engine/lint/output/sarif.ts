/** Findings as a log in SARIF 2.1.0, for GitHub's code scanning and other viewers. */
import { pathToFileURL } from 'node:url';
import type {
  CodeFlow,
  Fix as SarifFix,
  Location,
  Log,
  Notification,
  PhysicalLocation,
  Region as SarifRegion,
  ReportingDescriptor,
  Result,
  Run,
} from 'sarif';
import type { Severity } from '../../protocol/lint';
import { productVersion } from '../../platform/version';
import { ruleCatalogue } from '../catalogue';
import type { Finding, Fix, Place, TextRange } from '../finding';
import { fingerprintOf } from '../fingerprint';
import type { SourceLocations } from '../sourceLocations';
import { isUnchecked, problemOf, type FileReport, type SuppressedFinding } from '../fileReport';
import { rulePageText } from '../rulePages';

const levels = { error: 'error', warning: 'warning', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;
const problemSeverities = { error: 'error', warning: 'warning', hint: 'recommendation' } as const;

/** The name for the folder that paths are relative to. */
const base = '%SRCROOT%';

export function sarifLog(reports: readonly FileReport[], sourceLocations: SourceLocations): Log {
  const run: Run = {
    tool: {
      driver: {
        name: 'Decimal Benchmark',
        semanticVersion: productVersion,
        rules: ruleCatalogue.map(descriptor),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [base]: { description: { text: 'The folder that the command ran in.' } } },
    invocations: [
      {
        executionSuccessful: !reports.some(isUnchecked),
        toolExecutionNotifications: reports.flatMap((report) => notificationsOf(report, sourceLocations)),
      },
    ],
    results: reports.flatMap((report) => resultsOf(report, sourceLocations)),
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

function notificationsOf(report: FileReport, sourceLocations: SourceLocations): Notification[] {
  const problem = problemOf(report);
  const notes = report.notes.filter((note) => note !== problem);
  const locations = [{ physicalLocation: { artifactLocation: artifact(report.path, sourceLocations) } }];
  return [
    ...(problem === null ? [] : [{ level: 'error' as const, message: plainMessage(problem), locations }]),
    ...notes.map((text) => ({ level: 'note' as const, message: plainMessage(text), locations })),
  ];
}

type Rule = (typeof ruleCatalogue)[number];

function descriptor({ code, name, severity, title }: Rule): ReportingDescriptor {
  const page = rulePageText(code);
  return {
    id: code,
    name,
    shortDescription: { text: title },
    fullDescription: { text: `${title}.` },
    help: { text: page ?? `${title}.`, markdown: page ?? `${title}.` },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['correctness', 'decimal'],
      precision: severity === 'hint' ? 'medium' : 'high',
      'problem.severity': problemSeverities[severity],
    },
  };
}

function resultsOf({ findings, suppressed }: FileReport, sourceLocations: SourceLocations): Result[] {
  const all = [...findings.map((finding) => ({ finding, by: null })), ...suppressed].sort(
    (a, b) => a.finding.range.start - b.finding.range.start,
  );
  /** Findings with the same fingerprint are distinguished by their order. */
  const seen = new Map<string, number>();
  return all.map(({ finding, by }) => {
    const fingerprint = fingerprintOf(finding, sourceLocations.linesOf(finding.path));
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    return result(finding, by, `${fingerprint}:${count}`, sourceLocations);
  });
}

function result(
  finding: Finding,
  by: SuppressedFinding['by'] | null,
  fingerprint: string,
  sourceLocations: SourceLocations,
): Result {
  const related = sourceLocations.relatedOf(finding).map((place, index) => ({
    ...location(place, sourceLocations, place.message),
    id: index + 1,
  }));
  return {
    ruleId: finding.rule,
    ruleIndex: ruleCatalogue.findIndex(({ code }) => code === finding.rule),
    level: levels[finding.severity],
    message: plainMessage(finding.message),
    locations: [location(finding, sourceLocations)],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related, codeFlows: [flow(finding, sourceLocations)] }),
    ...(finding.fixes.length === 0
      ? {}
      : { fixes: finding.fixes.map((fix) => sarifFix(fix, sourceLocations)) }),
    partialFingerprints: { 'floatZero/v1': fingerprint },
    suppressions: by === null ? [] : [suppressions[by]],
  };
}

const suppressions = {
  comment: { kind: 'inSource' },
  baseline: { kind: 'external', justification: 'It is in the baseline.' },
} as const;

/** From where the float begins to where it meets the ledger value. */
function flow(finding: Finding, sourceLocations: SourceLocations): CodeFlow {
  const steps = [location(finding, sourceLocations, finding.message)].concat(
    sourceLocations.relatedOf(finding).map((place) => location(place, sourceLocations, place.message)),
  );
  return { threadFlows: [{ locations: steps.map((step) => ({ location: step })) }] };
}

function location(place: Place, sourceLocations: SourceLocations, message?: string): Location {
  const physicalLocation: PhysicalLocation = {
    artifactLocation: artifact(place.path, sourceLocations),
    region: region(place.path, place.range, sourceLocations),
  };
  return message === undefined ? { physicalLocation } : { physicalLocation, message: plainMessage(message) };
}

function region(path: string, range: TextRange, sourceLocations: SourceLocations): SarifRegion {
  const { line, column, endLine, endColumn } = sourceLocations.region(path, range);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function artifact(path: string, sourceLocations: SourceLocations): { uri: string; uriBaseId?: string } {
  const relative = sourceLocations.relative(path);
  // Only what lies in the folder can be named from it.
  if (relative.startsWith('../')) return { uri: pathToFileURL(path).href };
  return { uri: relative.split('/').map(encodeURIComponent).join('/'), uriBaseId: base };
}

function sarifFix({ title, files }: Fix, sourceLocations: SourceLocations): SarifFix {
  return {
    description: plainMessage(title),
    artifactChanges: files.map(({ path, edits }) => ({
      artifactLocation: artifact(path, sourceLocations),
      replacements: edits.map((edit) => ({
        deletedRegion: region(path, edit, sourceLocations),
        insertedContent: { text: edit.text },
      })),
    })),
  };
}

/** A message without links: by SARIF 2.1.0, 3.11.6 a text may embed them as `[text](target)`, and code may look like one. */
function plainMessage(text: string): { text: string } {
  return { text: text.includes('](') ? text.replace(/[[\]]/g, '\\$&') : text };
}
