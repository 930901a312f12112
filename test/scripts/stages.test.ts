import { strict as assert } from 'node:assert';
import { closingLines, runStage } from '../../scripts/lib/stages.mjs';

const node = (script: string) => [process.execPath, '-e', script];

describe('a stage of the test', () => {
  it('counts as one that passed when it ends well', async () => {
    const outcome = await runStage({ name: 'types', command: node(''), count: 'whole', atMostMinutes: 1 });
    assert.deepEqual(outcome.counts, { passed: 1, failed: 0, skipped: 0 });
    assert.equal(outcome.failure, null);
  });

  it('counts as one that failed when it does not', async () => {
    const outcome = await runStage({
      name: 'types',
      command: node('process.exit(2)'),
      count: 'whole',
      atMostMinutes: 1,
    });
    assert.deepEqual(outcome.counts, { passed: 0, failed: 1, skipped: 0 });
    assert.equal(outcome.failure, 'exit code 2');
  });

  it('has failed when its program is not there', async () => {
    const outcome = await runStage({
      name: 'types',
      command: ['no-such-program-here'],
      count: 'whole',
      atMostMinutes: 1,
    });
    assert.equal(outcome.counts.failed, 1);
    assert.match(outcome.failure ?? '', /did not start/);
  });

  it('adds up the result lines of cargo', async () => {
    const lines = [
      'test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s',
      'test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s',
    ];
    const outcome = await runStage({
      name: 'Rust tests',
      command: node(`console.log(${JSON.stringify(lines.join('\n'))}); process.exitCode = 101`),
      count: 'cargo',
      atMostMinutes: 1,
    });
    assert.deepEqual(outcome.counts, { passed: 15, failed: 2, skipped: 1 });
  });

  it('reads the summary that its program wrote', async () => {
    const failedTests = ['a sum: is not exact'];
    const summary = JSON.stringify({ passed: 7, failed: 1, skipped: 2, failedTests });
    const outcome = await runStage({
      name: 'unit tests',
      command: node(
        `require('fs').writeFileSync(process.env.DECIMAL_BENCHMARK_SUMMARY, ${JSON.stringify(summary)})`,
      ),
      count: 'summary',
      atMostMinutes: 1,
    });
    assert.deepEqual(outcome.counts, { passed: 7, failed: 1, skipped: 2 });
    assert.equal(outcome.failure, null);
    assert.deepEqual(outcome.failedTests, failedTests);
  });

  it('has failed when its program ends badly though every test has passed', async () => {
    const summary = JSON.stringify({ passed: 7, failed: 0, skipped: 0 });
    const outcome = await runStage({
      name: 'unit tests',
      command: node(
        `require('fs').writeFileSync(process.env.DECIMAL_BENCHMARK_SUMMARY, ${JSON.stringify(summary)}); process.exit(9)`,
      ),
      count: 'summary',
      atMostMinutes: 1,
    });
    assert.deepEqual(outcome.counts, { passed: 7, failed: 1, skipped: 0 });
  });

  it('has failed when its program ends well without a summary', async () => {
    const outcome = await runStage({
      name: 'unit tests',
      command: node(''),
      count: 'summary',
      atMostMinutes: 1,
    });
    assert.equal(outcome.counts.failed, 1);
  });

  it('is ended and has failed when it takes too long', async () => {
    const outcome = await runStage({
      name: 'editor tests',
      command: node('setInterval(() => {}, 1000)'),
      count: 'whole',
      atMostMinutes: 0.001,
    });
    assert.equal(outcome.counts.failed, 1);
    assert.match(outcome.failure ?? '', /not done after/);
  });
});

describe('the closing lines of the test', () => {
  const stage = { name: 'lint', command: [], count: 'whole', atMostMinutes: 1 } as const;

  it('are the sums alone when nothing failed', () => {
    const counts = { passed: 3, failed: 0, skipped: 0 };
    const outcome = { stage, counts, failure: null };
    assert.deepEqual(closingLines([outcome, outcome]), ['6 passed, 0 failed']);
  });

  it('name what failed first, and what was skipped last', () => {
    const lines = closingLines([
      {
        stage,
        counts: { passed: 0, failed: 1, skipped: 0 },
        failure: 'exit code 1',
        failedTests: ['a sum: is not exact'],
      },
      { stage, counts: { passed: 4, failed: 0, skipped: 2 }, failure: null },
    ]);
    assert.deepEqual(lines, [
      '✗ lint: 1 failed (exit code 1)',
      '  ✗ a sum: is not exact',
      '4 passed, 1 failed, 2 skipped',
    ]);
  });
});
