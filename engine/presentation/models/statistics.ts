/** The table of engines: times, allocation and results, a row an engine. */
import type { ScenarioReport } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { counted, formatDecimal, formatNumber } from '../format';
import { meanAndDeviation, timingsOf } from '../timings';
import type { Timings, TimingRow } from '../timings';
import { engineHelp } from './engines';
import { alignedAt, noCell, textCell } from './table';
import type { Cell, Column, Row, Table } from './table';

/** @param hidden - engines without a row; the digits of the others are the same with and without them */
export function statisticsTable(scenario: ScenarioReport, hidden: readonly EngineName[]): Table {
  const timings = timingsOf(scenario.measurements?.engines ?? []);
  const shown = timings.rows.filter(({ statistics }) => !hidden.includes(statistics.engine));
  const rows = shown.map((row): Row => ({
    key: row.engine,
    engine: row.statistics.engine,
    cells: cellsOf(row, scenario, timings),
  }));
  const table = { id: 'engines', caption: 'Engines', columns: columnsIn(timings.unit.name), rows };
  return alignedAt(['equity'], table);
}

function columnsIn(unit: string): Column[] {
  const number = (id: string, title: string, help: string): Column => ({ id, title, help, numeric: true });
  return [
    { id: 'engine', title: 'Engine', help: 'The number system that ran the backtest.', numeric: false },
    number('median', `median, ${unit}`, 'Median time of one whole backtest run.'),
    number('mean', `mean ± sd, ${unit}`, 'Mean and sample standard deviation of one run’s time.'),
    number('min', `min, ${unit}`, 'Shortest sample.'),
    number('max', `max, ${unit}`, 'Longest sample.'),
    number('cv', 'CV', 'Coefficient of variation: standard deviation divided by mean.'),
    number('bar', 'ns/bar', 'Mean time of a run divided by its bars.'),
    number('memory', 'allocated', 'JavaScript heap and array buffers that one run allocates.'),
    number(
      'gc',
      'GC',
      'Share of a run’s time spent in garbage collection, counted outside the timed samples.',
    ),
    number('fills', 'fills', 'Fill lines of the trace.'),
    number('equity', 'final equity', 'Cash and positions at the last close, as exact text.'),
  ];
}

function cellsOf(row: TimingRow, scenario: ScenarioReport, { unit }: Timings): Cell[] {
  const { statistics: one, engine: name } = row;
  const from = `From ${counted(one.samples, 'sample')} in ${counted(one.launches, 'launch', 'launches')}.`;
  const time = (ns: number, text: string, what: string): Cell => ({
    text,
    value: ns / unit.ns,
    help: `${what} of ${name}: ${text} ${unit.name}\n${from}`,
  });
  const result = one.control
    ? undefined
    : scenario.results?.engines.find(({ engine }) => engine === one.engine);
  return [
    textCell(
      name,
      one.control
        ? `A second float process in each launch.\nIts interval is the noise floor.`
        : engineHelp[one.engine],
    ),
    time(one.medianNs, row.median, 'Median'),
    time(one.meanNs, meanAndDeviation(row), row.sd === '' ? 'Mean' : 'Mean and standard deviation'),
    time(one.minNs, row.min, 'Shortest sample'),
    time(one.maxNs, row.max, 'Longest sample'),
    one.cv === null
      ? noCell
      : {
          text: row.cv,
          value: one.cv,
          help: `Coefficient of variation of ${name}\nStandard deviation divided by mean.\n${from}`,
        },
    {
      text: row.nsPerBar,
      value: one.nsPerBar,
      help: `Time a bar of ${name}, ns\nMean divided by ${formatNumber(scenario.head.data.bars)} bars.\n${from}`,
    },
    one.allocatedBytes === null
      ? noCell
      : {
          text: row.allocated,
          value: one.allocatedBytes,
          help: `Allocated by one run of ${name}\nCounted in an extra sample that is not timed.`,
        },
    one.gcShare === null
      ? noCell
      : {
          text: row.gc,
          value: one.gcShare,
          help: `Garbage collection of ${name}\nShare of a run’s time, in an extra sample that is not timed.`,
        },
    result === undefined
      ? noCell
      : {
          text: formatNumber(result.summary.fills),
          value: result.summary.fills,
          help: `Fills of ${name}\n${counted(result.evidence.buys, 'buy')}, ${counted(result.evidence.sells, 'sell')}, ${counted(result.evidence.ties, 'exact tie')} seen.`,
        },
    result === undefined
      ? noCell
      : {
          text: formatDecimal(result.summary.finalEquity),
          value: Number(result.summary.finalEquity),
          help: `Final equity of ${name}\n${formatDecimal(result.summary.finalEquity)}, every digit as computed.`,
        },
  ];
}
