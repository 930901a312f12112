/** What floats did to the result: the first bar where decisions differ, and the metrics side by side. */
import type { DecisionView, Divergence, ScenarioResults } from '../../protocol/report';
import { counted, formatBrief, formatDecimal, formatNumber, formatTime } from '../format';
import { metricNames } from '../metricNames';
import { alignedAt, noCell, textCell } from './table';
import type { Cell, Table } from './table';

/** Both engines' numbers at the first bar where their decisions differ. */
export function divergenceTable(first: Divergence): Table {
  const labels = first.exact.values.map(({ label }) => label);
  const column = (id: string, title: string, help: string) => ({ id, title, help, numeric: id !== 'what' });
  const table: Table = {
    id: 'divergence',
    caption: `First difference: ${first.symbol}, ${formatTime(first.time)} UTC`,
    columns: [
      column('what', 'At this bar', 'The compared values and the decision.'),
      column('exact', first.exact.engine, 'In exact decimals.'),
      column('float', first.float.engine, 'In JavaScript numbers.'),
    ],
    rows: [
      ...labels.map((label) => ({
        key: label,
        engine: null,
        cells: [textCell(label), valueOf(first.exact, label), valueOf(first.float, label)],
      })),
      {
        key: 'decision',
        engine: null,
        cells: [textCell('decision'), textCell(first.exact.decision), textCell(first.float.decision)],
      },
    ],
  };
  return alignedAt(['exact', 'float'], table);
}

/** Where it is, and whether the exact numbers are equal there. */
export function divergencePlace(first: Divergence): string {
  const tie = first.tie ? ' The exact numbers are equal here: an exact tie.' : '';
  return `${first.symbol}, ${formatTime(first.time)} UTC, bar ${formatNumber(first.bar)} of its series, counted from 0.${tie}`;
}

function valueOf(view: DecisionView, label: string): Cell {
  const value = view.values.find((other) => other.label === label)?.value;
  return value === undefined ? noCell : { text: formatDecimal(value), value, help: null };
}

/** Every metric of the summary in both arithmetics; null if nothing was compared. */
export function metricsTable(results: ScenarioResults): Table | null {
  const effect = results.floatEffect;
  if (effect === null) return null;
  const money = (text: string | null): Cell =>
    text === null ? noCell : { text: formatDecimal(text), value: text, help: null };
  const column = (id: string, title: string, help: string) => ({ id, title, help, numeric: id !== 'metric' });
  return {
    id: 'metrics',
    caption: 'Metrics, exact and float',
    columns: [
      column('metric', 'Metric', 'Named as in the summary line of the trace.'),
      column('exact', 'exact', 'In exact decimals, every digit as computed.'),
      column(
        'float',
        'float',
        'In JavaScript numbers, the shortest text that reads back to the same number.',
      ),
      column('difference', 'float − exact', 'What floats changed.'),
    ],
    rows: effect.metrics.map(({ metric, exact, float, difference }) => ({
      key: metric,
      engine: null,
      cells: [textCell(metricNames[metric] ?? metric), money(exact), money(float), money(difference)],
    })),
  };
}

export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly help: string;
  /** A fact that a reader must not overlook. */
  readonly warning: boolean;
}

/** The bookkeeping of every engine, and which traces agree. */
export function bookkeepingFacts(results: ScenarioResults): Fact[] {
  const agreements = results.agreements.map(({ engines: [one, other], word, firstDifference }): Fact => ({
    label: `${one} and ${other}`,
    text:
      word === 'identical'
        ? 'the same trace, byte for byte'
        : word === 'different'
          ? 'different traces'
          : 'not compared',
    help: ['Traces of the two engines, without the engine’s name', ...(firstDifference ?? [])].join('\n'),
    warning: word === 'different',
  }));
  const books = results.engines.map(({ engine, evidence }): Fact => ({
    label: `conservation, ${engine}`,
    text:
      evidence.maxResidual === '0'
        ? 'exactly 0 after every fill'
        : `off by up to ${formatBrief(evidence.maxResidual)}`,
    help: `|cash + Σ side × cost − initial − realised + commission| after a fill\nLargest: ${formatDecimal(evidence.maxResidual)}\nAfter the last fill: ${formatDecimal(evidence.finalResidual)}`,
    warning: evidence.maxResidual !== '0',
  }));
  const residues = results.engines.flatMap(({ engine, evidence }) =>
    evidence.residues.length === 0
      ? []
      : [
          {
            label: `left over, ${engine}`,
            text: counted(evidence.residues.length, 'position'),
            help: [
              'Positions that are not zero after closing',
              ...evidence.residues.map(({ symbol, quantity }) => `${symbol} ${formatDecimal(quantity)}`),
            ].join('\n'),
            warning: true,
          },
        ],
  );
  return [...agreements, ...books, ...residues];
}
