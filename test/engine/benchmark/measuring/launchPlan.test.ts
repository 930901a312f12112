import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { launchPlanOf, type LaunchPlan } from '../../../../engine/benchmark/measuring/launchPlan';
import { TimeBudget } from '../../../../engine/benchmark/measuring/timeBudget';
import { optionsOf } from './processes';

const precise = (percent: number) =>
  optionsOf({ launches: 5, runs: 42, engines: ['float', 'native'], precision: { percent, maxSeconds: 300 } });

/** Launches until the plan has enough; each takes a second. */
function launched(plan: LaunchPlan, halfWidthAfter: (launches: number) => number | null): number {
  let launch = 0;
  do launch++;
  while (plan.goesOn(launch, launch * 1000, halfWidthAfter(launch)));
  return launch;
}

describe('a fixed number of launches', () => {
  it('is what was asked for, whatever the interval', () => {
    const plan = launchPlanOf(optionsOf({ launches: 5, runs: 42 }), Infinity);
    assert.equal(
      launched(plan, () => 0),
      5,
    );
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((launch) => plan.roundsOf(launch)),
      [9, 9, 8, 8, 8],
    );
    assert.equal(plan.state(0), null);
    assert.equal(plan.confidenceAtLook, 0.95);
  });
});

describe('launches added for precision', () => {
  it('end at the first look that finds the interval narrow enough, and never between looks', () => {
    const plan = launchPlanOf(precise(2), 300_000);
    // Narrow from the sixth launch on: the next look is at ten.
    assert.equal(
      launched(plan, (launches) => (launches < 6 ? 5 : 1)),
      10,
    );
    const state = plan.state(10_000);
    assert.deepEqual([state?.ended, state?.looksTaken, state?.looks], ['reached', 2, [5, 10, 20, 40, 80]]);
  });

  it('end with the last look, and with the time', () => {
    const patient = launchPlanOf(precise(2), Infinity);
    assert.equal(
      launched(patient, () => 50),
      80,
    );
    assert.equal(patient.state(0)?.ended, 'looks taken');
    const hurried = launchPlanOf(precise(2), 13_500);
    // The fourteenth launch would end after 14 seconds.
    assert.equal(
      launched(hurried, () => 50),
      13,
    );
    const state = hurried.state(13_000);
    assert.deepEqual([state?.ended, state?.looksTaken], ['time spent', 3]);
  });

  it('do not end when there is no interval yet', () => {
    assert.equal(
      launched(launchPlanOf(precise(2), 30_000), () => null),
      30,
    );
  });

  it('have as many rounds as the shortest launch before the first look', () => {
    const plan = launchPlanOf(precise(2), Infinity);
    assert.deepEqual(
      [1, 5, 6, 80].map((launch) => plan.roundsOf(launch)),
      [9, 8, 8, 8],
    );
  });

  it('are expected to be as many as the scatter so far will take', () => {
    const plan = launchPlanOf(precise(2), Infinity);
    assert.equal(plan.expected, 5);
    plan.goesOn(5, 5_000, 6);
    // From ±6 % with five launches to ±2 %: t shrinks too, so that twenty launches are enough.
    assert.equal(plan.expected, 20);
    plan.goesOn(6, 6_000, 100);
    assert.equal(plan.expected, plan.most);
  });

  it('take no more looks than were fixed, and spend no more error, whatever intervals and time bring', () => {
    const widths = fc.array(fc.option(fc.double({ min: 0.1, max: 50, noNaN: true })), { maxLength: 90 });
    const budget = fc.integer({ min: 500, max: 100_000 });
    fc.assert(
      fc.property(widths, budget, (list, budgetMs) => {
        const plan = launchPlanOf(precise(2), budgetMs);
        const launches = launched(plan, (launch) => list[launch] ?? 50);
        const state = plan.state(launches * 1000);
        assert.ok(state !== null && state.ended !== null);
        assert.ok(state.looksTaken <= state.looks.length);
        assert.ok(state.looksTaken * (1 - plan.confidenceAtLook) <= 0.05 + 1e-12);
        assert.ok(launches <= plan.most && (launches === 1 || launches * 1000 <= budgetMs));
      }),
    );
  });
});

describe('the time for all scenarios', () => {
  it('is shared equally, and what one spares helps the others', () => {
    const budget = new TimeBudget(90_000, 3);
    assert.equal(budget.next(), 30_000);
    budget.spent(10_000);
    assert.equal(budget.next(), 40_000);
    budget.spent(50_000);
    assert.equal(budget.next(), 30_000);
    budget.spent(90_000);
    assert.equal(budget.next(), 0);
  });

  it('has no end when none was set', () => {
    const budget = new TimeBudget(Infinity, 2);
    budget.spent(10_000);
    assert.equal(budget.next(), Infinity);
  });
});
