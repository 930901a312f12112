// @ts-check
// `npm test`: makes the checkout ready, runs every stage, and ends with one line over all of them.
import path from 'node:path';
import { prepare } from './build.mjs';
import { main, root } from './checkout.mjs';
import { closingLines, runStage } from './stages.mjs';

/** @param {string} tool */
const installed = (tool) => [process.execPath, path.join(root, 'node_modules', tool)];
const cargo = (/** @type {string} */ command, /** @type {string[]} */ ...args) => [
  'cargo',
  command,
  '--manifest-path',
  'native/Cargo.toml',
  ...args,
];

/** @type {import('./stages.mjs').Stage[]} */
const stages = [
  whole('types of extension, engine, tests and scripts', [...installed('typescript/bin/tsc'), '-p', '.']),
  whole('types of the panel', [...installed('typescript/bin/tsc'), '-p', 'webview']),
  whole('lint', [...installed('eslint/bin/eslint.js'), '.']),
  whole('formatting', [...installed('prettier/bin/prettier.cjs'), '--check', '.']),
  whole('formatting of Rust', cargo('fmt', '--check')),
  whole('lint of Rust', cargo('clippy', '--locked', '--all-targets', '--', '-D', 'warnings')),
  { name: 'Rust tests', command: cargo('test', '--locked'), count: 'cargo', atMostMinutes: 10 },
  {
    name: 'unit and property tests',
    command: [...installed('c8/bin/c8.js'), ...installed('mocha/bin/mocha.js'), ...unitTestArguments()],
    count: 'summary',
    atMostMinutes: 20,
  },
  {
    name: 'editor tests',
    command: [process.execPath, '--import', 'tsx', 'test/editor/run.ts'],
    count: 'summary',
    atMostMinutes: 15,
  },
];

await main(async () => {
  prepare();
  const outcomes = [];
  for (const stage of stages) outcomes.push(await runStage(stage));
  console.log(`\n${closingLines(outcomes).join('\n')}`);
  process.exitCode = outcomes.some(({ failure, counts }) => failure !== null || counts.failed > 0) ? 1 : 0;
});

/**
 * @param {string} name
 * @param {string[]} command
 * @returns {import('./stages.mjs').Stage}
 */
function whole(name, command) {
  return { name, command, count: 'whole', atMostMinutes: 10 };
}

function unitTestArguments() {
  const ignored = ['test/editor/**', 'test/fixtures/**', 'test/lint/corpus/unseen/**'].flatMap((pattern) => [
    '--ignore',
    pattern,
  ]);
  return ['--reporter', 'scripts/summaryReporter.mjs', ...ignored, 'test/**/*.test.ts'];
}
