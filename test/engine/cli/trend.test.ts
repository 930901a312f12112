import { strict as assert } from 'node:assert';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { emptyBaseline, recorded } from '../../../engine/benchmark/baseline/record';
import { check } from '../../../engine/protocol/check';
import { Trend } from '../../../engine/protocol/trend';
import { factors, madeRun, nameOf } from '../benchmark/trend/madeRuns';
import { inFolder, root, runHosted } from './commandLine';

const runs = factors(20, 0.01, 12, 1.12).map((native, index) => madeRun(index, { native }));

async function history(folder: string): Promise<string> {
  const kept = path.join(folder, 'runs');
  await mkdir(kept);
  for (const each of runs)
    await writeFile(path.join(kept, nameOf(each.event.report.startedAt)), JSON.stringify(each));
  return kept;
}

describe('trend', () => {
  it('reports when an exact engine became slower, and where it is against the baseline', () =>
    inFolder(async (folder) => {
      const kept = await history(folder);
      const file = path.join(folder, 'baseline.json');
      const [first = madeRun(0, { native: 1 })] = runs;
      await writeFile(file, JSON.stringify(recorded(emptyBaseline, first.event.report, null)));
      const { code, stdout, stderr } = await runHosted(['trend', kept, '--baseline', file]);
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(
        stdout,
        /^Daily · SMA 50\/200 \(daily\): 20 runs\n {2}AMD EPYC 7763.* 20 runs, 2026-10-01/,
      );
      assert.match(stdout, /latest: native \d+\.\d\d ns a bar, \+\d+\.\d % against the baseline/);
      assert.match(
        stdout,
        /native became 1\d % slower between the runs of 2026-10-01 20:30 and 2026-10-01 21:30 \[\+1\d, \+1\d\]/,
      );
      assert.match(stdout, /native against float became 1\d % slower/);
    }));

  it('prints JSON that is what the panel takes', () =>
    inFolder(async (folder) => {
      const { code, stdout } = await runHosted(['trend', await history(folder), '--no-baseline', '--json']);
      assert.equal(code, 0);
      const trend = check(Trend, JSON.parse(stdout), 'trend');
      assert.equal(trend.scenarios[0]?.segments[0]?.points.length, 20);
      assert.equal(trend.scenarios[0].segments[0].time.changes.length, 1);
      assert.deepEqual(trend.leftOut, []);
    }));

  it('reads reports as well as runs of the editor', async () => {
    const file = 'docs/performance/report.json';
    const { code, stdout, stderr } = await runHosted(['trend', file, '--no-baseline']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /runs?, 20\d\d-/);
  });

  it('leaves out torn and foreign files of a folder, and reports it', () =>
    inFolder(async (folder) => {
      const kept = await history(folder);
      await writeFile(path.join(kept, 'torn.json'), '{"version":1,"event":{"rep');
      await writeFile(path.join(kept, 'foreign.json'), '{"version":1}');
      await writeFile(path.join(kept, 'notes.txt'), 'no run');
      const { code, stdout, stderr } = await runHosted(['trend', kept, '--no-baseline', '--json']);
      assert.equal(code, 0);
      const { leftOut, scenarios } = check(Trend, JSON.parse(stdout), 'trend');
      assert.deepEqual(
        leftOut.map(({ file }) => file),
        ['foreign.json', 'torn.json'],
      );
      assert.match(stderr, /warning: torn\.json is left out\. .*not whole JSON/);
      assert.equal(scenarios[0]?.segments[0]?.points.length, 20);
    }));

  it('refuses a folder without a report, and a file that is none', () =>
    inFolder(async (folder) => {
      const empty = await runHosted(['trend', folder, '--no-baseline']);
      assert.deepEqual([empty.code, empty.stdout], [2, '']);
      assert.match(empty.stderr, /There is no report in /);
      const file = path.join(folder, 'package.json');
      await writeFile(file, '{"name":"other"}');
      const other = await runHosted(['trend', file, '--no-baseline']);
      assert.deepEqual([other.code, other.stdout], [2, '']);
      assert.match(
        other.stderr,
        /no report that could be read: neither `kind` nor `event` says that it is one/,
      );
    }));

  it('finds the reports in the folders of a folder', () =>
    inFolder(async (folder) => {
      for (const [index, { event }] of runs.slice(0, 2).entries()) {
        const below = path.join(folder, 'reports', String(index));
        await mkdir(below, { recursive: true });
        await writeFile(path.join(below, 'report.json'), JSON.stringify(event.report));
      }
      const { code, stdout, stderr } = await runHosted([
        'trend',
        path.join(folder, 'reports'),
        '--no-baseline',
      ]);
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(stdout, /\(daily\): 2 runs\n/);
    }));

  const refused: [string[], RegExp][] = [
    [['trend'], /missing required argument/],
    [['trend', 'nowhere'], /error: The runs cannot be read: there is no such file or folder \(nowhere\)/],
    [['trend', 'README.md'], /error: The file is no report that could be read.*README\.md/],
    [['trend', 'docs', '--warn', '20', '--fail', '5'], /--warn 20 is above --fail 5/],
    [['trend', 'docs', '--baseline', 'nowhere.json'], /There is no baseline nowhere\.json/],
  ];
  for (const [args, message] of refused) {
    it(`refuses ${args.join(' ')} with one message`, async () => {
      const { code, stdout, stderr } = await runHosted(args, { cwd: root });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }
});
