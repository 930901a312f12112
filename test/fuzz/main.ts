/**
 * Searches for inputs that break the product: `npm run fuzz -- --minutes N [--seed S] [--target NAME]`. The minutes are
 * shared by the targets. Prints the seed, and for each finding a folder with the input; exit code 1 if there is one.
 */
import { fork } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { targets } from './targets';
import type { Target } from './target';

const Report = v.object({
  kind: v.picklist(['case', 'batch', 'finding']),
  message: v.optional(v.string()),
});

/** A process takes longer to start than a case. */
const startMs = 60_000;

interface Outcome {
  readonly cases: number;
  /** What was found; null if nothing was. */
  readonly finding: string | null;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      target: { type: 'string' },
    },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
  if (!(minutes > 0) || !Number.isInteger(seed) || chosen.length === 0) {
    console.error('usage: npm run fuzz -- --minutes N [--seed S] [--target NAME]');
    console.error(`Targets: ${targets.map(({ name }) => name).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-fuzz-findings-'));
  console.log(`seed ${seed}, ${minutes} minutes, targets: ${chosen.map(({ name }) => name).join(', ')}`);
  let findings = 0;
  for (const target of chosen) {
    const saved = path.join(folder, target.name);
    console.log(`${target.name}: seed ${seed}`);
    const { cases, finding } = await fuzzed(target, seed, minutes / chosen.length, saved);
    if (finding === null) console.log(`${target.name}: ${cases} cases, no finding`);
    else {
      findings += 1;
      console.log(`${target.name}: finding after ${cases} cases, seed ${seed}\n${finding}\nInput: ${saved}`);
    }
  }
  console.log(findings === 0 ? 'No findings.' : `Findings: ${findings}, inputs in ${folder}`);
  if (findings > 0) process.exitCode = 1;
}

function fuzzed(target: Target, seed: number, minutes: number, folder: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = fork(
      path.join(__dirname, 'worker.ts'),
      [target.name, String(seed), String(minutes), folder],
      {
        execArgv: ['--import', 'tsx'],
      },
    );
    let cases = 0;
    let finding: string | null = null;
    let timer: NodeJS.Timeout | undefined;
    const watch = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        finding ??= `The case did not end within ${ms} ms`;
        child.kill('SIGKILL');
      }, ms);
    };
    watch(startMs);
    child.on('message', (sent: unknown) => {
      const { kind, message } = v.parse(Report, sent);
      if (kind === 'case') cases += 1;
      if (kind === 'finding') finding = message ?? 'no message';
      // Twice the limit: the target itself reports a case that ends late, with a minimised input.
      watch(2 * target.limitMs);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0) finding ??= `The process ended with ${signal ?? `exit code ${code}`}`;
      resolve({ cases, finding });
    });
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
