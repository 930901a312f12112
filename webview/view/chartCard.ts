import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import type { Table } from '../../engine/presentation/models/table';
import { toggled } from '../uiState';
import { copyButton, dataTable } from './dataTable';
import { icon, region } from './parts';
import type { ViewContext } from './context';

/** A chart under its title, or the table of the same figures. */
export function chartCard(
  id: string,
  title: string,
  chart: Child,
  table: () => Table,
  context: ViewContext,
): ElementDescription {
  const shownTable = context.ui.tables.includes(id) ? table() : null;
  return region(
    id,
    title,
    { class: `card chart-card ${id}` },
    h(
      'div',
      { class: 'card-head' },
      h('h2', {}, title),
      shownTable === null ? null : copyButton(shownTable, context),
      turnButton(id, title, shownTable !== null, context),
    ),
    shownTable === null ? chart : dataTable(shownTable, context),
  );
}

/** Turns a chart into its table, and back. */
export function turnButton(
  id: string,
  title: string,
  asTable: boolean,
  { ui, actions }: ViewContext,
): ElementDescription {
  return h(
    'button',
    {
      type: 'button',
      class: 'link',
      id: `turn-${id}`,
      key: 'turn',
      'aria-label': asTable ? `View ${title} as chart` : `View ${title} as table`,
      onclick: () => {
        actions.changeUi({ tables: toggled(ui.tables, id) });
        actions.focus(`#turn-${id}`);
      },
    },
    icon(asTable ? 'graph-line' : 'table'),
    asTable ? 'chart' : 'table',
  );
}
