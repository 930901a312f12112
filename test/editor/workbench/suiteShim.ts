/**
 * The entry of a test suite as the workbench loads it. Its log shares the page's console, from which test output cannot
 * be told, so the suite's output goes to a file; and its outcome goes to another, so that the exit code is not the only
 * witness.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { check } from '../../../engine/protocol/check';

export interface SuiteFiles {
  readonly shim: string;
  readonly output: string;
  readonly outcome: string;
}

const Outcome = v.strictObject({ passed: v.boolean(), error: v.nullable(v.string()) });
export type Outcome = v.InferOutput<typeof Outcome>;

/** Writes the shim for a suite's entry. */
export function writeSuiteShim(folder: string, entry: string): SuiteFiles {
  const files = {
    shim: path.join(folder, 'suite.cjs'),
    output: path.join(folder, 'suite-output.txt'),
    outcome: path.join(folder, 'suite-outcome.json'),
  };
  writeFileSync(files.output, '');
  writeFileSync(files.shim, shimSource(files, entry));
  return files;
}

/** What the suite wrote down about itself; null if it did not get that far. */
export function readOutcome({ outcome }: SuiteFiles): Outcome | null {
  let text: string;
  try {
    text = readFileSync(outcome, 'utf8');
  } catch {
    return null;
  }
  return check(Outcome, JSON.parse(text), 'outcome of the suite');
}

// In the extension host `console` and the standard streams are accessors without a setter, so they are defined again.
function shimSource({ output, outcome }: SuiteFiles, entry: string): string {
  return `'use strict';
const fs = require('node:fs');
const util = require('node:util');
const output = fs.openSync(${JSON.stringify(output)}, 'a');
const write = (data) => fs.writeSync(output, typeof data === 'string' ? data : Buffer.from(data));
const redefine = (object, key, value) =>
  Object.defineProperty(object, key, { get: () => value, set() {}, configurable: true, enumerable: true });
for (const method of ['log', 'info', 'warn', 'error', 'debug']) {
  redefine(console, method, (...data) => write(util.format(...data) + '\\n'));
}
for (const stream of ['stdout', 'stderr']) {
  const writeChunk = (chunk, encoding, callback) => {
    write(chunk);
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done) process.nextTick(done);
    return true;
  };
  redefine(process, stream, Object.create(process[stream], { write: { value: writeChunk } }));
}
const conclude = (passed, error) => fs.writeFileSync(${JSON.stringify(outcome)}, JSON.stringify({ passed, error }));
exports.run = async () => {
  try {
    await require(${JSON.stringify(entry)}).run();
    conclude(true, null);
  } catch (error) {
    conclude(false, String(error));
    throw error;
  }
};
`;
}
