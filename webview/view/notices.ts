/** What a reader must know before the figures: they are an older run's, stale, partial, taken with a warning, or the workspace is not trusted. */
import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import { button, icon } from './parts';
import type { ViewContext } from './context';

/** More warnings than this are counted here, and listed below. */
const warningsShown = 2;

export function notices(context: ViewContext): Child {
  const { data, opened, actions } = context;
  const { snapshot } = data;
  const partial = snapshot?.last?.type === 'finished' ? snapshot.last.report.partial : null;
  const warnings = [...(opened?.warnings ?? []), ...(snapshot?.warnings ?? [])];
  const list = [
    ...(data.context.trusted
      ? []
      : [
          notice(
            'untrusted',
            'workspace-untrusted',
            'This workspace is not trusted, so its files and settings are not used. Run measures generated bars.',
          ),
        ]),
    ...(data.context.older === null || snapshot === null
      ? []
      : [
          notice(
            'older',
            'history',
            data.context.older,
            button('Show the latest run', () => actions.post({ type: 'showLatest' })),
          ),
        ]),
    ...(data.context.stale === null || snapshot === null
      ? []
      : [
          notice(
            'stale',
            'history',
            data.context.stale,
            button('Run again', () => actions.post({ type: 'run', scenarios: null, engines: null })),
          ),
        ]),
    ...(partial === null ? [] : [notice('partial', 'circle-slash', `Partial: ${partial}`)]),
    ...warnings
      .slice(0, warningsShown)
      .map((text) => notice(`warning ${text}`, 'warning', text, logLink(context))),
    ...(warnings.length > warningsShown
      ? [
          notice(
            'more',
            'warning',
            `${warnings.length - warningsShown} more warnings are listed under “Reliability”.`,
          ),
        ]
      : []),
  ];
  return list.length === 0 ? null : h('div', { class: 'notices', key: 'notices' }, ...list);
}

function notice(key: string, name: string, text: string, action: Child = null): ElementDescription {
  return h('div', { class: 'notice', key, role: 'note' }, icon(name), h('span', {}, text), action);
}

export function logLink({ actions }: ViewContext): ElementDescription {
  return h(
    'button',
    { type: 'button', class: 'link', onclick: () => actions.post({ type: 'showLog' }) },
    'Show log',
  );
}
