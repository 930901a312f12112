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

const parts = /** @type {const} */ (['static', 'rust', 'unit', 'editor']);
/** @typedef {typeof parts[number]} Part */

await main(async () => {
  const { only, pattern } = readArguments();
  const stages = stagesOf(only, pattern);
  const chosen = only === null ? parts : [only];
  prepare();
  if (chosen.includes('unit') || chosen.includes('editor')) installBrowser();
  const unit = chosen.includes('unit') ? stages.unit : [];
  const others = chosen.filter((part) => part !== 'unit').flatMap((part) => stages[part]);
  const lanes = availableParallelism() > 1 ? [unit, others] : [[...unit, ...others]];
  const outcomes = await Promise.all(
    lanes.map(async (lane, index) => {
      const ended = [];
      // Only one lane can print as it goes; what the other prints appears when a stage has ended.
      const isLive = index === 0 || unit.length === 0;
      for (const stage of lane) ended.push(await runStage(stage, { isLive }));
      return ended;
    }),
  );
  const all = outcomes.flat();
  console.log(`\n${closingLines(all).join('\n')}`);
  process.exitCode = all.some(({ failure, counts }) => failure !== null || counts.failed > 0) ? 1 : 0;
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

/** The panel's tests need a browser as the editor's do. Without one they are skipped, or fail with the reason. */
function installBrowser() {
  runOrThrow(process.execPath, ['--import', 'tsx', 'test/editor/installBrowser.ts']);
}
