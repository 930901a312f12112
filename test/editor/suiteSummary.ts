/** What a suite of editor tests came to. */
import type Mocha from 'mocha';
import * as v from 'valibot';

export const SuiteSummary = v.strictObject({
  passed: v.number(),
  failed: v.number(),
  skipped: v.number(),
  /** Titles of the tests that failed, each with the first line of its message. */
  failedTests: v.array(v.string()),
});
export type SuiteSummary = v.InferOutput<typeof SuiteSummary>;

export const nothingRun: SuiteSummary = { passed: 0, failed: 0, skipped: 0, failedTests: [] };

/** A suite that ended without a result counts as one failure. */
export function failedSuite(reason: string): SuiteSummary {
  return { ...nothingRun, failed: 1, failedTests: [reason] };
}

/** Runs the suite to its end. */
export function summaryOf(mocha: Mocha): Promise<SuiteSummary> {
  return new Promise((resolve) => {
    const failedTests: string[] = [];
    const runner = mocha.run(() => {
      const { stats } = runner;
      if (stats === undefined) resolve(failedSuite('Mocha kept no statistics'));
      else {
        const { passes, failures, pending } = stats;
        resolve({ passed: passes, failed: failures, skipped: pending, failedTests });
      }
    });
    runner.on('retry', (test: Mocha.Test, error: Error) => {
      console.log(`    again: ${test.title}, after: ${error.message}`);
    });
    runner.on('fail', (test, error: unknown) => {
      const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n', 1);
      failedTests.push(`${test.fullTitle()}: ${reason}`);
    });
  });
}
