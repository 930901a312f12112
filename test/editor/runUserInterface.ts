import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { nothingRun, summaryOf, type SuiteSummary } from './suiteSummary';
import { pictureFailure } from './ui/editorWindow';
import { prepareMachine } from './ui/machine';
import { workbenchProblem } from './workbench/install';

/**
 * Runs the tests of the user interface in a browser workbench, with the packaged extension installed.
 * @param only - names of test files without `.test.ts`; empty: all of them
 */
export async function runUserInterface(folder: string, only: readonly string[]): Promise<SuiteSummary> {
  const problem = workbenchProblem();
  if (problem !== null) {
    console.log(`\nuser interface: skipped, since ${problem}`);
    return { ...nothingRun, skipped: 1 };
  }
  console.log('\nuser interface');
  await prepareMachine(folder, (text) => console.log(text));
  // A busy machine loses a key or a click now and then. A test that needed its second attempt is printed.
  const mocha = new Mocha({ timeout: 240_000, reporter: 'spec', retries: 1 });
  mocha.rootHooks({
    async afterEach(this: Mocha.Context) {
      if (this.currentTest?.state === 'failed') await pictureFailure(this.currentTest.fullTitle());
    },
  });
  for (const file of testFiles(only)) mocha.addFile(file);
  return summaryOf(mocha);
}

function testFiles(only: readonly string[]): string[] {
  const tests = path.join(__dirname, 'ui');
  return readdirSync(tests)
    .sort()
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => only.length === 0 || only.includes(name.replace('.test.ts', '')))
    .map((name) => path.join(tests, name));
}
