/** Result files of other tools: their shapes are real, their figures made so that every unit shows. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../cli/commandLine';
import { compared, refusal } from './comparing';

const fixtures = path.join(root, 'test/fixtures/compare');

function fixture(name: string): Record<string, string> {
  return { [name]: readFileSync(path.join(fixtures, name), 'utf8') };
}

function near(value: number | null, wanted: number): void {
  assert.ok(value !== null && Math.abs(value / wanted - 1) < 1e-9, `${value} is not ${wanted}`);
}

/** In every file slow takes 20 ms and fast 10 ms, give or take 0.5 ms, in the tool's own unit. */
const pairs: [name: string, file: string, slow: string, fast: string][] = [
  ['pytest-benchmark', 'pytest-benchmark.json', 'test_slow', 'test_fast[8:9]'],
  [
    'pytest-benchmark, by full name',
    'pytest-benchmark.json',
    'test_sums.py::TestA::test_twice',
    'test_sums.py::TestB::test_twice',
  ],
  ['hyperfine', 'hyperfine.json', 'sleep 0.02', 'run --at 10:30'],
  ['hyperfine, by path', 'hyperfine.json', '/results/0/times', '/results/3/times'],
  ['BenchmarkDotNet, the full export', 'benchmarkdotnet-full.json', 'Example.Sums.Slow', 'Example.Sums.Fast'],
  [
    'BenchmarkDotNet, the brief export',
    'benchmarkdotnet-brief.json',
    'Example.Sums.Slow',
    'Example.Sums.Fast',
  ],
  [
    'BenchmarkDotNet, by job',
    'benchmarkdotnet-full.json',
    'Sums.Both: Job-A(Runtime=.NET 8.0)',
    'Sums.Both: Job-B(Runtime=.NET 9.0)',
  ],
  ['tinybench 2', 'tinybench-2.json', 'slow', 'fast: it'],
  ['tinybench 6', 'tinybench-6.json', 'slow', 'fast: it'],
];

describe('compare-samples on the result files of other tools', () => {
  for (const [tool, file, slow, fast] of pairs) {
    it(`reads ${tool}, in seconds`, async () => {
      const { a, b, verdict } = await compared(
        ['--a', `${file}:${slow}`, '--b', `${file}:${fast}`],
        fixture(file),
      );
      assert.deepEqual([a.source, b.source], [`${file}:${slow}`, `${file}:${fast}`]);
      assert.deepEqual([a.n, b.n, verdict], [4, 4, 'faster']);
      near(a.mean, 0.02);
      near(a.max, 0.021);
      near(b.mean, 0.01);
      const unit = slow.startsWith('/') ? null : 's';
      assert.deepEqual([a.unit, b.unit], [unit, unit]);
    });
  }

  it('reads criterion, whose times are of so many iterations each, and whose file holds one benchmark', async () => {
    const files = { ...fixture('criterion-slow.json'), ...fixture('criterion-fast.json') };
    const { a, b, verdict } = await compared(
      ['--a', 'criterion-slow.json', '--b', 'criterion-fast.json'],
      files,
    );
    assert.deepEqual([a.n, a.unit, b.n, b.unit, verdict], [4, 's', 4, 's', 'faster']);
    near(a.mean, 0.02);
    near(b.mean, 0.01);
  });

  it("judges vitest by its summaries, since vitest's samples are always empty", async () => {
    const names = ['sums.bench.ts > sums > slow', 'fast: reduce'];
    const [slow, fast] = names.map((name) => `vitest.json:${name}`);
    assert.ok(slow !== undefined && fast !== undefined);
    const { a, b, method, verdict } = await compared(['--a', slow, '--b', fast], fixture('vitest.json'));
    assert.deepEqual([a.n, a.unit, a.median, verdict], [4, 's', null, 'faster']);
    assert.equal(method, "Welch's t on means, from summaries");
    near(a.mean, 0.02);
    near(a.sd, Math.sqrt(2 / 3) / 1e3);
    near(b.mean, 0.01);
    near(b.max, 0.0105);
  });

  it('takes the mean of each launch of a report of its own, in their order, and leaves the control out', async () => {
    const files = fixture('own-report.json');
    const { a, b } = await compared(
      ['--a', 'own-report.json:float', '--b', 'own-report.json:native', '--paired'],
      files,
    );
    assert.deepEqual([a.n, b.n], [2, 2]);
    near(a.min, 0.019);
    near(a.max, 0.021);
    near(b.min, 0.01);
    const named = await compared(['--a', 'own-report.json:daily/float', '--b', '1,2'], files);
    near(named.a.mean, 0.02);
  });

  it('refuses a report whose figures are not those of its samples, and takes the report itself', async () => {
    const text = readFileSync(path.join(root, 'docs/performance/report.json'), 'utf8');
    const args = ['--a', 'report.json:daily/float', '--b', '1,2'];
    await compared(args, { 'report.json': text });
    const tampered = text.replace(/("ns": *)(\d)/, (_, key: string, digit: string) => `${key}${digit}9`);
    assert.notEqual(tampered, text);
    assert.match(await refusal(args, { 'report.json': tampered }), /The report is damaged: scenarios\[0\]/);
  });

  it('names the engines of a report of several scenarios by scenario', async () => {
    const files = fixture('own-report-of-two.json');
    const { a } = await compared(['--a', 'own-report-of-two.json:hourly/float', '--b', '1,2'], files);
    near(a.mean, 0.06);
    assert.match(
      await refusal(['--a', 'own-report-of-two.json:float', '--b', '1,2'], files),
      /holds 2 benchmarks called float\. Name one of them: daily\/float, hourly\/float\./,
    );
  });

  it('says when the samples are of one process, and when a timed command failed', async () => {
    const notesOf = async (a: string, b: string, files: Record<string, string>): Promise<string> =>
      (await compared(['--a', a, '--b', b], files)).notes.join(' ');
    const criterion = fixture('criterion-slow.json');
    assert.match(
      await notesOf('criterion-slow.json', 'criterion-slow.json', criterion),
      /Of a and b: the samples are of one process/,
    );
    assert.match(
      await notesOf('criterion-slow.json', '1,2', criterion),
      /Of a: the samples are of one process/,
    );
    const results = [{ command: 'false', times: [0.1, 0.2, 0.1], exit_codes: [1, 0, null] }];
    const files = { 'failing.json': JSON.stringify({ results }) };
    const notes = await notesOf('1,2', 'failing.json', files);
    assert.match(notes, /Of b: the command failed in 2 of 3 runs\./);
    assert.doesNotMatch(notes, /one process/);
  });

  const refusals: [why: string, address: string, message: RegExp][] = [
    [
      'several benchmarks and no name',
      'pytest-benchmark.json',
      /holds 4 benchmarks\. Name one as FILE:NAME, of: test_slow, test_fast\[8:9\], test_sums\.py::TestA::test_twice, test_sums\.py::TestB::test_twice\./,
    ],
    [
      'a name of two',
      'pytest-benchmark.json:test_twice',
      /holds 2 benchmarks called test_twice\. Name one of them:/,
    ],
    [
      'a name of none',
      'pytest-benchmark.json:test_quick',
      /holds no benchmark called test_quick\. Name one of: test_slow/,
    ],
    [
      'two commands that nothing tells apart',
      'hyperfine.json:true',
      /holds 2 benchmarks called true\. Give them names of their own, or name the list of one by its path/,
    ],
    ['a path to nothing', 'hyperfine.json:/results/9/times', /holds no list of figures/],
    [
      'statistics alone',
      'pytest-benchmark-without-data.json:test_slow',
      /holds no samples of test_slow\. Run pytest with --benchmark-json, or/,
    ],
    [
      'a benchmark that failed',
      'benchmarkdotnet-full.json:Example.Sums.Failing',
      /no samples of .*says that it failed/,
    ],
    ['a task that threw', 'tinybench-2.json:failing', /no samples of failing\. Its task threw/],
    ['a task that ended with an error', 'tinybench-6.json:failing', /no samples of failing\. Its task threw/],
    ['samples not retained', 'tinybench-6-without-samples.json:slow', /Give tinybench retainSamples: true/],
    ['a benchmark that has not run', 'vitest.json:unfinished', /has not measured it to its end/],
  ];
  for (const [why, address, message] of refusals) {
    it(`refuses ${why}`, async () => {
      const file = address.replace(/\.json.*/, '.json');
      assert.match(await refusal(['--a', address, '--b', '1,2'], fixture(file)), message);
    });
  }

  it('refuses a file without a benchmark, and figures that are no times', async () => {
    const files = {
      'none.json': '{"results":[]}',
      'zero.json': '{"results":[{"command":"true","times":[0.1,0,0.2]}]}',
      'short.json': '{"sampling_mode":"Flat","iters":[5],"times":[10,20]}',
      'deviating.json':
        '{"files":[{"groups":[{"fullName":"g","benchmarks":[{"name":"b","sampleCount":3,"mean":2,"sd":9,"min":1,"max":3}]}]}]}',
      'mean.json':
        '{"files":[{"groups":[{"fullName":"g","benchmarks":[{"name":"b","sampleCount":2,"mean":0,"sd":0}]}]}]}',
    };
    assert.match(await refusal(['--a', 'none.json', '--b', '1,2'], files), /none\.json holds no benchmark/);
    assert.match(
      await refusal(['--a', 'zero.json', '--b', '1,2'], files),
      /zero\.json:true: sample 2 0 is not above 0/,
    );
    assert.match(
      await refusal(['--a', 'short.json', '--b', '1,2'], files),
      /short\.json:sample: sample 2 NaN is not a number/,
    );
    assert.match(
      await refusal(['--a', 'deviating.json', '--b', '1,2'], files),
      /deviating\.json:b: this summary is impossible: 3 samples with least 0\.001, most 0\.003, mean 0\.002/,
    );
    assert.match(
      await refusal(['--a', 'mean.json', '--b', '1,2'], files),
      /mean\.json:b: the mean 0 is not above 0/,
    );
  });

  it('lists some of many names, and lets no control sequence of a name reach the terminal', async () => {
    const results = Array.from({ length: 40 }, (_, index) => ({
      command: `\u001b[31mrun ${index}`,
      times: [1, 2],
    }));
    const files = { 'many.json': JSON.stringify({ results }) };
    const message = await refusal(['--a', 'many.json', '--b', '1,2'], files);
    assert.match(message, /run 11, and 28 more\./);
    assert.ok(!message.includes('\u001b'));
  });
});
