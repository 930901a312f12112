import { strict as assert } from 'node:assert';
import type { PrecisionState, Report } from '../../../../engine/protocol/report';
import { optionsOf, watchRun, type WatchedRun } from './processes';

/** A run of two engines in launches of one round, real processes and all. */
function preciseRun(percent: number, maxSeconds: number): WatchedRun {
  return watchRun(
    optionsOf({ engines: ['float', 'native'], launches: 2, runs: 2, precision: { percent, maxSeconds } }),
  );
}

async function finished(
  run: WatchedRun,
): Promise<{ report: Report; state: PrecisionState; launches: number }> {
  const last = await run.handle.ended;
  assert.equal(last.type, 'finished', JSON.stringify(last));
  const { report } = last;
  const [scenario] = report.scenarios;
  const state = scenario?.measurements?.precision ?? null;
  assert.ok(scenario !== undefined && state !== null);
  return { report, state, launches: Math.max(...scenario.samples.map(({ launch }) => launch)) };
}

describe('a run that is to become precise', () => {
  it('stops at the first look when that is narrow enough, and reports how it went', async () => {
    // Two launches on a busy machine may leave any width at all: what is always narrow enough is no figure below this.
    const run = preciseRun(Number.MAX_VALUE, 600);
    const { report, state, launches } = await finished(run);
    assert.equal(launches, 2);
    assert.deepEqual([state.ended, state.looksTaken, state.looks], ['reached', 1, [2, 4, 8, 16, 32]]);
    assert.equal(report.quickLook, true);
    const headline = report.scenarios[0]?.measurements?.comparisons[0];
    assert.equal(headline?.interval?.confidence, 0.95);
    assert.equal(headline.interval.confidenceAtLook, 0.99);
    assert.ok(state.reachedPercent !== null && state.reachedPercent <= state.wantedPercent);
    assert.match(report.sentence, /Wanted ±[\d\s]+ %, reached /);
  });

  it('adds launches until the time is spent, and reports it', async () => {
    const run = preciseRun(1e-6, 8);
    const { state, launches, report } = await finished(run);
    assert.ok(launches > 2 || state.spentSeconds > 4, `${launches} launches in ${state.spentSeconds} s`);
    assert.equal(state.ended, 'time spent');
    assert.equal(state.budgetSeconds, 8);
    assert.ok(state.reachedPercent === null || state.reachedPercent > 1e-6);
    assert.match(report.sentence, /another launch would not end within 8 s/);
    const told = run.events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
    const launching = told.filter(({ launch }) => launch > 0);
    assert.ok(launching.every(({ precision }) => precision?.mostLaunches === 32));
    assert.ok(launching.every(({ launch, launches: expected }) => launch <= expected));
    const fractions = told.map(({ fraction }) => fraction);
    assert.deepEqual(
      fractions,
      fractions.toSorted((a, b) => a - b),
    );
  });

  it('is refused without the engines whose comparison would become precise', async () => {
    const run = watchRun(optionsOf({ precision: { percent: 2, maxSeconds: 10 } }));
    const last = await run.handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'bad-input');
    assert.match(last.failure.message, /Precision needs the engines native and float/);
  });
});

describe('a run of several scenarios', () => {
  it('corrects the words of each for the claims of all', async () => {
    const run = watchRun(
      optionsOf({
        work: { kind: 'scenarios', names: ['daily', 'hourly'] },
        engines: ['float', 'native'],
        launches: 2,
        runs: 2,
      }),
    );
    const last = await run.handle.ended;
    assert.equal(last.type, 'finished', JSON.stringify(last));
    assert.deepEqual(last.report.family, { comparisons: 2, targets: 2, correction: 'holm' });
    const claims = last.report.scenarios.flatMap(({ measurements }) => [
      ...(measurements?.comparisons ?? []).map(({ claim }) => claim),
      measurements?.targetClaim ?? null,
    ]);
    const made = claims.filter((claim) => claim !== null);
    assert.equal(made.length, 4);
    // The surest pays for both comparisons, about each of which there are two claims.
    const [surest] = made.toSorted((a, b) => a.p - b.p);
    assert.ok(surest !== undefined);
    assert.ok(Math.abs(surest.adjustedP - Math.min(1, 2 * surest.p)) < 1e-9);
    assert.ok(last.report.scenarios.every(({ measurements }) => measurements?.claims === 4));
    assert.match(last.markdown, /Words are corrected for the 4 claims of the report \(Holm\)/);
  });
});
