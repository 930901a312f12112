import { strict as assert } from 'node:assert';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder, run } from './commandLine';
import { reportIn } from './schema';

const small = [
  '--launches',
  '2',
  '--runs',
  '2',
  '--engines',
  'float,native',
  '--target',
  '100000',
  '--quiet',
];

describe('parts of a run', function () {
  this.timeout(240_000);

  it('are measured apart and merged into the report of all, whose words are corrected for all', () =>
    inFolder(async (folder) => {
      for (const part of [1, 2]) {
        const ended = await run(
          ['run', '--scenario', 'all', '--shard', `${part}/2`, ...small, '--output-dir', `part${part}`],
          { cwd: folder },
        );
        assert.equal(ended.code, 0, ended.stderr);
      }
      const parts = ['part2/report.json', 'part1/report.json'];
      const first = await reportIn(await readFile(path.join(folder, 'part1/report.json'), 'utf8'));
      assert.deepEqual(
        first.scenarios.map(({ head }) => head.key),
        ['daily', 'minute'],
      );

      const merged = await run(['merge', ...parts, '--output-dir', 'merged'], { cwd: folder });
      assert.equal(merged.code, 0, merged.stderr);
      const report = await reportIn(await readFile(path.join(folder, 'merged/report.json'), 'utf8'));
      assert.deepEqual(
        report.scenarios.map(({ head }) => head.key),
        ['daily', 'hourly', 'minute'],
      );
      assert.equal(report.options.shard, undefined);
      assert.deepEqual(report.options.work, { kind: 'scenarios', names: ['daily', 'hourly', 'minute'] });
      assert.deepEqual(report.family, { comparisons: 3, targets: 3, correction: 'holm' });
      for (const { machine, measurements } of report.scenarios) {
        assert.equal(machine?.cpu, first.machine.cpu);
        assert.equal(measurements?.claims, 6);
      }
      assert.deepEqual(report.scenarios[0]?.samples, first.scenarios[0]?.samples);
      assert.match(await readFile(path.join(folder, 'merged/report.md'), 'utf8'), /Measured on/);

      await refuses(folder, ['part1/report.json'], /Part 2 of 2 is missing/);
      await refuses(folder, ['part1/report.json', 'part1/report.json'], /Part 1 is there twice/);
      await refuses(folder, ['merged/report.json'], /of a whole run, not of a part/);
      const other = { ...first, options: { ...first.options, storage: 'i128' } };
      await writeFile(path.join(folder, 'other.json'), JSON.stringify(other));
      await refuses(
        folder,
        ['other.json', 'part2/report.json'],
        /differ in options\.storage: "i128" in other\.json/,
      );
      const older = { ...first, versions: { ...first.versions, product: '0.0.1' } };
      await writeFile(path.join(folder, 'older.json'), JSON.stringify(older));
      await refuses(folder, ['part2/report.json', 'older.json'], /differ in versions\.product/);

      // A link leads to the same file.
      await symlink(path.join(folder, 'part1'), path.join(folder, 'linked'), 'junction');
      for (const output of ['part1', 'linked']) {
        const over = await run(['merge', ...parts, '--output-dir', output], { cwd: folder });
        assert.equal(over.code, 2, over.stderr);
        assert.match(over.stderr, /report\.json is one of the parts/);
      }
      const kept = await reportIn(await readFile(path.join(folder, 'part1/report.json'), 'utf8'));
      assert.deepEqual(kept, first);
    }));

  it('are refused by merge, which names all that are missing', () =>
    inFolder(async (folder) => {
      const ended = await run(
        ['run', '--scenario', 'all', '--shard', '1/3', ...small, '--output-dir', 'part'],
        {
          cwd: folder,
        },
      );
      assert.equal(ended.code, 0, ended.stderr);
      await refuses(folder, ['part/report.json'], /Parts 2 and 3 of 3 are missing/);
    }));

  it('are refused when there are more than scenarios, or when they are none', async () => {
    for (const [shard, reason] of [
      ['4/4', /has nothing to run/],
      ['0/2', /Allowed are parts such as/],
      ['3/2', /Allowed are parts such as/],
      ['half', /Allowed are parts such as/],
    ] as const) {
      const ended = await run(['run', '--shard', shard]);
      assert.equal(ended.code, 2);
      assert.match(ended.stderr, reason);
    }
  });
});

async function refuses(folder: string, parts: readonly string[], reason: RegExp): Promise<void> {
  const ended = await run(['merge', ...parts, '--output-dir', 'refused'], { cwd: folder });
  assert.equal(ended.code, 2, ended.stderr);
  assert.match(ended.stderr, reason);
}
