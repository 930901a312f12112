/** Equity at the close of every session, in exact and in float arithmetic, and their difference. */
import type { ScenarioReport } from '../../protocol/report';
import { counted, formatDecimal } from '../format';
import { columnOf, decimate } from './decimate';
import { alignedAt, noCell, textCell } from './table';
import type { Table } from './table';

export interface EquityPoint {
  /** Session, from 0. */
  readonly x: number;
  readonly y: number;
  /** The session in `dates` and the exact texts. */
  readonly session: number;
}

export interface EquityModel {
  readonly dates: readonly string[];
  readonly exact: readonly EquityPoint[];
  readonly float: readonly EquityPoint[];
  /** float − exact. */
  readonly difference: readonly EquityPoint[];
  /** Session in which the decisions first differ; null if they never do. */
  readonly divergence: number | null;
  readonly summary: string;
}

export function equityModel(
  scenario: ScenarioReport,
  hideFloat: boolean,
  hideExact: boolean,
  widthPx: number,
): EquityModel {
  const equity = scenario.results?.equity;
  const dates = equity?.dates ?? [];
  const lines = {
    exact: equity?.exact ?? null,
    float: equity?.float ?? null,
    difference: equity?.difference ?? null,
  };
  const first = scenario.results?.floatEffect?.first ?? null;
  return {
    dates,
    exact: hideExact ? [] : pointsOf(lines.exact, widthPx),
    float: hideFloat ? [] : pointsOf(lines.float, widthPx),
    difference: hideFloat || hideExact ? [] : pointsOf(lines.difference, widthPx),
    divergence: first === null ? null : sessionOf(first.time, dates),
    summary: summaryOf(dates, lines),
  };
}

function pointsOf(texts: readonly string[] | null, widthPx: number): EquityPoint[] {
  if (texts === null) return [];
  const y = texts.map(Number);
  const x = y.map((_, session) => session);
  return decimate(x, y, [0, Math.max(1, x.length - 1)], widthPx).map((session) => ({
    x: session,
    y: y[session] ?? NaN,
    session,
  }));
}

/** The first session that does not end before `time`; sessions are UTC dates. */
function sessionOf(time: number, dates: readonly string[]): number | null {
  const date = new Date(time).toISOString().slice(0, 10);
  const session = dates.findIndex((other) => other >= date);
  return session < 0 ? null : session;
}

interface Lines {
  readonly exact: readonly string[] | null;
  readonly float: readonly string[] | null;
  readonly difference: readonly string[] | null;
}

function summaryOf(dates: readonly string[], { exact, float, difference }: Lines): string {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return 'No session has been traded.';
  const end = exact?.at(-1) ?? float?.at(-1);
  const parts = [
    `${counted(dates.length, 'session')} from ${first} to ${last}`,
    ...(end === undefined ? [] : [`final equity ${formatDecimal(end)}`]),
    ...(difference === null
      ? []
      : [`float minus exact at the end: ${formatDecimal(difference.at(-1) ?? '0')}`]),
  ];
  return `${parts.join(', ')}.`;
}

/** What a session's hover says. */
export function sessionText(scenario: ScenarioReport, session: number): string {
  const equity = scenario.results?.equity;
  const line = (name: string, texts: readonly string[] | null | undefined): string[] => {
    const text = texts?.[session];
    return text === undefined ? [] : [`${name} ${formatDecimal(text)}`];
  };
  return [
    equity?.dates[session] ?? '',
    ...line('exact', equity?.exact),
    ...line('float', equity?.float),
    ...line('float − exact', equity?.difference),
  ].join('\n');
}

/** Sessions to label on an axis of this width: the first of a month or year if there are many. */
export function dateTicks(dates: readonly string[], widthPx: number): { session: number; label: string }[] {
  const most = Math.max(2, Math.floor(widthPx / 72));
  const span =
    dates.length <= 1 ? 0 : (Date.parse(dates.at(-1) ?? '') - Date.parse(dates[0] ?? '')) / 86_400_000;
  const label = (date: string): string =>
    span > 900 ? date.slice(0, 4) : span > 120 ? date.slice(0, 7) : date.slice(5);
  const ticks: { session: number; label: string }[] = [];
  let lastLabel = '';
  let lastColumn = -1;
  dates.forEach((date, session) => {
    const column = columnOf(session, [0, dates.length], most);
    if (column === lastColumn || label(date) === lastLabel) return;
    lastColumn = column;
    lastLabel = label(date);
    ticks.push({ session, label: lastLabel });
  });
  return ticks;
}

/** The twin of the chart. */
export function equityTable(scenario: ScenarioReport): Table {
  const equity = scenario.results?.equity;
  const column = (id: string, title: string, help: string) => ({ id, title, help, numeric: id !== 'date' });
  const money = (text: string | undefined) =>
    text === undefined ? noCell : { text: formatDecimal(text), value: text, help: null };
  const table: Table = {
    id: 'equity',
    caption: 'Equity by session',
    columns: [
      column('date', 'Session', 'UTC date.'),
      column('exact', 'exact', 'Equity at the close in exact decimals.'),
      column('float', 'float', 'Equity at the close in JavaScript numbers.'),
      column('difference', 'float − exact', 'What floats added to the equity.'),
    ],
    rows: (equity?.dates ?? []).map((date, session) => ({
      key: date,
      engine: null,
      cells: [
        textCell(date),
        money(equity?.exact?.[session]),
        money(equity?.float?.[session]),
        money(equity?.difference?.[session]),
      ],
    })),
  };
  return alignedAt(['exact', 'float', 'difference'], table);
}
