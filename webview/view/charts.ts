/** The overheads, and the three charts below them. */
import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import { distributionModel, distributionTable } from '../../engine/presentation/models/distribution';
import { equityTable } from '../../engine/presentation/models/equity';
import { overheadTable } from '../../engine/presentation/models/overhead';
import type { OverheadModel } from '../../engine/presentation/models/overhead';
import { samplesTable } from '../../engine/presentation/models/samples';
import { chartCard } from './chartCard';
import { figure } from './parts';
import type { ViewContext } from './context';

/** @param model - as the track is drawn, so that the text beside it says the same */
export function overhead(model: OverheadModel, context: ViewContext): Child {
  if ((context.opened?.measurements ?? null) === null) return null;
  const chart = h(
    'div',
    { class: 'overhead-rows' },
    h(
      'div',
      { class: 'overhead-labels' },
      ...model.rows.map(({ id, label }) => h('div', { class: 'overhead-row', key: id }, label)),
    ),
    h('div', { class: 'overhead-track' }, context.charts.overhead),
    h(
      'div',
      { class: 'overhead-values' },
      ...model.rows.map(({ id, estimateText, intervalText, help }) =>
        h(
          'div',
          { class: 'overhead-row', key: id },
          figure(estimateText, help, 'estimate'),
          h('span', { class: 'muted interval' }, intervalText),
        ),
      ),
    ),
  );
  const content =
    model.rows.length === 0 ? h('p', { class: 'muted' }, 'The engines shown cannot be compared.') : chart;
  return chartCard('overhead', 'Overhead with 95 % interval', content, () => overheadTable(model), context);
}

export function charts(context: ViewContext): ElementDescription | null {
  const { opened, ui } = context;
  if (opened === null) return null;
  const hidden = ui.hiddenEngines;
  return h(
    'div',
    { class: 'charts', key: 'charts' },
    chartCard(
      'samples',
      'Samples by launch',
      context.charts.samples,
      () => samplesTable(opened.samples, hidden),
      context,
    ),
    chartCard(
      'distribution',
      'Spread around each median',
      context.charts.distribution,
      () => distributionTable(distributionModel(opened.samples, hidden, null)),
      context,
    ),
    chartCard(
      'equity',
      'Equity, and what floats added',
      context.charts.equity,
      () => equityTable(opened),
      context,
    ),
  );
}
