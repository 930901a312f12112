import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { SuiteSummary } from './runSuite';
import { prepareMachine } from './ui/machine';
import { workbenchProblem } from './workbench/install';

/** Runs the tests of the user interface in a browser workbench, with the packaged extension installed. */
export async function runUserInterface(folder: string): Promise<SuiteSummary> {
  const problem = workbenchProblem();
  if (problem !== null) {
    console.log(`\nuser interface: skipped, since ${problem}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  console.log('\nuser interface');
  await prepareMachine(folder, (text) => console.log(text));
  const mocha = new Mocha({ timeout: 240_000, reporter: 'spec', bail: false });
  const tests = path.join(__dirname, 'ui');
  for (const name of readdirSync(tests).sort())
    if (name.endsWith('.test.ts')) mocha.addFile(path.join(tests, name));
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  if (stats === undefined) return { passed: 0, failed: 1, skipped: 0 };
  return { passed: stats.passes, failed: stats.failures, skipped: stats.pending };
}
