import { strict as assert } from 'node:assert';
import type { ProgressView } from '../../../engine/cli/progress';
import { RunReporter } from '../../../engine/cli/runReporter';
import type { RunEvent } from '../../../engine/protocol/run';
import { madeScenario } from '../benchmark/report/madeReport';

const busy: RunEvent = { type: 'warning', key: null, text: 'The machine was busy' };
const brokeOff: RunEvent = { type: 'warning', key: null, text: 'The engine float died' };

/** What is shown of the events, by the kind of line. */
function shownOf(events: readonly RunEvent[], isMachineKnown = false): string[] {
  const shown: string[] = [];
  const view: ProgressView = {
    show: () => undefined,
    note: () => undefined,
    caution: (text) => shown.push(`caution: ${text}`),
    warn: (text) => shown.push(`warning: ${text}`),
    end: () => undefined,
  };
  const reporter = new RunReporter(view, isMachineKnown);
  for (const event of events) reporter.report(event);
  return shown;
}

describe('what a run tells', () => {
  const dataIsThere: RunEvent = { type: 'scenario', head: madeScenario().head };

  it('is silent about the machine when the data cannot be used', () => {
    const failure = { code: 'bad-input', message: 'No such file', where: null, remedy: null } as const;
    assert.deepEqual(shownOf([busy, { type: 'failed', failure }]), []);
  });

  it('is a caution about the machine once there are data, and a warning about all that comes later', () => {
    assert.deepEqual(shownOf([busy, dataIsThere, brokeOff, dataIsThere]), [
      'caution: The machine was busy',
      'warning: The engine float died',
    ]);
  });

  it('is not about the machine when that is known already', () => {
    assert.deepEqual(shownOf([busy, dataIsThere, brokeOff], true), ['warning: The engine float died']);
  });

  it('names the scenario that a warning is about', () => {
    const event: RunEvent = { type: 'warning', key: 'daily', text: 'No order was filled.' };
    assert.deepEqual(shownOf([dataIsThere, event]), ['warning: daily: No order was filled.']);
  });
});
