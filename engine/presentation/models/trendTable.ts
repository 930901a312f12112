import { trendMeasures } from '../../protocol/trend';
import type { TrendMeasure, TrendScenario } from '../../protocol/trend';
import { formatBriefMoment, formatMoment, formatNumber, formatSigned } from '../format';
import { columnOf } from './decimate';
import { alignedAt, noCell, textCell } from './table';
import type { Cell, Table } from './table';
import type { PlacedRun, TrendModel } from './trend';
import { figureDecimals, runMark } from './trendWords';

/** The twin of the chart, with both measures. Times a bar are in nanoseconds. */
export function trendTable(scenario: TrendScenario, locale: string): Table {
  const { engine, segments } = scenario;
  const column = (id: string, title: string, help: string, numeric = true) => ({ id, title, help, numeric });
  const interval = 'of the 95 % interval over the run’s launches.';
  const table: Table = {
    id: 'trend',
    caption: 'Trend over the stored runs',
    columns: [
      column('run', 'Run', 'Start of the run.', false),
      column('time', 'ns a bar', `Time of ${engine} for one bar: the geometric mean of the launches.`),
      column('time-low', 'from', `Lower end ${interval}`),
      column('time-high', 'to', `Upper end ${interval}`),
      column('ratio', '× float', `Time of ${engine} divided by that of float in the same run.`),
      column('ratio-low', 'from ', `Lower end ${interval}`),
      column('ratio-high', 'to ', `Upper end ${interval}`),
      column('baseline', 'to baseline, %', 'Time against the baseline of the same machine and data.'),
      column('launches', 'launches', 'Process launches per engine.'),
      column('change', 'Change', 'A change of level that begins with this run, or a break before it.', false),
      column('product', 'Version', 'Of Decimal Benchmark.', false),
      column('machine', 'Machine', 'Processor name from the operating system.', false),
    ],
    rows: segments.flatMap((segment, index) =>
      segment.points.map((run, place) => {
        const { baseline } = segment.time;
        const percent =
          baseline === null || run.time === null ? null : (run.time.value / baseline.value - 1) * 100;
        const events = trendMeasures.flatMap((measure) =>
          segment[measure].changes
            .filter(({ after }) => after === run.run)
            .map(({ percent }) => `${measure} ${percent > 0 ? 'slower' : 'faster'}`),
        );
        const marks = [...(place === 0 && index > 0 ? ['break'] : []), ...events, runMark(run)];
        return {
          key: `${index} ${run.run}`,
          engine: null,
          cells: [
            { text: formatMoment(run.startedAt, locale), value: run.startedAt, help: run.run },
            ...trendMeasures.flatMap((measure) => figureCells(run[measure])),
            percent === null ? noCell : { text: formatSigned(percent, 1), value: percent, help: null },
            { text: formatNumber(run.launches), value: run.launches, help: null },
            textCell(marks.filter((mark) => mark !== '').join(', ')),
            textCell(run.product),
            textCell(segment.machine.cpu),
          ],
        };
      }),
    ),
  };
  const figures = ['time', 'time-low', 'time-high', 'ratio', 'ratio-low', 'ratio-high', 'baseline'];
  return alignedAt(figures, table);
}

function figureCells(figure: PlacedRun['run'][TrendMeasure]): Cell[] {
  if (figure === null) return [noCell, noCell, noCell];
  const { value, low, high } = figure;
  const decimals = figureDecimals(figure, 1);
  return [value, low, high].map((each) =>
    each === null ? noCell : { text: formatNumber(each, decimals), value: each, help: null },
  );
}

/** Runs to label on an axis of this width, by their day, or by the time of day if all are of a day and a half. */
export function runTicks(
  { runs }: TrendModel,
  widthPx: number,
  locale: string,
): { x: number; label: string }[] {
  const most = Math.max(2, Math.floor(widthPx / 80));
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined) return [];
  const hours = (Date.parse(last.run.startedAt) - Date.parse(first.run.startedAt)) / 3_600_000;
  const ticks: { x: number; label: string }[] = [];
  let column = -1;
  for (const { x, run } of runs) {
    const here = columnOf(x, [first.x, last.x + 1], most);
    const label = formatBriefMoment(run.startedAt, hours < 36, locale);
    if (here === column || label === ticks.at(-1)?.label) continue;
    column = here;
    ticks.push({ x, label });
  }
  return ticks;
}
