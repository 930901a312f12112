/** Small parts that several views share. */
import type { EngineName } from '../../engine/protocol/vocabulary';
import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import { markers } from '../../engine/presentation/models/engines';

/** An icon of the editor's own font. Without a label it is decoration, and hidden from screen readers. */
export function icon(name: string, label: string | null = null, extra = ''): ElementDescription {
  const classes = `codicon codicon-${name} ${extra}`.trim();
  return label === null
    ? h('span', { class: classes, 'aria-hidden': 'true' })
    : h('span', { class: classes, role: 'img', 'aria-label': label });
}

/** A figure with its hover, reachable by keyboard. */
export function figure(text: string, help: string, extra = ''): ElementDescription {
  return h('button', { type: 'button', class: `figure ${extra}`.trim(), 'data-help': help }, text);
}

export function button(
  label: string,
  onclick: () => void,
  options: {
    readonly icon?: string;
    readonly class?: string;
    readonly disabled?: boolean;
    readonly id?: string;
  } = {},
): ElementDescription {
  return h(
    'button',
    {
      type: 'button',
      class: options.class ?? 'button secondary',
      'aria-disabled': options.disabled === true ? 'true' : null,
      id: options.id ?? null,
      onclick: () => {
        if (options.disabled !== true) onclick();
      },
    },
    options.icon === undefined ? null : icon(options.icon),
    label,
  );
}

/** The engine's marker in its colour and shape. */
export function engineMarker(engine: EngineName): ElementDescription {
  return h('span', {
    class: `marker ${markers[engine]} engine-${engine.replace('.', '-')}`,
    'aria-hidden': 'true',
  });
}

/** A region that F6 stops at. */
export function region(
  id: string,
  title: string,
  attributes: { readonly class: string },
  ...children: readonly Child[]
): ElementDescription {
  return h(
    'section',
    { key: id, id, class: attributes.class, 'aria-label': title, 'data-region': id, tabindex: -1 },
    ...children,
  );
}
