import { strict as assert } from 'node:assert';
import { engineNames } from '../../../../engine/protocol/vocabulary';
import { shortestSampleNs } from '../../../../engine/benchmark/measuring/plan';
import { foldersOf, optionsOf, untilGone, watchRun } from './processes';

describe('a run', () => {
  it('measures every engine and the control once a round, and ends with a report', async () => {
    const run = watchRun(optionsOf({ engines: [...engineNames], launches: 2, runs: 4 }));
    const last = await run.handle.ended;
    assert.equal(last.type, 'finished', JSON.stringify(last));
    const { report, markdown } = last;
    assert.equal(report.partial, null);
    assert.equal(report.quickLook, true);
    assert.match(markdown, /Daily/);

    const [scenario] = report.scenarios;
    assert.ok(scenario !== undefined);
    const places = scenario.samples.map(
      ({ engine, control, launch, round }) => `${launch}.${round} ${engine}${control ? ' control' : ''}`,
    );
    assert.equal(new Set(places).size, 2 * 2 * 5);
    assert.equal(places.length, 2 * 2 * 5);
    for (const { ns, repeats } of scenario.samples) assert.ok(ns * repeats >= shortestSampleNs * 0.999);
    assert.equal(scenario.head.data.bars, 4_520);
    assert.equal(scenario.head.data.sessions, 252);
    assert.ok(scenario.results !== null);
    assert.ok(scenario.results.engines.every(({ summary }) => summary.fills > 0));
    assert.deepEqual(
      scenario.results.agreements.map(({ word }) => word),
      ['identical', 'identical'],
    );
    for (const { control, gcShare, allocatedBytes } of scenario.measurements?.engines ?? []) {
      assert.equal(gcShare === null, control);
      assert.equal(allocatedBytes === null, control);
    }
  });

  it('tells what happens in order, one last event at the end, and leaves nothing behind', async () => {
    const run = watchRun(optionsOf({ engines: ['float'], launches: 1, runs: 2 }));
    await run.handle.ended;
    const told = run.events.map(({ type }) => type).filter((type) => type !== 'progress' && type !== 'log');
    const order = told.filter((type, index) => type !== 'warning' && told.indexOf(type) === index);
    assert.deepEqual(order, [
      'hello',
      'started',
      'scenario',
      'results',
      'sample',
      'measurements',
      'finished',
    ]);
    assert.equal(told.filter((type) => type === 'sample').length, 4);
    assert.equal(told.at(-1), 'finished');

    const fractions = run.events.flatMap((event) =>
      event.type === 'progress' ? [event.progress.fraction] : [],
    );
    assert.deepEqual(
      fractions,
      fractions.toSorted((a, b) => a - b),
    );
    const pids = [...run.enginePids(), run.handle.pid ?? 0];
    assert.equal(pids.length, 4);
    await untilGone(pids, 1_000);
    assert.deepEqual(foldersOf(run.handle.pid), []);
  });

  it('refuses options that cannot be used before it starts anything', async () => {
    const run = watchRun(optionsOf({ launches: 0 }));
    const last = await run.handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'bad-input');
    assert.match(last.failure.message, /launches must be a whole number from 1 on, not 0/);
    assert.deepEqual(run.enginePids(), []);
  });

  it('refuses a run of no scenario at all', async () => {
    const run = watchRun(optionsOf({ work: { kind: 'scenarios', names: [] } }));
    const last = await run.handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'bad-input');
  });
});

describe('cancelling a run', () => {
  it('keeps the samples that are complete, in a report that is marked as partial', async () => {
    const run = watchRun(optionsOf({ launches: 5, runs: 500 }));
    await run.next('sample');
    run.handle.cancel('cancelled in the test');
    const last = await run.handle.ended;
    assert.equal(last.type, 'finished');
    assert.equal(last.report.partial, 'cancelled in the test');
    assert.notEqual(last.report.scenarios[0]?.samples.length, 0);
    await untilGone(run.enginePids(), 1_000);
  });

  it('fails as cancelled when no sample was complete', async () => {
    const run = watchRun(optionsOf());
    await run.next('scenario');
    run.handle.cancel('cancelled in the test');
    const last = await run.handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'cancelled');
    assert.deepEqual(foldersOf(run.handle.pid), []);
  });

  it('ends everything when it is stopped, and tells that once', async () => {
    const run = watchRun(optionsOf({ runs: 500 }));
    await run.next('sample');
    await run.handle.stop();
    assert.deepEqual(
      run.events.filter(({ type }) => type === 'finished' || type === 'failed').map(({ type }) => type),
      ['failed'],
    );
    await untilGone([...run.enginePids(), run.handle.pid ?? 0], 3_000);
    assert.deepEqual(foldersOf(run.handle.pid), []);
  });
});
