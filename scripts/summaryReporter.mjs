// @ts-check
// Mocha's spec reporter, which also writes how many tests passed, failed and were skipped, and which failed and why, to
// the file that DECIMAL_BENCHMARK_SUMMARY names.
import mocha from 'mocha';
import { writeFileSync } from 'node:fs';

class SummaryReporter extends mocha.reporters.Spec {
  /**
   * @param {mocha.Runner} runner
   * @param {mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {string[]} */
    const failedTests = [];
    runner.on('fail', (test, error) => {
      const [why = ''] = String(error instanceof Error ? error.message : error).split('\n', 1);
      failedTests.push(`${test.fullTitle()}: ${why}`);
    });
    runner.once('end', () => {
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

// Mocha loads reporters with `require`, which takes this name for what the module is.
export { SummaryReporter as 'module.exports' };
