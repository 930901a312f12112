/** How the opened scenario's figures went from run to run. Read and drawn only once the section is opened. */
import { trendMeasures } from '../../engine/protocol/trend';
import type { TrendMeasure, TrendScenario, TrendState } from '../../engine/protocol/trend';
import { formatMoment, formatNumber } from '../../engine/presentation/format';
import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import { trendTable } from '../../engine/presentation/models/trendTable';
import { latestText, trendSentences } from '../../engine/presentation/models/trendWords';
import type { TrendSentence } from '../../engine/presentation/models/trendWords';
import { turnButton } from './chartCard';
import { isGoing } from './context';
import type { ViewContext } from './context';
import { copyButton, dataTable } from './dataTable';
import { folded } from './details';
import { logLink } from './notices';
import { icon } from './parts';

/** The section's name: in the list of what is unfolded, and in the page. */
export const trendSection = 'trend';

export function trend(context: ViewContext): Child {
  if (context.opened === null) return null;
  return folded(
    trendSection,
    'Trend over the stored runs',
    'the same scenario over all stored runs, with its baseline',
    () => content(context),
    context,
  );
}

/** The trend of the scenario that is opened; null if no run of it is kept, or nothing was read yet. */
export function openedTrend({ data, opened }: Pick<ViewContext, 'data' | 'opened'>): TrendScenario | null {
  const { state } = data.trend;
  if (state?.status !== 'ready') return null;
  const found = state.trend.scenarios.find(({ key }) => key === opened?.head.key);
  return found === undefined || found.segments.length === 0 ? null : found;
}

function content(context: ViewContext): Child[] {
  const { state } = context.data.trend;
  if (state?.status === 'failed') {
    return [
      h(
        'p',
        { class: 'trend-note' },
        icon('error', 'error', 'fail'),
        h('span', {}, `The stored runs cannot be read: ${state.reason} `, logLink(context)),
      ),
    ];
  }
  if (state?.status !== 'ready') {
    const waiting = isGoing(context)
      ? 'The stored runs are read when this run has ended.'
      : 'Reading the stored runs…';
    return [h('p', { class: 'muted', role: 'status' }, waiting)];
  }
  const scenario = openedTrend(context);
  return [...(scenario === null ? [nothingKept()] : chart(scenario, context)), ...cautions(state, context)];
}

function nothingKept(): ElementDescription {
  return h(
    'p',
    { class: 'muted' },
    'No run of this scenario with an exact engine is stored yet. Finished runs are stored, and this chart starts with the second one.',
  );
}

function chart(scenario: TrendScenario, context: ViewContext): Child[] {
  const { ui, charts, data } = context;
  const { locale } = data.context;
  const measure = ui.trendMeasure ?? 'time';
  const asTable = ui.tables.includes(trendSection) ? trendTable(scenario, locale) : null;
  return [
    h(
      'div',
      { class: 'card-head trend-head' },
      measureSwitch(scenario, measure, context),
      asTable === null ? null : copyButton(asTable, context),
      turnButton(trendSection, 'Trend', asTable !== null, context),
    ),
    h(
      'ul',
      { class: 'trend-said', 'aria-label': 'What the trend shows' },
      ...trendSentences(scenario, measure, locale).map((sentence) => said(sentence, context)),
    ),
    h('p', { class: 'muted trend-latest' }, latestText(scenario, measure, locale)),
    asTable === null
      ? h('div', { class: 'trend-chart', key: 'chart' }, charts.trend)
      : dataTable(asTable, context),
  ];
}

function measureSwitch(
  { engine }: TrendScenario,
  chosen: TrendMeasure,
  { actions }: ViewContext,
): ElementDescription {
  const titles: Readonly<Record<TrendMeasure, readonly [string, string]>> = {
    time: [`Time of ${engine}`, 'Time per bar. Comparable only on one machine.'],
    ratio: [
      'Against float',
      `Time of ${engine} divided by that of float in the same run. A change that affects both engines cancels out.`,
    ],
  };
  return h(
    'div',
    { class: 'switches', role: 'group', 'aria-label': 'What the trend is of' },
    ...trendMeasures.map((measure) =>
      h(
        'button',
        {
          key: measure,
          type: 'button',
          class: 'choice',
          id: `trend-${measure}`,
          'aria-pressed': String(measure === chosen),
          'data-help': titles[measure].join('\n'),
          onclick: () => actions.changeUi({ trendMeasure: measure }),
        },
        titles[measure][0],
      ),
    ),
  );
}

const icons: Readonly<Record<TrendSentence['kind'], readonly [string, string, string]>> = {
  slower: ['warning', 'slower', 'warning'],
  faster: ['pass', 'faster', 'pass'],
  none: ['circle-large-outline', 'nothing shown', ''],
  break: ['device-desktop', 'break', ''],
};

function said({ kind, text, runs }: TrendSentence, { actions, data }: ViewContext): ElementDescription {
  const names = ['Run before', 'Run after'];
  return h(
    'li',
    {},
    icon(...icons[kind]),
    h(
      'span',
      {},
      text,
      ' ',
      h(
        'span',
        { class: 'trend-runs' },
        ...runs.map((run, index) =>
          h(
            'button',
            {
              type: 'button',
              class: 'link',
              key: names[index] ?? '',
              'aria-label': `${names[index] ?? 'Run'}: open that of ${formatMoment(run.startedAt, data.context.locale)}`,
              onclick: () => actions.post({ type: 'openRun', run: run.run }),
            },
            names[index] ?? '',
          ),
        ),
      ),
    ),
  );
}

function cautions(
  { trend, baselineProblem }: Extract<TrendState, { status: 'ready' }>,
  context: ViewContext,
): ElementDescription[] {
  const { length } = trend.leftOut;
  return [
    ...(baselineProblem === null ? [] : [`The baseline is not shown: ${baselineProblem}`]),
    ...(length === 0
      ? []
      : [`${length === 1 ? 'One stored file' : `${formatNumber(length)} stored files`} could not be read.`]),
  ].map((text) =>
    h(
      'p',
      { class: 'trend-note' },
      icon('warning', 'attention', 'warning'),
      h('span', {}, `${text} `, logLink(context)),
    ),
  );
}
