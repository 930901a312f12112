/** The two answers: what exact decimals cost, and what floats did to the result. The words come ready-made. */
import type { ScenarioReport, Verdict } from '../../engine/protocol/report';
import { h } from '../dom';
import type { Child, ElementDescription } from '../dom';
import { comparisonHelp } from '../../engine/presentation/models/overhead';
import { figure, icon, region } from './parts';
import type { ViewContext } from './context';

const icons: Readonly<Record<Verdict['icon'], string>> = {
  pass: 'pass',
  fail: 'error',
  neutral: 'circle-large-outline',
};

export function verdict(context: ViewContext): Child {
  const { opened } = context;
  if (opened === null) return null;
  return region('verdict', 'Verdict', { class: 'verdict' }, costCard(opened), resultCard(opened, context));
}

/** Several scenarios: a row of small verdicts, one opened. */
export function scenarioTabs({ data, opened, actions }: ViewContext): Child {
  const scenarios = data.snapshot?.scenarios ?? [];
  if (scenarios.length < 2) return null;
  return h(
    'div',
    { class: 'tabs', key: 'tabs', role: 'tablist', 'aria-label': 'Scenarios', onkeydown: moveBetweenTabs },
    ...scenarios.map((scenario) => {
      const { head, measurements, results } = scenario;
      const selected = head.key === opened?.head.key;
      const changed = results?.floatEffect?.changed === true;
      return h(
        'button',
        {
          key: head.key,
          type: 'button',
          role: 'tab',
          'aria-selected': String(selected),
          'aria-controls': 'opened',
          tabindex: selected ? 0 : -1,
          onclick: () => actions.changeUi({ scenario: head.key }),
        },
        h(
          'span',
          { class: 'tab-title' },
          measurements === null ? null : verdictIcon(measurements.verdict),
          head.title,
          changed ? icon('warning', 'floats changed the result', 'warning') : null,
        ),
        h(
          'span',
          { class: 'muted' },
          measurements === null ? 'not measured yet' : tabText(measurements.verdict),
        ),
      );
    }),
  );
}

function tabText({ overhead, target }: Verdict): string {
  return target === 'not measured' ? overhead : `${overhead} · target ${target}`;
}

function moveBetweenTabs(event: Event): void {
  if (!(event instanceof KeyboardEvent) || !(event.currentTarget instanceof HTMLElement)) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const here = tabs.findIndex((tab) => tab === document.activeElement);
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const next = tabs[(here + step + tabs.length) % tabs.length];
  next?.click();
  next?.focus();
}

function verdictIcon(verdict: Verdict): ElementDescription {
  return icon(icons[verdict.icon], `target ${verdict.target}`, verdict.icon);
}

function costCard(scenario: ScenarioReport): ElementDescription {
  const { measurements } = scenario;
  if (measurements === null) return waitingCard('cost', 'No sample yet.');
  const { verdict } = measurements;
  const headline = measurements.comparisons.find(({ id }) => id === 'exact-against-js-float');
  return h(
    'div',
    { class: 'card', key: 'cost' },
    h('h2', {}, verdictIcon(verdict), h('span', {}, verdict.headline)),
    h(
      'p',
      { class: 'main' },
      headline === undefined
        ? verdict.overhead
        : figure(verdict.overhead, comparisonHelp(headline, verdict.overhead)),
    ),
    h('p', { class: 'muted' }, verdict.detail),
  );
}

function resultCard(scenario: ScenarioReport, { actions, ui }: ViewContext): ElementDescription {
  const { results } = scenario;
  if (results === null) return waitingCard('result', 'No result yet.');
  const effect = results.floatEffect;
  if (effect === null) {
    return waitingCard('result', 'Floats were not compared. This requires float and an exact engine.');
  }
  const show = (): void => {
    actions.changeUi({ open: ui.open.includes('difference') ? ui.open : [...ui.open, 'difference'] });
    actions.focus('#difference');
  };
  return h(
    'div',
    { class: 'card', key: 'result' },
    h(
      'h2',
      {},
      effect.changed ? icon('warning', 'attention', 'warning') : icon('pass', 'unchanged', 'pass'),
      h('span', {}, effect.headline),
    ),
    h('p', { class: 'main' }, effect.detail),
    h(
      'p',
      { class: 'muted' },
      effect.firstText === null ? null : `${effect.firstText} `,
      effect.first === null
        ? null
        : h('button', { type: 'button', class: 'link', id: 'show-bar', onclick: show }, 'Show the bar'),
    ),
  );
}

function waitingCard(key: string, text: string): ElementDescription {
  return h('div', { class: 'card waiting', key }, h('p', { class: 'muted' }, text));
}
