/** The sections below the charts: engines, what floats did, and whether to believe it. */
import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import { credibilityFacts, credibilitySummary } from '../../engine/presentation/models/credibility';
import {
  bookkeepingFacts,
  divergencePlace,
  divergenceTable,
  metricsTable,
} from '../../engine/presentation/models/difference';
import type { Fact } from '../../engine/presentation/models/difference';
import { statisticsTable } from '../../engine/presentation/models/statistics';
import { copyButton, dataTable } from './dataTable';
import { logLink } from './notices';
import { figure, icon, region } from './parts';
import type { ViewContext } from './context';

export function engines(context: ViewContext): Child {
  const { opened, ui } = context;
  if (opened === null) return null;
  const table = statisticsTable(opened, ui.hiddenEngines);
  if (table.rows.length === 0) return null;
  return region(
    'engines',
    'Engines',
    { class: 'card' },
    h('div', { class: 'card-head' }, h('h2', {}, 'Engines'), copyButton(table, context)),
    dataTable(table, context),
  );
}

export function difference(context: ViewContext): Child {
  const results = context.opened?.results ?? null;
  if (results === null) return null;
  const first = results.floatEffect?.first ?? null;
  const metrics = metricsTable(results);
  const divergence = first === null ? null : divergenceTable(first);
  const summary =
    results.floatEffect === null
      ? 'Agreement of the engines'
      : `${results.floatEffect.differingFills} differing fills, ${results.floatEffect.differingDecisions} differing decisions`;
  return folded(
    'difference',
    'What floats did to the result',
    summary,
    () => [
      h(
        'div',
        { class: 'columns' },
        divergence === null || first === null
          ? null
          : h(
              'div',
              { key: 'divergence' },
              h(
                'div',
                { class: 'card-head' },
                h('h3', {}, 'First difference'),
                copyButton(divergence, context),
              ),
              h('p', { class: 'muted' }, divergencePlace(first)),
              dataTable(divergence, context),
            ),
        metrics === null
          ? null
          : h(
              'div',
              { key: 'metrics' },
              h('div', { class: 'card-head' }, h('h3', {}, 'Metrics'), copyButton(metrics, context)),
              dataTable(metrics, context),
            ),
      ),
      h('h3', {}, 'Bookkeeping'),
      factList(bookkeepingFacts(results)),
    ],
    context,
  );
}

export function credibility(context: ViewContext): Child {
  const { data, opened } = context;
  if (data.snapshot === null || opened === null) return null;
  const facts = credibilityFacts(data.snapshot, opened);
  const warnings = [...data.snapshot.warnings, ...opened.warnings];
  return folded(
    'belief',
    'Reliability',
    credibilitySummary(facts),
    () => [
      factList(facts),
      warnings.length === 0
        ? null
        : h(
            'ul',
            { class: 'warnings', 'aria-label': 'Warnings' },
            ...warnings.map((text) =>
              h('li', {}, icon('warning', 'warning', 'warning'), h('span', {}, text), logLink(context)),
            ),
          ),
    ],
    context,
  );
}

/** A section that unfolds; what is in it is made only if it is unfolded. */
export function folded(
  id: string,
  title: string,
  summary: string,
  content: () => readonly Child[],
  { ui, actions }: ViewContext,
): ElementDescription {
  const open = ui.open.includes(id);
  return region(
    id,
    title,
    { class: 'card' },
    h(
      'details',
      {
        open,
        // Fired also when `open` is set by us: only a change by the reader is news.
        ontoggle: (event: Event) => {
          if (!(event.currentTarget instanceof HTMLDetailsElement)) return;
          const nowOpen = event.currentTarget.open;
          if (nowOpen !== open)
            actions.changeUi({ open: nowOpen ? [...ui.open, id] : ui.open.filter((other) => other !== id) });
        },
      },
      h(
        'summary',
        {},
        icon(open ? 'chevron-down' : 'chevron-right'),
        h('h2', {}, title),
        h('span', { class: 'muted' }, summary),
      ),
      ...(open ? content() : []),
    ),
  );
}

function factList(facts: readonly Fact[]): ElementDescription {
  return h(
    'dl',
    { class: 'facts' },
    ...facts.map(({ label, text, help, warning }) =>
      h(
        'div',
        { key: label },
        h('dt', {}, label),
        h('dd', {}, warning ? icon('warning', 'attention', 'warning') : null, figure(text, help)),
      ),
    ),
  );
}
