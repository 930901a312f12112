/**
 * A process that owns others, for tests that kill it. Prints the numbers of those it owns, one a line.
 * `run`: the coordinator of a long run, then its measuring processes. `engine`: a measuring process alone, in the
 * middle of a sample that takes hours.
 */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EngineProcess } from '../../../../engine/benchmark/measuring/engineProcess';
import { writeBundleFile } from '../../../../engine/ledger/data/bundleFile';
import { generateBundle } from '../../../../engine/ledger/data/generate';
import { scenarioOf } from '../../../../engine/ledger/scenarios';
import { optionsOf, watchRun } from './processes';

if (process.argv[2] === 'run') void ownRun();
else void ownEngine();

async function ownRun(): Promise<void> {
  const run = watchRun(optionsOf({ launches: 5, runs: 10_000 }));
  await run.next('sample');
  for (const pid of [run.handle.pid ?? 0, ...run.enginePids()]) console.log(pid);
  console.log('ready');
}

async function ownEngine(): Promise<void> {
  const bundleFile = path.join(mkdtempSync(path.join(os.tmpdir(), 'owned-')), 'bundle');
  writeBundleFile(bundleFile, generateBundle('daily'));
  const engine = new EngineProcess({
    participant: { engine: 'float', control: false },
    signal: new AbortController().signal,
    log: (_, text) => console.log(/process (\d+)/.exec(text)?.[1] ?? ''),
  });
  const { parameters } = scenarioOf('daily');
  await engine.call({ type: 'load', engine: 'float', storage: 'i64', bundleFile, parameters });
  const sample = engine.call({ type: 'sample', repeats: 1e9 });
  console.log('ready');
  await sample;
}
