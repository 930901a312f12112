import { formatNumber } from '../../engine/presentation/format';
import { h } from '../dom';
import type { ElementDescription } from '../dom';
import { sortedRows, toTsv } from '../../engine/presentation/models/table';
import type { Column, Row, Sort, Table } from '../../engine/presentation/models/table';
import { button, engineMarker, icon } from './parts';
import type { ViewContext } from './context';

/** Rows drawn at once: a table of every sample may have many thousands. */
const rowsPerPage = 100;

/** A sortable table. It is one stop of the Tab key; arrow keys move between its cells, and each says what it is. */
export function dataTable(table: Table, context: ViewContext): ElementDescription {
  const { ui, actions } = context;
  const sort = ui.sorts[table.id];
  const rows = sortedRows(table, sort);
  const first = Math.min(context.passing.pages[table.id] ?? 0, Math.max(0, rows.length - 1));
  const sortBy = (column: string): void =>
    actions.changeUi({ sorts: { ...ui.sorts, [table.id]: nextSort(sort, column) } });
  return h(
    'div',
    { class: 'table-frame', key: `table-${table.id}` },
    h(
      'div',
      { class: 'table-scroll' },
      h(
        'table',
        {
          role: 'grid',
          'aria-label': table.caption,
          'aria-rowcount': rows.length + 1,
          id: `table-${table.id}`,
        },
        h(
          'thead',
          {},
          h('tr', {}, ...table.columns.map((column, index) => heading(column, sort, index === 0, sortBy))),
        ),
        h('tbody', {}, ...rows.slice(first, first + rowsPerPage).map((row) => bodyRow(row, table.columns))),
      ),
    ),
    rows.length > rowsPerPage ? pager(table.id, first, rows.length, context) : null,
  );
}

/** Copies the table as tab-separated values, in the order shown. */
export function copyButton(table: Table, { ui, passing, actions }: ViewContext): ElementDescription {
  const copied = passing.copied === table.id;
  return h(
    'button',
    {
      type: 'button',
      class: 'link',
      'aria-label': `Copy the table ${table.caption}`,
      onclick: () => {
        actions.post({ type: 'copy', text: toTsv(table, ui.sorts[table.id]) });
        actions.changePassing({ copied: table.id });
      },
    },
    icon(copied ? 'check' : 'copy'),
    h('span', { 'aria-live': 'polite' }, copied ? 'copied' : 'copy'),
  );
}

/** Ascending, descending, and back to the order as it came. */
function nextSort(sort: Sort | undefined, column: string): Sort {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? { column: '', descending: false } : { column, descending: true };
}

function heading(
  column: Column,
  sort: Sort | undefined,
  first: boolean,
  sortBy: (column: string) => void,
): ElementDescription {
  const sorted = sort?.column === column.id;
  const direction = sort?.descending === true ? 'descending' : 'ascending';
  return h(
    'th',
    {
      key: column.id,
      scope: 'col',
      class: column.numeric ? 'numeric' : '',
      tabindex: first ? 0 : -1,
      'aria-sort': sorted ? direction : 'none',
      'data-help': `${column.title}\n${column.help}\nEnter or click sorts by it.`,
      onclick: () => sortBy(column.id),
      onkeydown: (event: Event) => {
        if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return;
        event.preventDefault();
        sortBy(column.id);
      },
    },
    column.title,
    sorted ? icon(sort.descending ? 'arrow-down' : 'arrow-up') : null,
  );
}

function bodyRow(row: Row, columns: readonly Column[]): ElementDescription {
  return h(
    'tr',
    { key: row.key },
    ...row.cells.map((cell, index) =>
      h(
        index === 0 ? 'th' : 'td',
        {
          ...(index === 0 ? { scope: 'row' } : {}),
          role: index === 0 ? 'rowheader' : 'gridcell',
          class: columns[index]?.numeric === true ? 'numeric' : '',
          tabindex: -1,
          'data-help': cell.help,
        },
        index === 0 && row.engine !== null ? engineMarker(row.engine) : null,
        cell.text,
      ),
    ),
  );
}

function pager(
  id: string,
  first: number,
  count: number,
  { passing, actions }: ViewContext,
): ElementDescription {
  const go = (to: number): void => actions.changePassing({ pages: { ...passing.pages, [id]: to } });
  const last = Math.min(count, first + rowsPerPage);
  return h(
    'div',
    { class: 'pager' },
    button('Earlier', () => go(Math.max(0, first - rowsPerPage)), { disabled: first === 0 }),
    h(
      'span',
      { 'aria-live': 'polite' },
      `${formatNumber(first + 1)} to ${formatNumber(last)} of ${formatNumber(count)}`,
    ),
    button('Later', () => go(last), { disabled: last >= count }),
  );
}
