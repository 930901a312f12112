/** Holds the engines against each other and against a loop written by hand: `npm run bench:native`. */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { writeBundleFile } from '../engine/ledger/data/bundleFile';
import { generateBundle } from '../engine/ledger/data/generate';
import { scenarioNames, type ScenarioName } from '../engine/protocol/vocabulary';
import { subjectNames, type SubjectName } from './subject';

const rounds = 9;
/** Short runs vary by several per cent between processes, so they need more launches. */
const launchesOf = (scenario: ScenarioName): number => (scenario.endsWith('-large') ? 3 : 15);
/** The loop written by hand is one strategy's. */
const handwrittenScenario: ScenarioName = 'minute-large';

type Medians = Readonly<Partial<Record<SubjectName, number>>>;

interface Target {
  readonly text: string;
  readonly figure: number;
  readonly isMet: boolean;
}

/** Beside the engine's own bundles: what is timed is built as what ships is. */
const measuredProcess = path.join(__dirname, '../dist/bench/measuredProcess.cjs');

const folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-bench-'));
main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));

async function main(): Promise<void> {
  const load = (loadavg()[0] ?? 0).toFixed(2);
  console.log(
    `${rounds} rounds a launch, medians in ns a bar; load ${load} on ${availableParallelism()} cores`,
  );
  buildSync({
    entryPoints: [path.join(__dirname, 'measuredProcess.ts')],
    outfile: measuredProcess,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    sourcemap: 'inline',
  });
  const targets: Target[] = [];
  for (const scenario of scenarioNames) {
    const medians = await measure(scenario);
    const own = targetsOf(scenario, medians);
    print(scenario, medians, own);
    targets.push(...own);
  }
  const met = targets.filter(({ isMet }) => isMet).length;
  console.log(`\n${met} of ${targets.length} targets met`);
  process.exitCode = met === targets.length ? 0 : 1;
}

function print(scenario: ScenarioName, medians: Medians, targets: readonly Target[]): void {
  console.log(`\n${scenario}, ${launchesOf(scenario)} launches`);
  for (const [name, ns] of Object.entries(medians))
    console.log(`  ${name.padEnd(14)}${ns.toFixed(2).padStart(10)}`);
  for (const { text, figure, isMet } of targets) {
    console.log(`  ${isMet ? 'met   ' : 'MISSED'} ${text}: ${figure.toFixed(2)}`);
  }
}

function targetsOf(scenario: ScenarioName, medians: Medians): Target[] {
  const ratio = (one: SubjectName, other: SubjectName) => (medians[one] ?? NaN) / (medians[other] ?? NaN);
  const atMost = (text: string, figure: number, limit: number): Target => ({
    text: `${text}, at most ${limit.toFixed(2)}`,
    figure,
    isMet: figure <= limit,
  });
  const exactness = atMost('native / native-float', ratio('native', 'native-float'), 1.1);
  if (scenario !== handwrittenScenario) return [exactness];
  const gain = ratio('hand-written', 'native');
  return [
    exactness,
    atMost('float / hand-written', ratio('float', 'hand-written'), 4),
    { text: 'hand-written / native, at least 1.30', figure: gain, isMet: gain >= 1.3 },
  ];
}

/** Medians over all launches: in each, every subject has a fresh process, and they are asked for samples in turn. */
async function measure(scenario: ScenarioName): Promise<Medians> {
  const file = path.join(folder, `${scenario}.bundle`);
  writeBundleFile(file, generateBundle(scenario));
  const names = subjectNames.filter((name) => name !== 'hand-written' || scenario === handwrittenScenario);
  const samples = new Map<SubjectName, number[]>(names.map((name) => [name, []]));
  for (let launch = 0; launch < launchesOf(scenario); launch++) {
    const processes = new Map<SubjectName, ChildProcess>();
    try {
      for (const name of names) processes.set(name, await start(file, scenario, name));
      for (let round = 0; round < rounds; round++) {
        const order = round % 2 === 0 ? names : names.toReversed();
        for (const name of order) samples.get(name)?.push(await sample(processes.get(name)));
      }
    } finally {
      for (const child of processes.values()) child.kill();
    }
  }
  return Object.fromEntries([...samples].map(([name, values]) => [name, median(values)]));
}

async function start(file: string, scenario: ScenarioName, subject: SubjectName): Promise<ChildProcess> {
  const child = fork(measuredProcess, [file, scenario, subject], { execArgv: ['--expose-gc'] });
  await answer(child);
  return child;
}

async function sample(child: ChildProcess | undefined): Promise<number> {
  if (child === undefined) throw new Error('the process was not started');
  child.send('sample');
  return Number(await answer(child));
}

/** The next message of a process, which must not end before. */
function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = () => {
      reject(new Error('A measured process ended: see its message above'));
    };
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
