/** The table of engines: times, allocation and results, a row an engine. */
import type { EngineStatistics, ScenarioReport } from '../../engine/protocol/report';
import type { EngineName } from '../../engine/protocol/vocabulary';
import { counted, decimalsFor, timeUnitFor } from '../format';
import type { Formatter } from '../format';
import { engineHelp } from './engines';
import { alignedAt, noCell, textCell } from './table';
import type { Cell, Column, Row, Table } from './table';

export function statisticsTable(
  scenario: ScenarioReport,
  hidden: readonly EngineName[],
  format: Formatter,
): Table {
  const statistics = (scenario.measurements?.engines ?? []).filter(({ engine }) => !hidden.includes(engine));
  const columns = columnsIn(unitOf(statistics));
  const rows = statistics.map((one): Row => ({
    key: rowKey(one),
    engine: one.engine,
    cells: cellsOf(one, scenario, statistics, format),
  }));
  const table = { id: 'engines', caption: 'Engines', columns, rows };
  return withAlignedMeans(alignedAt(['median', 'min', 'max', 'bar', 'equity'], table, format), format);
}

const plusMinus = ' ± ';

/** Names an engine's row; the control is a row of its own. */
export function rowKey({ engine, control }: EngineStatistics): string {
  return control ? `${engine} (control)` : engine;
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

function unitOf(statistics: readonly EngineStatistics[]): string {
  return timeUnitFor(statistics.map(({ medianNs }) => medianNs)).name;
}

function cellsOf(
  one: EngineStatistics,
  scenario: ScenarioReport,
  all: readonly EngineStatistics[],
  format: Formatter,
): Cell[] {
  const unit = timeUnitFor(all.map(({ medianNs }) => medianNs));
  const deviation = one.sdNs === null ? one.meanNs / unit.ns / 100 : one.sdNs / unit.ns;
  const decimals = Math.max(0, decimalsFor(deviation, 2, 3));
  const from = `From ${counted(format, one.samples, 'sample')} in ${counted(format, one.launches, 'launch', 'launches')}.`;
  const time = (ns: number, what: string): Cell => ({
    text: format.number(ns / unit.ns, decimals),
    value: ns / unit.ns,
    help: `${what}: ${format.number(ns / unit.ns, decimals)} ${unit.name}\n${from}`,
  });
  const name = rowKey(one);
  const mean = time(one.meanNs, `Mean of ${name}`);
  const result = one.control
    ? undefined
    : scenario.results?.engines.find(({ engine }) => engine === one.engine);
  return [
    textCell(
      name,
      one.control
        ? `float a second time in each launch.\nIts interval is the noise floor.`
        : engineHelp[one.engine],
    ),
    time(one.medianNs, `Median of ${name}`),
    {
      ...mean,
      text:
        one.sdNs === null
          ? mean.text
          : `${mean.text}${plusMinus}${format.number(one.sdNs / unit.ns, decimals)}`,
    },
    time(one.minNs, `Shortest sample of ${name}`),
    time(one.maxNs, `Longest sample of ${name}`),
    one.cv === null
      ? noCell
      : {
          text: format.percent(one.cv * 100, 1),
          value: one.cv,
          help: `Coefficient of variation of ${name}\nStandard deviation divided by mean.\n${from}`,
        },
    {
      text: format.number(one.nsPerBar, one.nsPerBar < 100 ? 1 : 0),
      value: one.nsPerBar,
      help: `Time a bar of ${name}, ns\nMean divided by ${format.number(scenario.head.data.bars)} bars.\n${from}`,
    },
    one.allocatedBytes === null
      ? noCell
      : {
          text: format.bytes(one.allocatedBytes),
          value: one.allocatedBytes,
          help: `Allocated by one run of ${name}\nCounted in an extra sample that is not timed.`,
        },
    one.gcShare === null
      ? noCell
      : {
          text: format.percent(one.gcShare * 100, 1),
          value: one.gcShare,
          help: `Garbage collection of ${name}\nShare of a run’s time, in an extra sample that is not timed.`,
        },
    result === undefined
      ? noCell
      : {
          text: format.number(result.summary.fills),
          value: result.summary.fills,
          help: `Fills of ${name}\n${counted(format, result.evidence.buys, 'buy')}, ${counted(format, result.evidence.sells, 'sell')}, ${counted(format, result.evidence.ties, 'exact tie')} seen.`,
        },
    result === undefined
      ? noCell
      : {
          text: format.exact(result.summary.finalEquity),
          value: Number(result.summary.finalEquity),
          help: `Final equity of ${name}\n${format.exact(result.summary.finalEquity)}, every digit as computed.`,
        },
  ];
}

/** The column of means holds two figures a cell. */
function withAlignedMeans(table: Table, format: Formatter): Table {
  const column = table.columns.findIndex(({ id }) => id === 'mean');
  const texts = alignedMeans(
    table.rows.map(({ cells }) => cells[column]?.text ?? ''),
    format,
  );
  const rows = table.rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((cell, at) => (at === column ? { ...cell, text: texts[index] ?? cell.text } : cell)),
  }));
  return { ...table, rows };
}

/** Means align at their points, and deviations at theirs. */
function alignedMeans(texts: readonly string[], format: Formatter): string[] {
  const parts = texts.map((text) => text.split(plusMinus));
  const means = format.alignDecimals(parts.map(([mean = '']) => mean));
  const deviations = format.alignDecimals(parts.map(([, deviation = '']) => deviation));
  return parts.map(({ length }, index) => [means[index], deviations[index]].slice(0, length).join(plusMinus));
}
