// @ts-check
// Mocha's spec reporter, which also writes how many tests passed, failed and were skipped to the file that
// DECIMAL_BENCHMARK_SUMMARY names.
import mocha from 'mocha';
import { writeFileSync } from 'node:fs';

class SummaryReporter extends mocha.reporters.Spec {
  /**
   * @param {mocha.Runner} runner
   * @param {mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const file = process.env['DECIMAL_BENCHMARK_SUMMARY'];
      if (file !== undefined) {
        writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
      }
    });
  }
}

// Mocha loads reporters with `require`, which takes this name for what the module is.
export { SummaryReporter as 'module.exports' };
