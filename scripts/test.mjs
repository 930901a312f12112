// @ts-check
// `npm test`: prepares the checkout, runs every stage, and ends with one line of totals.
// `npm test -- --only unit|editor|rust|static [PATTERN]` runs some of the stages, or some of a stage's tests.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { prepare } from './build.mjs';
import { checks } from './lib/checks.mjs';
import { main, runOrThrow, ScriptError } from './lib/checkout.mjs';
import { closingLines, runStage } from './lib/stages.mjs';
import { unitTestCommand } from './lib/unitTests.mjs';

/** @typedef {import('./lib/stages.mjs').Stage} Stage */

// The longest first, so that no core waits for the other at the end.
const parts = /** @type {const} */ (['unit', 'editor', 'rust', 'static']);
/** @typedef {typeof parts[number]} Part */

await main(async () => {
  const { only, pattern } = readArguments();
  const stages = stagesOf(only, pattern);
  const chosen = only === null ? parts : [only];
  prepare();
  if (chosen.includes('unit') || chosen.includes('editor')) installBrowser();
  const outcomes = await runStages(chosen.flatMap((part) => stages[part]));
  console.log(`\n${closingLines(outcomes).join('\n')}`);
  process.exitCode = outcomes.some(({ failure, counts }) => failure !== null || counts.failed > 0) ? 1 : 0;
});

/**
 * @returns {{only: Part | null, pattern: string | null}}
 * @throws {ScriptError} with exit code 2
 */
function readArguments() {
  const usage = `Usage: npm test -- [--only ${parts.join('|')} [PATTERN]]`;
  const { values, positionals } = (() => {
    try {
      return parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
    } catch (error) {
      throw new ScriptError(`${error instanceof Error ? error.message : String(error)}\n${usage}`, 2);
    }
  })();
  const only = parts.find((part) => part === values.only) ?? null;
  const [pattern = null, ...rest] = positionals;
  const isWrong = values.only !== undefined && only === null;
  if (isWrong || rest.length > 0 || (pattern !== null && (only === null || only === 'static')))
    throw new ScriptError(usage, 2);
  return { only, pattern };
}

/**
 * @param {Part | null} only the part that the pattern is for
 * @param {string | null} pattern unit tests: part of a test file's path; editor tests: a suite, or `ui:FILE`; Rust tests:
 *   part of a test's name
 * @returns {Record<Part, Stage[]>}
 */
function stagesOf(only, pattern) {
  const cargoTest = ['cargo', 'test', '--locked', '--manifest-path', 'native/Cargo.toml'];
  const chosen = pattern === null ? [] : [pattern];
  return {
    static: checks.map(({ name, command }) => ({ name, command, count: 'whole', atMostMinutes: 15 })),
    rust: [{ name: 'Rust tests', command: [...cargoTest, ...chosen], count: 'cargo', atMostMinutes: 10 }],
    unit: [
      {
        name: 'unit and property tests',
        command: unitTestCommand(only === 'unit' ? pattern : null),
        count: 'summary',
        atMostMinutes: 40,
      },
    ],
    editor: [
      {
        name: 'editor tests',
        command: [process.execPath, '--import', 'tsx', 'test/editor/run.ts', ...chosen],
        count: 'summary',
        atMostMinutes: 40,
      },
    ],
  };
}

/**
 * Runs stages side by side if there is more than one core: each lane takes the next stage once its last has ended.
 * @param {readonly Stage[]} stages the longest first
 */
async function runStages(stages) {
  const waiting = [...stages];
  /** @type {Awaited<ReturnType<typeof runStage>>[]} */
  const outcomes = [];
  // Only one lane can print as it goes; what another prints appears when a stage has ended.
  const lane = async (/** @type {boolean} */ isLive) => {
    for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift())
      outcomes.push(await runStage(stage, { isLive }));
  };
  const lanes = Math.min(2, availableParallelism(), stages.length);
  await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index === 0)));
  return outcomes;
}

/** The panel's tests need a browser as the editor's do. Without one they are skipped, or fail with the reason. */
function installBrowser() {
  runOrThrow(process.execPath, ['--import', 'tsx', 'test/editor/installBrowser.ts']);
}
