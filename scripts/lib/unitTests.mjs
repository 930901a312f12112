// @ts-check
// The command that runs the unit tests.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { root, ScriptError } from './checkout.mjs';

const notUnitTests = ['test/editor/', 'test/fixtures/', 'test/lint/corpus/unseen/'];

/**
 * @param {string | null} pattern part of the path of the files to run; null for all of them
 * @returns {string[]} a program and its arguments
 * @throws {ScriptError} with exit code 2 if no test file has the pattern in its path
 */
export function unitTestCommand(pattern = null) {
  const files = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file.replaceAll(path.sep, '/')}`)
    .filter((file) => file.endsWith('.test.ts') && !notUnitTests.some((folder) => file.startsWith(folder)))
    .filter((file) => pattern === null || file.includes(pattern))
    .sort();
  if (files.length === 0) throw new ScriptError(`No unit test file has ${pattern} in its path.`, 2);
  return [
    process.execPath,
    path.join(root, 'node_modules/mocha/bin/mocha.js'),
    ...['--reporter', 'scripts/lib/summaryReporter.mjs', '--require', 'scripts/lib/coverOnlyTests.mjs'],
    ...(files.length > 1 ? ['--parallel', '--jobs', String(Math.max(2, availableParallelism()))] : []),
    ...files,
  ];
}
