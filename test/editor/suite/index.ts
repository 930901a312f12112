/** Runs one folder of suites inside the editor's extension host. */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { summaryOf } from '../suiteSummary';

/** Called by the editor. @throws Error if a test failed */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 120_000, reporter: 'spec', color: false });
  const folder = path.join(__dirname, required('DECIMAL_BENCHMARK_SUITE'));
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.test.cjs')) mocha.addFile(path.join(folder, name));
  }
  const summary = await summaryOf(mocha);
  writeFileSync(required('DECIMAL_BENCHMARK_SUITE_SUMMARY'), JSON.stringify(summary));
  if (summary.failed > 0) throw new Error(`${summary.failed} failed`);
  if (summary.passed === 0) throw new Error('no test ran');
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
