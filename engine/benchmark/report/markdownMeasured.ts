/** What was timed: the headline's table, the comparisons, every engine's statistics, the noise floor. */
import type { EngineStatistics, Measurements, ScenarioReport } from '../../protocol/report';
import { engineMeaning } from '../../presentation/engineLabels';
import { formatNumber, formatShare } from '../../presentation/format';
import {
  comparisonText,
  correctionText,
  medianText,
  methodText,
  noiseFloorText,
  probabilityText,
  ratioText,
} from '../../presentation/measurementWords';
import { stabilityOf } from '../verdict/stability';
import { chartKinds, chartName, type ChartKind } from './charts';
import { codeSpan, plainWords } from '../../presentation/escape';
import { figures, markdownTable, words } from '../../presentation/markdownTable';
import { meanAndDeviation, timingsOf, unknown } from '../../presentation/timings';

export function measuredSection(
  scenario: ScenarioReport,
  measurements: Measurements,
  targetPercent: number,
): string {
  return [
    '### Measured',
    ...headlineTable(scenario, measurements, targetPercent),
    ...picture(scenario, 'overhead', 'Overhead of each comparison, with its 95 % interval'),
    ...comparisonSection(measurements, targetPercent),
    '#### All engines',
    enginesTable(measurements.engines),
    ...picture(scenario, 'samples', 'Every sample, launch by launch'),
  ].join('\n\n');
}

/** Mean ± standard deviation, min and max of both sides of the headline; then overhead, target and stability. */
function headlineTable(
  { samples }: ScenarioReport,
  { engines, comparisons, verdict }: Measurements,
  targetPercent: number,
): string[] {
  const { unit, rows } = timingsOf(engines);
  const both = (['native', 'float'] as const).flatMap((name) =>
    rows.filter(({ statistics: { engine, control } }) => engine === name && !control),
  );
  if (both.length < 2) return [`${plainWords(verdict.headline)}.`];
  const headline = comparisons.find(({ id }) => id === 'exact-against-js-float');
  return [
    markdownTable(
      [
        words('One run'),
        figures(`Mean ± sd, ${unit.name}`),
        figures(`Min, ${unit.name}`),
        figures(`Max, ${unit.name}`),
      ],
      both.map((row) => [
        `${engineMeaning[row.statistics.engine]} (${codeSpan(row.engine)})`,
        meanAndDeviation(row),
        row.min,
        row.max,
      ]),
    ),
    markdownTable(
      [words('Finding'), words('Value')],
      [
        [
          'Overhead',
          headline === undefined ? 'not measured' : plainWords(comparisonText(headline, targetPercent)),
        ],
        ['Target', plainWords(verdict.target)],
        ['Stability', plainWords(stabilityOf(samples).text)],
      ],
    ),
  ];
}

function comparisonSection(measurements: Measurements, targetPercent: number): string[] {
  if (measurements.comparisons.length === 0) return [];
  return [
    '#### Two questions',
    'What would I gain or pay by moving from JavaScript floats (`native` against `float`)? What does exactness itself cost (`native` against `native-float`, the same Rust over `f64`)?',
    comparisonsTable(measurements, targetPercent),
    ...[
      methodText(measurements),
      ...measurements.comparisons.map((one) => correctionText(one, measurements.noiseFloorPercent)),
    ].flatMap((text) => (text === null ? [] : [plainWords(text)])),
    noiseFloorText(measurements.noiseFloorPercent),
  ];
}

function comparisonsTable({ comparisons }: Measurements, targetPercent: number): string {
  return markdownTable(
    [
      words('Comparison'),
      figures('Ratio'),
      words('Overhead [95 % interval]'),
      figures('Median'),
      words('Shown'),
      figures('p, corrected'),
      figures('Launches'),
      figures('Variance between launches'),
    ],
    comparisons.map((comparison) => [
      plainWords(comparison.label),
      ratioText(comparison.ratio),
      plainWords(comparisonText(comparison, targetPercent)),
      medianText(comparison, targetPercent),
      comparison.word,
      comparison.claim === null ? unknown : probabilityText(comparison.claim.adjustedP),
      formatNumber(comparison.launches, 0),
      comparison.betweenLaunchShare === null ? unknown : formatShare(comparison.betweenLaunchShare, 0),
    ]),
  );
}

function enginesTable(engines: readonly EngineStatistics[]): string {
  if (engines.length === 0) return 'No sample was kept.';
  const { unit, rows } = timingsOf(engines);
  const timed = (title: string) => figures(`${title}, ${unit.name}`);
  return markdownTable(
    [
      words('Engine'),
      figures('Samples'),
      timed('Median'),
      timed('Mean ± sd'),
      timed('Min'),
      timed('Max'),
      figures('sd / mean'),
      figures('ns a bar'),
      figures('GC'),
      figures('Allocated a run'),
      figures('Outliers'),
    ],
    rows.map((row) => [
      codeSpan(row.engine),
      row.samples,
      row.median,
      meanAndDeviation(row),
      row.min,
      row.max,
      row.cv,
      row.nsPerBar,
      row.gc,
      row.allocated,
      row.outliers,
    ]),
  );
}

function picture(scenario: ScenarioReport, kind: ChartKind, alternative: string): string[] {
  if (!chartKinds(scenario).includes(kind)) return [];
  return [`![${alternative}](charts/${chartName(scenario.head.key, kind)})`];
}
