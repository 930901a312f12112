/** The run under way: how far, how long, and how to stop it. */
import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import { progressParts } from '../../engine/presentation/models/run';
import { button, region } from './parts';
import { isGoing } from './context';
import type { ViewContext } from './context';

export function progress(context: ViewContext): Child {
  if (!isGoing(context)) return null;
  const { data, passing } = context;
  const now = data.snapshot?.progress ?? null;
  const parts = passing.cancelling
    ? ['canceling; complete samples are kept']
    : now === null
      ? ['starting the engines']
      : progressParts(now);
  return region(
    'progress',
    'Progress',
    { class: 'progress' },
    bar(now?.fraction ?? null, parts.join(', ')),
    h('span', { class: 'progress-text' }, parts.join(' · ')),
    passing.askingToCancel ? question(context) : cancelButton(context),
  );
}

function bar(fraction: number | null, text: string): ElementDescription {
  const percent = fraction === null ? null : Math.round(fraction * 100);
  return h(
    'div',
    {
      class: percent === null ? 'bar indeterminate' : 'bar',
      role: 'progressbar',
      'aria-label': 'Benchmark',
      'aria-valuemin': 0,
      'aria-valuemax': 100,
      'aria-valuenow': percent,
      'aria-valuetext': text,
    },
    h('div', { class: 'bar-done', 'style:width': percent === null ? null : `${percent}%` }),
  );
}

function cancelButton({ passing, actions }: ViewContext): ElementDescription {
  return h(
    'span',
    { class: 'progress-actions', key: 'cancel' },
    button('Cancel', () => cancel(actions), { disabled: passing.cancelling, id: 'cancel' }),
  );
}

function question({ actions }: ViewContext): ElementDescription {
  const keep = (): void => {
    actions.changePassing({ askingToCancel: false });
    actions.focus('#cancel');
  };
  return h(
    'span',
    {
      class: 'progress-actions',
      key: 'question',
      role: 'alertdialog',
      'aria-label': 'Cancel this run? Complete samples are kept.',
    },
    h('span', {}, 'Cancel this run? Complete samples are kept.'),
    button('Cancel run', () => cancel(actions), { class: 'button primary', id: 'confirm-cancel' }),
    button('Keep running', keep),
  );
}

function cancel(actions: ViewContext['actions']): void {
  actions.changePassing({ askingToCancel: false, cancelling: true });
  actions.post({ type: 'cancel' });
}
