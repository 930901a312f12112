/** The panel without figures: nothing run yet, or a run that failed. */
import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import { counted } from '../../engine/presentation/format';
import { planDuration, planText } from '../../engine/presentation/models/run';
import { button, icon, region } from './parts';
import type { ViewContext } from './context';

export function empty({ data, actions }: ViewContext): ElementDescription {
  return region(
    'empty',
    'Decimal Benchmark',
    { class: 'state' },
    h('h2', {}, 'What do exact decimals cost, and what do floats get wrong?'),
    h(
      'p',
      {},
      'Runs the same backtest with exact decimals in Rust and with JavaScript floats, times both, and compares every fill and every equity value.',
    ),
    h(
      'p',
      { class: 'state-actions' },
      button('Run Decimal Benchmark', () => actions.post({ type: 'run', scenarios: null, engines: null }), {
        icon: 'play',
        class: 'button primary',
        id: 'run-first',
      }),
    ),
    h('p', { class: 'muted' }, `${planText(data.context)} ${planDuration(data.context)}`),
    h(
      'p',
      {},
      h(
        'button',
        { type: 'button', class: 'link', onclick: () => actions.post({ type: 'openSettings' }) },
        'Change what is measured',
      ),
    ),
  );
}

/** What happened, what was kept, what to do. */
export function failed({ data, actions }: ViewContext): Child {
  const failure = data.snapshot?.status === 'failed' ? data.snapshot.failure : null;
  if (failure === null) return null;
  const kept = data.snapshot?.scenarios.reduce((sum, { samples }) => sum + samples.length, 0) ?? 0;
  return region(
    'failed',
    'The run failed',
    { class: 'state failed' },
    h('h2', {}, icon('error', 'error', 'fail'), h('span', {}, failure.message)),
    failure.where === null ? null : h('p', { class: 'where' }, failure.where),
    failure.remedy === null ? null : h('p', {}, failure.remedy),
    h(
      'p',
      { class: 'muted' },
      kept === 0
        ? 'No sample was kept.'
        : `${counted(kept, 'sample')} taken before it failed are shown below; no report was written.`,
    ),
    h(
      'p',
      { class: 'state-actions' },
      button('Retry', () => actions.post({ type: 'run', scenarios: null, engines: null }), {
        icon: 'refresh',
        class: 'button primary',
        id: 'retry',
      }),
      button('Show log', () => actions.post({ type: 'showLog' }), { icon: 'output' }),
    ),
  );
}
