import { strict as assert } from 'node:assert';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { baselineJson, readBaseline } from '../../../../engine/benchmark/baseline/file';
import type { Baseline, BaselineEngine } from '../../../../engine/protocol/baseline';
import { check } from '../../../../engine/protocol/check';
import { GateEvent, GateReport } from '../../../../engine/protocol/gate';
import { inFolder, lastLine, run, start } from '../../cli/commandLine';

const small = ['--scenario', 'daily', '--launches', '3', '--runs', '3'];
const engines = ['--engines', 'float,native-float'];
const checking = ['baseline', 'check', '--launches', '3', '--runs', '3', '--max-launches', '3'];

/** Far beyond what a busy machine makes of the same program. */
const factor = 1_000_000;

describe('a baseline of this machine', function () {
  this.timeout(240_000);
  let recorded: Baseline;

  before(() =>
    inFolder(async (folder) => {
      const ended = await run(['baseline', 'create', ...small, ...engines], { cwd: folder });
      assert.equal(ended.code, 0, ended.stderr);
      assert.match(lastLine(ended.stdout), /^Recorded daily at no commit in baselines\/baseline\.json$/);
      const file = path.join(folder, 'baselines/baseline.json');
      recorded = required(await readBaseline(file));

      const again = await run(['baseline', 'create', ...small, ...engines], { cwd: folder });
      assert.equal(again.code, 2);
      assert.match(again.stderr, /holds daily of this machine already/);
      assert.deepEqual(await readBaseline(file), recorded);

      const shown = await run(['baseline', 'show'], { cwd: folder });
      assert.equal(shown.code, 0, shown.stderr);
      assert.match(shown.stdout, /daily +float/);
    }),
  );

  it('fails what has become far slower, by times, once it was measured twice', () =>
    inFolder(async (folder) => {
      await save(folder, faster(recorded, factor));
      const ended = await run([...checking, '--json', '--markdown', 'summary.md'], {
        cwd: folder,
        env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: path.join(folder, 'steps.md') },
      });
      assert.equal(ended.code, 1, ended.stderr);
      const report = reportIn(ended.stdout);
      assert.equal(report.comparison, 'times');
      assert.equal(report.outcome, 'failed');
      assert.deepEqual(
        report.items.map(({ word, repeated }) => [word, repeated !== null]),
        [
          ['failed', true],
          ['failed', true],
        ],
      );
      assert.match(lastLine(ended.stderr), /^Failed; judged 2 of 2: 2 failed\.$/);
      const summary = await readFile(path.join(folder, 'summary.md'), 'utf8');
      assert.match(summary, /❌ Performance against `baselines\/baseline\.json`/);
      assert.equal(await readFile(path.join(folder, 'steps.md'), 'utf8'), summary);
    }));

  it('passes what has become far faster, and tells what goes on as lines of JSON', () =>
    inFolder(async (folder) => {
      await save(folder, faster(recorded, 1 / factor));
      const ended = await run([...checking, '--events'], { cwd: folder });
      assert.equal(ended.code, 0, ended.stderr);
      const events = ended.stdout
        .trimEnd()
        .split('\n')
        .map((line) => check(GateEvent, JSON.parse(line), 'event'));
      const last = events.at(-1);
      assert.ok(last?.type === 'report');
      assert.equal(last.report.outcome, 'passed');
      assert.ok(events.some(({ type }) => type === 'progress'));
    }));

  it('of another machine compares ratios, names both processors, and warns when it would fail', () =>
    inFolder(async (folder) => {
      await save(folder, onAnotherMachine(faster(recorded, factor, 'float')));
      const ended = await run(checking, {
        cwd: folder,
        env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: folder },
      });
      assert.equal(ended.code, 0, ended.stderr);
      assert.match(ended.stdout, /Ratios to native-float .* can warn and never fail/);
      assert.match(ended.stdout, /another machine \(Another CPU,/);
      assert.match(ended.stdout, /^::warning title=Decimal Benchmark::daily float: warned, /m);
      assert.match(lastLine(ended.stdout), /judged 1 of 1: 1 warned\.$/);
      assert.match(ended.stderr, /^warning: Cannot add to the job's summary: it is a folder$/m);
    }));

  it('takes thresholds of a scenario before those of the command', () =>
    inFolder(async (folder) => {
      const thresholds = { daily: { warningPercent: 10, failurePercent: 1000 } };
      await save(folder, { ...faster(recorded, 4), thresholds });
      const ended = await run([...checking, '--warn', '1', '--fail', '2', '--json'], { cwd: folder });
      assert.equal(ended.code, 0, ended.stderr);
      const report = reportIn(ended.stdout);
      // By those of the command it would have failed.
      assert.ok(report.items.every(({ word }) => word !== 'failed'));
      assert.deepEqual(report.items[0]?.thresholds, thresholds.daily);
    }));

  it('is updated in place: thresholds and other machines stay', () =>
    inFolder(async (folder) => {
      const other = onAnotherMachine(recorded);
      const thresholds = { daily: { warningPercent: 7, failurePercent: 30 } };
      const old: Baseline = { ...recorded, thresholds, cpus: { ...recorded.cpus, ...other.cpus } };
      await save(folder, old);
      const ended = await run(['baseline', 'update', ...small, ...engines], { cwd: folder });
      assert.equal(ended.code, 0, ended.stderr);
      const updated = required(await readBaseline(path.join(folder, 'baselines/baseline.json')));
      assert.deepEqual(updated.thresholds, thresholds);
      assert.deepEqual(updated.cpus['Another CPU'], other.cpus['Another CPU']);
      assert.notDeepEqual(updated, old);
      assert.deepEqual(Object.keys(updated.cpus), Object.keys(old.cpus).sort());
    }));

  it('loses no engine by an update that leaves it out', () =>
    inFolder(async (folder) => {
      await save(folder, recorded);
      const file = path.join(folder, 'baselines/baseline.json');
      const before = await readFile(file, 'utf8');
      const ended = await run(['baseline', 'update', ...small, '--engines', 'native-float'], { cwd: folder });
      assert.equal(ended.code, 2, ended.stderr);
      assert.match(ended.stderr, /--engines leaves out float, of which \S+ holds figures for daily/);
      assert.equal(await readFile(file, 'utf8'), before);
    }));

  it('fails closed with 3 when an engine was not there', () =>
    inFolder(async (folder) => {
      await save(folder, recorded);
      const module = await run(checking, {
        cwd: folder,
        env: { DECIMAL_BENCHMARK_NATIVE: path.join(folder, 'none.node') },
      });
      assert.equal(module.code, 3, module.stderr);
      assert.match(module.stdout, /judged 0 of 2/);
    }));

  it('is left as it was when recording is interrupted', () =>
    inFolder(async (folder) => {
      await save(folder, recorded);
      const before = await readFile(path.join(folder, 'baselines/baseline.json'), 'utf8');
      const started = start(['baseline', 'update', ...small.slice(0, 2), ...engines], { cwd: folder });
      await started.heard('starting engines');
      started.kill('SIGINT');
      const ended = await started.ended;
      assert.equal(ended.code, 130, ended.stderr);
      assert.match(lastLine(ended.stderr), /baselines\/baseline\.json is left as it was\.$/);
      assert.equal(await readFile(path.join(folder, 'baselines/baseline.json'), 'utf8'), before);
    }));

  it('refuses thresholds that cross, and launches that are fewer at most than at first', async () => {
    const crossed = await run(['baseline', 'check', '--warn', '30', '--fail', '20']);
    assert.equal(crossed.code, 2);
    assert.match(crossed.stderr, /--warn 30 is above --fail 20/);
    const fewer = await run(['baseline', 'check', '--launches', '8', '--max-launches', '4']);
    assert.equal(fewer.code, 2);
    assert.match(fewer.stderr, /--max-launches is below --launches/);
  });
});

/** The baseline as it would be if everything, or one engine, had been faster by a factor. */
function faster(baseline: Baseline, by: number, only?: string): Baseline {
  const change = (figures: BaselineEngine): BaselineEngine => ({
    ...figures,
    medianNs: figures.medianNs / by,
    // With so small a deviation the mean is close to the geometric one.
    meanNs: Math.exp(figures.logNs.mean) / by,
    minNs: figures.minNs / by,
    maxNs: figures.maxNs / by,
    logNs: { mean: figures.logNs.mean - Math.log(by), sd: 0.001 },
    toReference:
      figures.toReference === null
        ? null
        : {
            ratio: only === undefined ? figures.toReference.ratio : figures.toReference.ratio / by,
            log: {
              mean: figures.toReference.log.mean - (only === undefined ? 0 : Math.log(by)),
              sd: 0.001,
            },
          },
  });
  const changed = structuredClone(baseline);
  for (const { scenarios } of Object.values(changed.cpus).flat()) {
    for (const scenario of Object.values(scenarios)) {
      scenario.engines = Object.fromEntries(
        Object.entries(scenario.engines).map(([engine, figures]) => [
          engine,
          only === undefined || only === engine ? change(figures) : figures,
        ]),
      );
    }
  }
  return changed;
}

function onAnotherMachine(baseline: Baseline): Baseline {
  const machines = Object.values(baseline.cpus)
    .flat()
    .map((each) => ({ ...each, machine: { ...each.machine, cpu: 'Another CPU' } }));
  return { ...baseline, cpus: { 'Another CPU': machines } };
}

async function save(folder: string, baseline: Baseline): Promise<void> {
  const file = path.join(folder, 'baselines/baseline.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, baselineJson(baseline));
}

function reportIn(json: string): GateReport {
  return check(GateReport, JSON.parse(json), 'report of the gate');
}

function required(baseline: Baseline | null): Baseline {
  assert.ok(baseline !== null);
  return baseline;
}
