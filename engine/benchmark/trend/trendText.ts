/** A trend for a terminal. */
import { fingerprintText } from '../baseline/machineFingerprint';
import {
  measuredName,
  trendMeasures,
  type Trend,
  type TrendChange,
  type TrendScenario,
  type TrendSegment,
} from '../../protocol/trend';
import { counted, formatNumber, formatSigned, formatTime, placesFor } from '../../presentation/format';

/** A block a scenario, with a line for each machine and each change. */
export function trendLines({ scenarios }: Trend): string[] {
  if (scenarios.length === 0) return ['No run has measured an exact engine.'];
  return scenarios.map(scenarioLines).flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function scenarioLines(scenario: TrendScenario): string[] {
  const { title, key, segments } = scenario;
  const runs = segments.reduce((sum, { points }) => sum + points.length, 0);
  const lines = segments.flatMap((segment) => segmentLines(segment, scenario));
  return [`${title} (${key}): ${counted(runs, 'run')}`, ...lines.map((line) => `  ${line}`)];
}

function segmentLines(segment: TrendSegment, { engine, segments }: TrendScenario): string[] {
  const { machine, points } = segment;
  const [first, last] = [points[0], points.at(-1)];
  const changes = trendMeasures.flatMap((measure) =>
    segment[measure].changes.map(
      (change) => `${measuredName(engine, measure)} became ${changeText(change, segments)}`,
    ),
  );
  return [
    `${fingerprintText(machine)}: ${counted(points.length, 'run')}, ${timeOf(first)} to ${timeOf(last)}`,
    `latest: ${latestText(segment, engine)}`,
    ...(changes.length === 0 ? ['no lasting change is shown'] : changes),
  ];
}

/** E.g. `native 6.10 ns a bar, +3.2 % against the baseline`. */
function latestText({ points, time: { baseline } }: TrendSegment, engine: string): string {
  const latest = points.findLast(({ time }) => time !== null)?.time;
  if (latest === undefined || latest === null) return `${engine} was not timed`;
  const figure = `${engine} ${formatNumber(latest.value, 2)} ns a bar`;
  if (baseline === null) return figure;
  return `${figure}, ${formatSigned((latest.value / baseline.value - 1) * 100, 1)} % against the baseline`;
}

/** E.g. `12 % slower between the runs of 2026-11-01 10:00 and 2026-11-02 09:30 [10, 14]`. */
function changeText(
  { before, after, percent, lowPercent, highPercent }: TrendChange,
  segments: readonly TrendSegment[],
): string {
  const places = placesFor((highPercent - lowPercent) / 2);
  const runAt = (run: string): string =>
    timeOf(segments.flatMap(({ points }) => points).find((point) => point.run === run));
  const word = percent > 0 ? 'slower' : 'faster';
  const ends = [lowPercent, highPercent].map((end) => formatSigned(end, places)).join(', ');
  return `${formatNumber(Math.abs(percent), places)} % ${word} between the runs of ${runAt(before)} and ${runAt(after)} [${ends}]`;
}

function timeOf(point: { readonly startedAt: string } | undefined): string {
  return point === undefined ? '' : formatTime(Math.floor(Date.parse(point.startedAt) / 60_000) * 60_000);
}
