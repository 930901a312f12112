/** Joins the reports of runs that shared the scenarios, as a matrix of runners makes them. */
import { ClaimFamily } from '../measuring/claimFamily';
import { EngineError } from '../../platform/errors';
import type { Measurements, Report, ScenarioReport, Versions } from '../../protocol/report';
import type { ScenarioName } from '../../protocol/vocabulary';
import { confidenceAtLook } from '../statistics/interimAnalyses';
import type { OtherComparison } from '../verdict/claims';
import { measurementsOf } from '../verdict/measurements';
import { sentenceOf } from './sentence';
import { measuredAllocations } from './measuredAllocations';

export interface Part {
  /** Named if it cannot be joined. */
  readonly file: string;
  readonly report: Report;
}

/**
 * One report of all parts. Each scenario says what it was measured on; words are decided anew, corrected for the claims of
 * all scenarios together.
 * @throws EngineError `bad-input` if a part is missing or there twice, or parts differ in versions or options
 */
export function mergeReports(parts: readonly Part[]): Report {
  const [first] = parts;
  if (first === undefined)
    throw refused('There is no report to merge', null, 'Name the report.json of every part.');
  const shards = parts.map(shardOf);
  for (const [index, part] of parts.entries()) {
    requireAlike(first, part);
    const twin = shards.findIndex((shard) => shard.index === shards[index]?.index);
    if (twin < index) {
      throw refused(
        `Part ${shards[index]?.index ?? ''} is there twice`,
        part.file,
        `The other is ${parts[twin]?.file ?? ''}.`,
      );
    }
  }
  const { count, names } = shardOf(first);
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter(
    (index) => !shards.some((shard) => shard.index === index),
  );
  if (missing.length > 0) {
    const which =
      missing.length === 1
        ? `Part ${missing[0]}`
        : `Parts ${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}`;
    throw refused(
      `${which} of ${count} ${missing.length === 1 ? 'is' : 'are'} missing`,
      null,
      'Name the report.json of every part.',
    );
  }
  return joined(
    parts.map(({ report }) => report),
    names,
  );
}

function joined(reports: readonly Report[], names: readonly ScenarioName[]): Report {
  const [first] = reports;
  if (first === undefined) throw new RangeError('no report');
  const options = { ...first.options };
  delete options.shard;
  const place = ({ head }: ScenarioReport): number => names.findIndex((name) => name === head.key);
  const measured = reports
    .flatMap(({ scenarios, machine }) => scenarios.map((scenario) => ({ ...scenario, machine })))
    .sort((a, b) => place(a) - place(b));
  const claims = new ClaimFamily([...names], options.engines);
  for (const { head, measurements } of measured)
    if (measurements !== null) claims.enter(head.key, measurements);
  const scenarios = measured.map((scenario) => ({
    ...scenario,
    measurements: decidedAnew(scenario, first, claims.othersOf(scenario.head.key)),
  }));
  const startedAt = extreme(
    reports.map((report) => report.startedAt),
    Math.min,
  );
  const finishedAt = extreme(
    reports.map((report) => report.finishedAt),
    Math.max,
  );
  const partial = reports.flatMap((report) => (report.partial === null ? [] : [report.partial]));
  return {
    ...first,
    startedAt,
    finishedAt,
    // Runners work side by side: what counts is how long they measured.
    durationMs: reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
    partial: partial.length === 0 ? null : partial.join('; '),
    quickLook: reports.some(({ quickLook }) => quickLook),
    family: claims.family(),
    options: {
      ...options,
      work: { kind: 'scenarios', names: [...names] },
    },
    scenarios,
    warnings: [...machinesWarning(reports), ...new Set(reports.flatMap(({ warnings }) => warnings))],
    sentence: sentenceOf(scenarios),
  };
}

/** The scenario's figures with the words that its samples and all other claims of the merged report give. */
function decidedAnew(
  { head, samples, measurements, results }: ScenarioReport,
  { options }: Report,
  otherComparisons: readonly OtherComparison[],
): Measurements | null {
  if (measurements === null) return null;
  const { precision } = measurements;
  return measurementsOf(samples, {
    allocations: measuredAllocations(measurements.engines),
    bars: head.data.bars,
    engines: options.engines,
    targetPercent: options.targetPercent,
    provisional: false,
    results,
    otherComparisons,
    ...(precision === null ? {} : { confidenceAtLook: confidenceAtLook(precision.looks.length), precision }),
  });
}

function shardOf({ file, report }: Part): NonNullable<Report['options']['shard']> {
  const { shard } = report.options;
  if (shard !== undefined) return shard;
  throw refused('The report is of a whole run, not of a part', file, 'Parts are made by `run --shard i/n`.');
}

/** Parts of one run differ in their scenarios and machines, and in nothing else. */
function requireAlike(first: Part, part: Part): void {
  const differing = [
    ...differences(comparableOptions(first.report), comparableOptions(part.report), 'options'),
    ...differences(
      comparableVersions(first.report.versions),
      comparableVersions(part.report.versions),
      'versions',
    ),
  ];
  const [difference] = differing;
  if (difference === undefined) return;
  const { field, a, b } = difference;
  throw refused(
    `The reports differ in ${field}: ${a} in ${first.file}, ${b} here`,
    part.file,
    'Run every part with the same options and versions.',
  );
}

function comparableOptions({ options }: Report): Record<string, unknown> {
  const { shard } = options;
  const rest: Partial<Report['options']> = { ...options };
  delete rest.work;
  delete rest.shard;
  return { ...rest, shards: shard?.count, scenarios: shard?.names };
}

/** What the module was built for differs between runners; from what it was built does not. */
function comparableVersions({ native, ...rest }: Versions): Record<string, unknown> {
  return { ...rest, native: native === null ? null : `${native.version}, ${native.rustc}` };
}

function differences(
  a: Record<string, unknown>,
  b: Record<string, unknown>,
  where: string,
): { field: string; a: string; b: string }[] {
  const text = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    text(a[key]) === text(b[key]) ? [] : [{ field: `${where}.${key}`, a: text(a[key]), b: text(b[key]) }],
  );
}

function machinesWarning(reports: readonly Report[]): string[] {
  const cpus = [...new Set(reports.map(({ machine }) => machine.cpu))];
  return [
    `Merged from ${reports.length} parts, measured on ${cpus.length === 1 ? 'machines with one processor model' : `machines with ${cpus.length} processor models`}: ${cpus.join(', ')}. Times of one scenario are not to be compared with those of another.`,
  ];
}

function extreme(times: readonly string[], choose: (...values: number[]) => number): string {
  return new Date(choose(...times.map((time) => Date.parse(time)))).toISOString();
}

function refused(message: string, where: string | null, remedy: string): EngineError {
  return new EngineError({ code: 'bad-input', message, where, remedy });
}
