import { strict as assert } from 'node:assert';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { check } from '../../../../../engine/protocol/check';
import type { Report, RunOptions } from '../../../../../engine/protocol/report';
import { derived } from '../../../../../engine/benchmark/report/derived';
import { reportJson } from '../../../../../engine/benchmark/report/json';
import { inFolder, run, type Ended } from '../../../cli/commandLine';
import { around, madeSamples } from '../../verdict/madeSamples';
import { madeReport, madeScenario } from '../madeReport';

/** What github-action-benchmark reads as `customSmallerIsBetter`. */
const Custom = v.array(
  v.strictObject({
    name: v.string(),
    unit: v.string(),
    value: v.number(),
    range: v.optional(v.string()),
    extra: v.optional(v.string()),
  }),
);

/** The Bencher Metric Format. */
const Bencher = v.record(
  v.string(),
  v.record(
    v.string(),
    v.strictObject({
      value: v.number(),
      lower_value: v.optional(v.number()),
      upper_value: v.optional(v.number()),
    }),
  ),
);

async function written(report: Report, format: string): Promise<Ended> {
  return inFolder(async (folder) => {
    await writeFile(path.join(folder, 'report.json'), reportJson(derived(report)));
    const ended = await run(['report', 'report.json', '--format', format], { cwd: folder });
    assert.deepEqual(await readdir(folder), ['report.json']);
    return ended;
  });
}

async function parsed(report: Report, format: string): Promise<unknown> {
  const { code, stdout, stderr } = await written(report, format);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

const custom = async (report: Report) =>
  check(Custom, await parsed(report, 'github-action-benchmark'), 'output');
const bencher = async (report: Report) => check(Bencher, await parsed(report, 'bencher'), 'output');

describe('report --format github-action-benchmark', () => {
  it('prints the time of every engine in nanoseconds, and ratios to the floats measured beside it', async () => {
    const entries = await custom(madeReport());
    assert.deepEqual(
      entries.map(({ name, unit }) => [name, unit]),
      [
        ['daily/float', 'ns'],
        ['daily/decimal.js', 'ns'],
        ['daily/decimal.js against float', 'ratio'],
        ['daily/native', 'ns'],
        ['daily/native against float', 'ratio'],
        ['daily/native against native-float', 'ratio'],
        ['daily/native-float', 'ns'],
      ],
    );
    const [float] = entries;
    assert.ok(float && Math.abs(float.value / 840_000 - 1) < 0.01);
    assert.match(float.range ?? '', /^± \d+(?:\.\d+)?$/);
    assert.match(
      float.extra ?? '',
      /^95 % interval \d+ to \d+\n5 launches, \d+ samples\nDecimal Benchmark 0\.1\.0 on A processor/,
    );
    const ratio = entries.find(({ name }) => name === 'daily/native against float');
    assert.ok(ratio && Math.abs(ratio.value * 8.4 - 1) < 0.02);
    assert.match(ratio.extra ?? '', /^faster\n/);
  });

  it('says that a report is partial', async () => {
    const [first] = await custom({ ...madeReport(), partial: 'The engine native died.' });
    assert.match(first?.extra ?? '', /\npartial: The engine native died\./);
  });
});

describe('report --format bencher', () => {
  it('prints latency in nanoseconds with its interval, and ratios as further measures', async () => {
    const metrics = await bencher(madeReport());
    assert.deepEqual(
      Object.entries(metrics).map(([name, measures]) => [name, Object.keys(measures)]),
      [
        ['daily/float', ['latency']],
        ['daily/decimal.js', ['latency', 'ratio-to-float']],
        ['daily/native', ['latency', 'ratio-to-float', 'ratio-to-native-float']],
        ['daily/native-float', ['latency']],
      ],
    );
    for (const { value, lower_value, upper_value } of Object.values(metrics).flatMap(Object.values)) {
      assert.ok(lower_value !== undefined && upper_value !== undefined);
      assert.ok(lower_value < value && value < upper_value);
    }
    assert.ok(Math.abs((metrics['daily/float']?.['latency']?.value ?? 0) / 840_000 - 1) < 0.01);
  });

  it("names a user's file in place of the scenario", async () => {
    const scenario = madeScenario();
    const { head } = scenario;
    const data = { ...head.data, source: 'file', file: 'bars of May.csv' } as const;
    const made = madeReport([{ ...scenario, head: { ...head, key: 'file', scenario: null, data } }]);
    const work = { kind: 'file', path: data.file, parameters: head.parameters, roundInputs: false } as const;
    const report = { ...made, options: { ...made.options, work } };
    assert.ok('bars of May.csv/native' in (await bencher(report)));
  });
});

describe('a report for a dashboard', () => {
  it('has no interval after one launch', async () => {
    const samples = madeSamples([{ engine: 'float', launches: around(840_000, 0.001) }]);
    const made = madeReport([madeScenario({}, samples)]);
    const options: RunOptions = { ...made.options, engines: ['float'], launches: 1, runs: 8 };
    const one = { ...made, options };
    const [entry] = await custom(one);
    assert.deepEqual(Object.keys(entry ?? {}), ['name', 'unit', 'value', 'extra']);
    assert.match(entry?.extra ?? '', /^no interval: one launch\n1 launch,/);
    assert.deepEqual(Object.keys((await bencher(one))['daily/float']?.['latency'] ?? {}), ['value']);
  });

  it('is refused when nothing was timed', async () => {
    for (const format of ['github-action-benchmark', 'bencher']) {
      const { code, stdout, stderr } = await written(madeReport([]), format);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /holds no sample/);
    }
  });

  it('goes to a file when one is named, but never over the report', () =>
    inFolder(async (folder) => {
      const json = reportJson(derived(madeReport()));
      await writeFile(path.join(folder, 'report.json'), json);
      const args = ['report', 'report.json', '--format', 'bencher', '--output'];
      const { code, stdout } = await run([...args, 'bencher.json'], { cwd: folder });
      assert.deepEqual([code, stdout], [0, 'Bencher Metric Format written to bencher.json\n']);
      const text = await readFile(path.join(folder, 'bencher.json'), 'utf8');
      check(Bencher, JSON.parse(text), 'bencher.json');

      const over = await run([...args, './report.json'], { cwd: folder });
      assert.equal(over.code, 2);
      assert.match(over.stderr, /is the report itself/);
      assert.equal(await readFile(path.join(folder, 'report.json'), 'utf8'), json);
    }));

  it('is refused in a format that there is none of', async () => {
    const { code, stderr } = await run(['report', 'report.json', '--format', 'pdf']);
    assert.equal(code, 2);
    assert.match(stderr, /github-action-benchmark/);
  });
});
