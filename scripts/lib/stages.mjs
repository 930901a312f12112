// @ts-check
// Runs the stages of the test one after the other and counts what passed, failed and was skipped.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './checkout.mjs';

/**
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 * @typedef {object} Stage
 * @property {string} name
 * @property {readonly string[]} command the program and its arguments
 * @property {'whole' | 'cargo' | 'summary'} count `whole`: the stage counts as one; `cargo`: the result lines of
 *   `cargo test` are added up; `summary`: the stage writes its counts, and the tests that failed, to the file that
 *   DECIMAL_BENCHMARK_SUMMARY names
 * @property {number} atMostMinutes after which it is ended and has failed
 * @typedef {{stage: Stage, counts: Counts, failure: string | null, failedTests?: readonly string[]}} Outcome
 */

/**
 * Runs a stage to its end; the result holds any failure.
 * @param {Stage} stage
 * @param {{isLive?: boolean}} [options] `isLive`: prints as the stage goes on, else all at once when it has ended
 * @returns {Promise<Outcome>}
 */
export async function runStage(stage, { isLive = true } = {}) {
  if (isLive) console.log(`\n── ${stage.name}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-test-'));
  try {
    const summaryFile = path.join(folder, 'summary.json');
    const startedMs = performance.now();
    const { output, failure } = await runProgram(stage, summaryFile, isLive);
    const seconds = (performance.now() - startedMs) / 1000;
    if (!isLive) process.stdout.write(`\n── ${stage.name}\n${output}`);
    console.log(`── ${stage.name}: ${seconds.toFixed(1)} s`);
    const counted = countsOf(stage, output, summaryFile);
    if (counted === null) {
      const missing = stage.count === 'whole' ? null : 'it gave no counts';
      return { stage, counts: wholeCounts(failure ?? missing), failure: failure ?? missing };
    }
    const { counts, failedTests } = counted;
    // A stage that ends badly has failed, also if all that it counted has passed.
    const failed = failure !== null && counts.failed === 0 ? 1 : counts.failed;
    return { stage, counts: { ...counts, failed }, failure, failedTests };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The closing lines: what failed, test by test where that is known, then the sums alone on the last line.
 * @param {readonly Outcome[]} outcomes
 */
export function closingLines(outcomes) {
  const failures = outcomes.filter(({ failure }) => failure !== null);
  const sum = (/** @type {keyof Counts} */ key) =>
    outcomes.reduce((total, { counts }) => total + counts[key], 0);
  const skipped = sum('skipped');
  return [
    ...failures.flatMap(({ stage, failure, counts, failedTests = [] }) => [
      `✗ ${stage.name}: ${counts.failed} failed (${failure})`,
      ...failedTests.map((test) => `  ✗ ${test}`),
    ]),
    `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  ];
}

/**
 * @param {Stage} stage
 * @param {string} summaryFile
 * @param {boolean} isLive
 * @returns {Promise<{output: string, failure: string | null}>} `output` is empty if the program printed directly
 */
function runProgram(stage, summaryFile, isLive) {
  const [command = '', ...args] = stage.command;
  const isRead = stage.count === 'cargo' || !isLive;
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', isRead ? 'pipe' : 'inherit', isLive ? 'inherit' : 'pipe'],
    env: { ...process.env, DECIMAL_BENCHMARK_SUMMARY: summaryFile },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
      if (isLive) process.stdout.write(text);
    });
  }
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  }, stage.atMostMinutes * 60_000);
  return new Promise((resolve) => {
    // After an error to start there may be a second event: only the first counts.
    const end = (/** @type {string | null} */ failure) => {
      clearTimeout(limit);
      resolve({ output, failure: isLate ? `not done after ${stage.atMostMinutes} minutes` : failure });
    };
    child.on('error', (error) => end(`did not start: ${error.message}`));
    child.on('close', (code, signal) =>
      end(code === 0 ? null : signal ? `ended by ${signal}` : `exit code ${code}`),
    );
  });
}

/**
 * @typedef {{counts: Counts, failedTests: readonly string[]}} Counted
 * @param {Stage} stage
 * @param {string} output
 * @param {string} summaryFile
 * @returns {Counted | null} null if the stage counts as one, or came to no count
 */
function countsOf(stage, output, summaryFile) {
  switch (stage.count) {
    case 'whole':
      return null;
    case 'cargo':
      return cargoCounts(output);
    case 'summary':
      return summaryCounts(summaryFile);
  }
}

/**
 * @param {string} output
 * @returns {Counted | null}
 */
function cargoCounts(output) {
  const lines = [...output.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored;/gm)];
  if (lines.length === 0) return null;
  const sum = (/** @type {number} */ group) => lines.reduce((total, line) => total + Number(line[group]), 0);
  return { counts: { passed: sum(1), failed: sum(2), skipped: sum(3) }, failedTests: [] };
}

/**
 * @param {string} summaryFile
 * @returns {Counted | null}
 */
function summaryCounts(summaryFile) {
  if (!existsSync(summaryFile)) return null;
  const summary = /** @type {Counts & {failedTests?: string[]}} */ (
    JSON.parse(readFileSync(summaryFile, 'utf8'))
  );
  const { passed, failed, skipped, failedTests = [] } = summary;
  return { counts: { passed, failed, skipped }, failedTests };
}

/**
 * @param {string | null} failure
 * @returns {Counts}
 */
function wholeCounts(failure) {
  return failure === null ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}
