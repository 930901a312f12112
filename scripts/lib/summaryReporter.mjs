// @ts-check
// Mocha's spec reporter, followed by the slowest tests. It also writes how many tests passed, failed and were skipped, and
// which failed and why, to the file that DECIMAL_BENCHMARK_SUMMARY names.
import mocha from 'mocha';
import { writeFileSync } from 'node:fs';

const slowestShown = 20;

class SummaryReporter extends mocha.reporters.Spec {
  /**
   * @param {mocha.Runner} runner
   * @param {mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {string[]} */
    const failedTests = [];
    /** @type {{title: string, durationMs: number}[]} */
    const durations = [];
    runner.on('pass', (test) => durations.push({ title: test.fullTitle(), durationMs: test.duration ?? 0 }));
    runner.on('fail', (test, error) => {
      const [why = ''] = String(error instanceof Error ? error.message : error).split('\n', 1);
      failedTests.push(`${test.fullTitle()}: ${why}`);
    });
    runner.once('end', () => {
      printSlowest(durations);
      const { passes, failures, pending } = this.stats;
      const file = process.env['DECIMAL_BENCHMARK_SUMMARY'];
      if (file !== undefined) {
        writeFileSync(
          file,
          JSON.stringify({ passed: passes, failed: failures, skipped: pending, failedTests }),
        );
      }
    });
  }
}

/** @param {{title: string, durationMs: number}[]} durations */
function printSlowest(durations) {
  const slowest = durations.sort((a, b) => b.durationMs - a.durationMs).slice(0, slowestShown);
  console.log(`The ${slowest.length} slowest of ${durations.length} tests:`);
  for (const { title, durationMs } of slowest)
    console.log(`  ${(durationMs / 1000).toFixed(1).padStart(6)} s  ${title}`);
}

// Mocha loads reporters with `require`, which takes this name for what the module is.
export { SummaryReporter as 'module.exports' };
