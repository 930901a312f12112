/** The head: which scenario is opened, what it did, Run and Export. */
import { scenarioNames } from '../../engine/protocol/vocabulary';
import { h } from '../dom';
import type { ElementDescription } from '../dom';
import {
  finishedFacts,
  planDuration,
  runMarks,
  scenarioFacts,
  scenarioTitle,
} from '../../engine/presentation/models/run';
import { menuButton } from './menu';
import type { MenuItem } from './menu';
import { button, icon } from './parts';
import { isGoing } from './context';
import type { ViewContext } from './context';

export function header(context: ViewContext): ElementDescription {
  const { data, opened } = context;
  const finished =
    data.snapshot === null || opened === null
      ? []
      : finishedFacts(data.snapshot, opened, data.context.locale);
  return h(
    'header',
    { class: 'head', key: 'head', 'data-region': 'head', tabindex: -1, 'aria-label': 'Run and export' },
    h(
      'div',
      { class: 'head-title' },
      h('h1', {}, opened?.head.title ?? 'Decimal Benchmark'),
      ...(data.snapshot === null ? [] : runMarks(data.snapshot)).map((mark) =>
        h('span', { class: 'mark', key: mark }, mark),
      ),
      opened === null ? null : h('span', { class: 'muted' }, scenarioFacts(opened).join(' · ')),
    ),
    h(
      'div',
      { class: 'head-actions' },
      finished.length === 0 ? null : h('span', { class: 'muted finished' }, finished.join(' · ')),
      // Before the first run there is one button, and it stands in the middle of the page.
      ...(data.snapshot === null ? [] : runButton(context)),
      exportMenu(context),
      h(
        'button',
        {
          type: 'button',
          class: 'button icon-only',
          'aria-label': 'Keys',
          'data-help': 'Lists the keyboard shortcuts',
          onclick: () => context.actions.changePassing({ showingKeys: true }),
        },
        icon('question'),
      ),
    ),
  );
}

function runButton(context: ViewContext): ElementDescription[] {
  const { data, passing, actions } = context;
  const disabled = isGoing(context);
  const run = (scenarios: readonly string[] | null): void =>
    actions.post({ type: 'run', scenarios: scenarios === null ? null : [...scenarios], engines: null });
  const configured = data.context.scenarios.map(scenarioTitle).join(', ');
  const items: MenuItem[] = [
    { label: 'As in the settings', detail: configured, choose: () => run(null) },
    ...scenarioNames.map((name) => ({
      label: scenarioTitle(name),
      detail: planDuration({ ...data.context, scenarios: [name] }).replace(/^Takes |\.$/g, ''),
      choose: () => run([name]),
    })),
    { label: 'Change the settings…', detail: null, choose: () => actions.post({ type: 'openSettings' }) },
  ];
  return [
    h(
      'div',
      { class: 'split', key: 'run' },
      button('Run', () => run(null), { icon: 'play', class: 'button primary', disabled, id: 'run' }),
      menuButton(
        'run',
        { class: 'button primary', label: 'Select a scenario to run', disabled },
        [],
        items,
        passing.menu === 'run',
        actions,
      ),
    ),
  ];
}

function exportMenu({ data, passing, actions }: ViewContext): ElementDescription | null {
  const finished = data.snapshot?.last?.type === 'finished';
  if (!finished) return null;
  const item = (label: string, detail: string, choose: () => void): MenuItem => ({ label, detail, choose });
  return menuButton(
    'export',
    { class: 'button secondary', label: 'Export', disabled: false },
    ['Export'],
    [
      item('JSON', 'report with every sample', () => actions.exportAs('json')),
      item('Markdown', 'report to read', () => actions.exportAs('markdown')),
      item('PNG', 'picture of this panel', () => actions.exportAs('png')),
      item('CSV', 'samples', () => actions.exportAs('csv')),
    ],
    passing.menu === 'export',
    actions,
  );
}
