/** A comparison of samples as a terminal shows it. */
import type { ComparedSide, SampleComparison } from '../../protocol/compareSamples';
import { visibleLine } from '../../presentation/visibleText';
import { formatNumber } from '../../presentation/format';
import { aboutText, intervalText } from '../../presentation/measurementWords';

/** A table of both sides, how they were compared, what is to be known of it, and the verdict on the last line. */
export function comparisonLines(comparison: SampleComparison): string[] {
  const { a, b, method, degreesOfFreedom, p, notes } = comparison;
  const basis =
    p === null || degreesOfFreedom === null
      ? `${method}: no interval.`
      : `${method}, ${formatNumber(degreesOfFreedom, 1)} degrees of freedom, p ${probability(p)}.`;
  return [...table([a, b]), '', basis, ...notes, verdictLine(comparison)];
}

/** `b against a: no difference shown, overhead −2 % [−14, +11].` */
function verdictLine({ verdict, overheadPercent, interval, ratio }: SampleComparison): string {
  const overhead =
    interval === null
      ? aboutText(overheadPercent, 'no interval')
      : intervalText(overheadPercent, (interval.low - 1) * 100, (interval.high - 1) * 100, [0]);
  return `b against a: ${verdict}, overhead ${overhead}, ratio ${figure(ratio)}.`;
}

const columns = ['', 'source', 'n', 'mean', 'median', 'sd', 'min', 'max'] as const;

function table(sides: readonly ComparedSide[]): string[] {
  const rows = sides.map(({ source, n, mean, median, sd, min, max }, index) => [
    index === 0 ? 'a' : 'b',
    visibleLine(source),
    String(n),
    ...[mean, median, sd, min, max].map((value) => (value === null ? '–' : figure(value))),
  ]);
  const all = [[...columns], ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function figure(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function probability(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${formatNumber(p, 3)}`;
}
