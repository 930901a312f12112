/** Holds the search for float zeros in Python against its targets: `npm run bench:lint`. */
import { fork } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import * as v from 'valibot';
import { generateWorkspace } from './lint/generateWorkspace';

const files = 500;
const linesPerFile = 380;
const runs = 5;

const root = path.join(__dirname, '..');
const measured = path.join(root, 'dist/bench/measuredScan.cjs');
const folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-lint-'));

interface Target {
  readonly text: string;
  readonly figure: number;
  readonly limit: number;
}

main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));

async function main(): Promise<void> {
  const load = (loadavg()[0] ?? 0).toFixed(2);
  bundleMeasured();
  const workspace = path.join(folder, 'workspace');
  const lines = generateWorkspace(workspace, files, linesPerFile);
  console.log(
    `${files} Python files, ${lines} lines; medians of ${runs} processes; load ${load} on ${availableParallelism()} cores\n`,
  );
  const cold: Figures[] = [];
  const cached: Figures[] = [];
  for (let run = 0; run < runs; run++) {
    const cache = path.join(folder, `cache${run}`);
    cold.push(await figuresOf('scan', workspace, cache));
    cached.push(await figuresOf('scan', workspace, cache));
  }
  const findings = new Set([...cold, ...cached].map((figures) => figures['findings']));
  if (findings.size !== 1)
    throw new Error(`Scans of the same files found ${[...findings].join(' and ')} things`);
  const typed: Figures[] = [];
  const typedAmong: Figures[] = [];
  for (let run = 0; run < runs; run++) {
    typed.push(await figuresOf('type', workspace, ''));
    typedAmong.push(await figuresOf('typeAmong', workspace, ''));
  }
  const targets: Target[] = [
    { text: 'seconds of a cold scan', figure: median(cold, 'seconds'), limit: 4 },
    { text: 'seconds of a scan from the cache', figure: median(cached, 'seconds'), limit: 1 },
    { text: 'megabytes after a cold scan', figure: median(cold, 'megabytes'), limit: 250 },
    { text: 'ms from a keystroke to findings in 1,500 lines, p95', figure: median(typed, 'p95'), limit: 50 },
    { text: 'ms, the same among the 500 files, p95', figure: median(typedAmong, 'p95'), limit: 50 },
  ];
  for (const { text, figure, limit } of targets) {
    const isMet = figure < limit;
    console.log(`${isMet ? 'met   ' : 'MISSED'} ${text}: ${figure.toFixed(2)}, target less than ${limit}`);
  }
  const met = targets.filter(({ figure, limit }) => figure < limit).length;
  console.log(`\n${met} of ${targets.length} targets met`);
  process.exitCode = met === targets.length ? 0 : 1;
}

/** What is timed is built as what ships is. */
function bundleMeasured(): void {
  buildSync({
    absWorkingDir: root,
    entryPoints: ['bench/lint/measuredScan.ts'],
    outfile: measured,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
    external: ['typescript', 'typescript-5.9'],
  });
  for (const name of ['web-tree-sitter.wasm', 'tree-sitter-python.wasm']) {
    copyFileSync(path.join(root, 'dist/engine', name), path.join(path.dirname(measured), name));
  }
}

const Figures = v.record(v.string(), v.number());
type Figures = v.InferOutput<typeof Figures>;

function figuresOf(...given: readonly string[]): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = fork(measured, given);
    child.once('message', (message) => {
      resolve(v.parse(Figures, message));
      child.disconnect();
    });
    child.once('exit', () => {
      reject(new Error('A measured process ended: see its message above'));
    });
  });
}

function median(figures: readonly Figures[], name: string): number {
  const sorted = figures.map((one) => one[name] ?? NaN).toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? NaN;
}
