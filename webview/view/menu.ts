import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import { icon } from './parts';
import type { Actions, PassingState } from './context';

export interface MenuItem {
  readonly label: string;
  readonly detail: string | null;
  readonly choose: () => void;
}

/** A button that opens a menu below it. Arrow keys move, Enter chooses, Esc closes. */
export function menuButton(
  id: Exclude<PassingState['menu'], null>,
  attributes: { readonly class: string; readonly label: string; readonly disabled: boolean },
  content: readonly Child[],
  items: readonly MenuItem[],
  open: boolean,
  actions: Actions,
): ElementDescription {
  const show = (): void => {
    if (attributes.disabled) return;
    actions.changePassing({ menu: open ? null : id });
    if (!open) actions.focus(`#menu-${id} [role=menuitem]`);
  };
  return h(
    'div',
    { class: 'menu-anchor', key: `menu-${id}` },
    h(
      'button',
      {
        type: 'button',
        id: `menu-button-${id}`,
        class: attributes.class,
        'aria-haspopup': 'menu',
        'aria-expanded': String(open),
        'aria-label': attributes.label,
        'aria-disabled': attributes.disabled ? 'true' : null,
        onclick: show,
        onkeydown: (event: Event) => {
          if (!(event instanceof KeyboardEvent) || event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          show();
        },
      },
      ...content,
      icon('chevron-down'),
    ),
    open ? menu(id, attributes.label, items, actions) : null,
  );
}

function menu(id: string, label: string, items: readonly MenuItem[], actions: Actions): ElementDescription {
  const close = (): void => {
    actions.changePassing({ menu: null });
    actions.focus(`#menu-button-${id}`);
  };
  return h(
    'div',
    {
      id: `menu-${id}`,
      class: 'menu',
      role: 'menu',
      'aria-label': label,
      onkeydown: (event) => onMenuKey(event, close),
    },
    ...items.map((item) =>
      h(
        'div',
        {
          role: 'menuitem',
          tabindex: -1,
          onclick: () => {
            close();
            item.choose();
          },
        },
        item.label,
        item.detail === null ? null : h('span', { class: 'detail' }, item.detail),
      ),
    ),
  );
}

function onMenuKey(event: Event, close: () => void): void {
  if (!(event instanceof KeyboardEvent) || !(event.currentTarget instanceof HTMLElement)) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const here = items.findIndex((item) => item === document.activeElement);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: here + 1,
    ArrowUp: here - 1,
    Home: 0,
    End: items.length - 1,
  };
  const next = moves[event.key];
  if (next !== undefined) items.at(next % items.length)?.focus();
  else if (event.key === 'Enter' || event.key === ' ') items[here]?.click();
  else if (event.key === 'Escape' || event.key === 'Tab') close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
