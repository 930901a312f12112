import { h } from '../dom';
import type { Child } from '../dom';
import { button } from './parts';
import type { ViewContext } from './context';

const keys: readonly (readonly [string, string])[] = [
  ['Tab', 'next control'],
  ['F6, Shift+F6', 'next and previous region'],
  ['Arrow keys', 'cells of a table, points of a chart, items of a menu, scenarios'],
  ['Enter', 'sorts by a heading, follows a point, chooses an item'],
  ['Esc', 'closes a hover or menu; cancels a run, after asking'],
  ['?', 'this list'],
];

/** The list of keys, over the panel. */
export function keyList({ passing, actions }: ViewContext): Child {
  if (!passing.showingKeys) return null;
  const close = (): void => actions.changePassing({ showingKeys: false });
  return h(
    'dialog',
    { id: 'keys', key: 'keys', 'aria-labelledby': 'keys-title', onclose: close },
    h('h2', { id: 'keys-title' }, 'Keys'),
    h(
      'dl',
      {},
      ...keys.map(([key, does]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, does))),
    ),
    button('Close', close, { class: 'button primary', id: 'close-keys' }),
  );
}
