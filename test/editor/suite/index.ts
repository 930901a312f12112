/** Runs one folder of suites inside the editor's extension host. */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** Called by the editor. @throws Error where a test failed */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 120_000, reporter: 'spec', color: false });
  const folder = path.join(__dirname, required('DECIMAL_BENCHMARK_SUITE'));
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.test.cjs')) mocha.addFile(path.join(folder, name));
  }
  const stats = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats ?? fail('mocha kept no statistics')));
  });
  const summary = { passed: stats.passes, failed: stats.failures, skipped: stats.pending };
  writeFileSync(required('DECIMAL_BENCHMARK_SUITE_SUMMARY'), JSON.stringify(summary));
  if (stats.failures > 0) throw new Error(`${stats.failures} failed`);
  if (stats.passes === 0) throw new Error('no test ran');
}

function required(name: string): string {
  return process.env[name] ?? fail(`${name} is not set`);
}

function fail(why: string): never {
  throw new Error(why);
}
