import { strict as assert } from 'node:assert';
import { access, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder, lastLine, leastRun, quickRun, root, run } from './commandLine';
import { reportIn } from './schema';

describe('a run from the command line', () => {
  it('writes the report, ends with the verdict and its path, and exits with 0 when the target is met', () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await run(['run', '--scenario', 'daily', ...quickRun], {
        cwd: folder,
      });
      assert.equal(code, 0, stderr);

      const files = path.join(folder, 'reports/latest');
      const report = await reportIn(await readFile(path.join(files, 'report.json'), 'utf8'));
      assert.equal(report.partial, null);
      assert.equal(report.quickLook, true);
      assert.deepEqual(report.options.engines, ['float', 'native']);
      assert.equal(report.scenarios.length, 1);
      // Two engines and the control, two launches of one sample.
      assert.equal(report.scenarios[0]?.samples.length, 6);
      assert.ok(
        report.scenarios[0].results?.engines.every(({ evidence }) => evidence.buys > 0 && evidence.sells > 0),
      );
      assert.equal(
        lastLine(stdout),
        `${report.sentence} Report: ${path.join('reports/latest', 'report.md')}`,
      );

      assert.deepEqual((await readdir(files)).sort(), ['charts', 'report.html', 'report.json', 'report.md']);
      const charts = await readdir(path.join(files, 'charts'));
      assert.ok(charts.length > 0 && charts.every((name) => name.endsWith('.svg')));
      for (const name of charts)
        assert.match(await readFile(path.join(files, 'charts', name), 'utf8'), /^<svg /);

      // Without a terminal, progress is printed to standard error as plain lines.
      assert.match(stderr, /^Measuring daily: float, native; 2 launches, 2 samples an engine$/m);
      assert.match(stderr, /^\d+ % daily: .*launch 2 of 2/m);
      assert.doesNotMatch(stderr, /\u001b/);
      assert.doesNotMatch(stdout, /\u001b/);
      assert.doesNotMatch(stdout, / % daily: /);
    }));

  it('prints report.json and nothing else to standard output with --json', () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await run(
        ['run', '--scenario', 'daily', '--json', '--output-dir', 'out', ...quickRun],
        { cwd: folder },
      );
      assert.equal(code, 0, stderr);
      assert.equal(stdout, await readFile(path.join(folder, 'out/report.json'), 'utf8'));
      const report = await reportIn(stdout);
      assert.equal(lastLine(stderr), `${report.sentence} Report: ${path.join('out', 'report.md')}`);
      assert.match(stderr, /decimals/);
    }));

  it('prints the last line alone with --quiet', () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await run(['run', '--scenario', 'daily', '--quiet', ...leastRun], {
        cwd: folder,
      });
      assert.equal(code, 0, stderr);
      assert.equal(stdout.trimEnd().split('\n').length, 1);
      assert.match(stdout, /Report: /);
      // No word of a busy machine either.
      assert.equal(stderr, '');
    }));

  it('exits with 1 when the target is missed', () =>
    inFolder(async (folder) => {
      // On so few bars the engines are about as fast as each other, far from a hundredth of the time, whatever the
      // machine is doing.
      const rows = [1, 2, 3, 4].map((day) => `2024-01-0${day},AAA,10,10,10,10,100`);
      await writeFile(
        path.join(folder, 'bars.csv'),
        `time,symbol,open,high,low,close,volume\n${rows.join('\n')}\n`,
      );
      const args = ['run', '--data', 'bars.csv', '--strategy', 'sma:1,2', '--engines', 'float,native'];
      const { code, stdout, stderr } = await run(
        [...args, '--launches', '5', '--runs', '5', '--target', '-99'],
        {
          cwd: folder,
        },
      );
      assert.equal(code, 1, stderr);
      assert.match(lastLine(stdout), /missed/);
    }));

  it('warns when fewer samples than launches were asked for, and takes a percent sign in a target', () =>
    inFolder(async (folder) => {
      const args = ['run', '--scenario', 'daily', '--engines', 'native', '--runs', '1', '--quiet'];
      const named = await run([...args, '--launches', '3', '--target', '10%', '--json'], { cwd: folder });
      assert.equal(named.code, 0, named.stderr);
      assert.match(
        named.stderr,
        /^warning: 1 sample an engine makes 1 launch, not 3: give --runs 3 or more\.$/m,
      );
      assert.equal((await reportIn(named.stdout)).options.targetPercent, 10);
      const usual = await run(args, { cwd: folder });
      assert.deepEqual([usual.code, usual.stderr], [0, '']);
    }));

  it('says of a target that a quick look misses what it says of any other, and exits with 1', () =>
    inFolder(async (folder) => {
      const args = [
        'run',
        '--scenario',
        'daily',
        '--engines',
        'float,native',
        '--launches',
        '4',
        '--runs',
        '8',
      ];
      const { code, stdout, stderr } = await run([...args, '--target', '-99', '--json', '--quiet'], {
        cwd: folder,
      });
      const { sentence, scenarios, quickLook } = await reportIn(stdout);
      const target = scenarios[0]?.measurements?.verdict.target;
      assert.equal(code, target === 'missed' ? 1 : 0, stderr);
      assert.equal(quickLook, true);
      assert.match(sentence, /A quick look: fewer than 5 launches; run 5 or more before relying on it\.$/);
      assert.doesNotMatch(sentence, /no claim/);
    }));

  it('exits with 0 and says in words that one engine ran alone', () =>
    inFolder(async (folder) => {
      const args = ['run', '--scenario', 'daily', '--launches', '1', '--runs', '1', '--engines', 'native'];
      const { code, stdout, stderr } = await run(args, { cwd: folder });
      assert.equal(code, 0, stderr);
      assert.match(lastLine(stdout), /native ran alone/);
    }));

  it('exits with 0 and shows no target when one launch gives no interval', () =>
    inFolder(async (folder) => {
      const args = [
        'run',
        '--scenario',
        'daily',
        '--launches',
        '1',
        '--runs',
        '1',
        '--engines',
        'float,native',
      ];
      const { code, stdout, stderr } = await run([...args, '--target', '-99'], { cwd: folder });
      assert.equal(code, 0, stderr);
      assert.match(lastLine(stdout), /not shown/);
    }));

  it('compares the exact traces and the float traces, and finds them identical', () =>
    inFolder(async (folder) => {
      const args = ['run', '--scenario', 'daily', '--launches', '1', '--runs', '1', '--json', '--quiet'];
      const { code, stdout, stderr } = await run(args, { cwd: folder });
      assert.equal(code, 0, stderr);
      const [scenario] = (await reportIn(stdout)).scenarios;
      assert.deepEqual(
        scenario?.results?.agreements.map(({ word }) => word),
        ['identical', 'identical'],
      );
    }));

  it('takes its own capital, quantity, slippage and commission for a scenario', () =>
    inFolder(async (folder) => {
      const trading = [
        '--capital',
        '5e4',
        '--quantity',
        '10.50',
        '--slippage-bps',
        '0',
        '--commission',
        '.01',
      ];
      const { code, stdout, stderr } = await run(
        ['run', '--scenario', 'daily', '--json', '--quiet', ...leastRun, ...trading],
        { cwd: folder },
      );
      assert.equal(code, 0, stderr);
      const [scenario] = (await reportIn(stdout)).scenarios;
      const { capital, quantity, slippageBps, commission } = scenario?.head.parameters ?? {};
      assert.deepEqual([capital, quantity, slippageBps, commission], ['50000', '10.5', '0', '0.01']);
      assert.equal(scenario?.results?.engines[0]?.summary.initialCapital, '50000');
    }));

  it('exits with 2 and names the remedy when an amount is outside the storage', () =>
    inFolder(async (folder) => {
      const args = ['run', '--scenario', 'daily', '--capital', '1e12', ...leastRun];
      const { code, stderr } = await run(args, { cwd: folder });
      assert.equal(code, 2, stderr);
      assert.match(stderr, /--storage i128/);
      const wide = await run([...args, '--storage', 'i128'], { cwd: folder });
      assert.equal(wide.code, 0, wide.stderr);
    }));

  it('exits with 3, one message and no report when the native module is missing', () =>
    inFolder(async (folder) => {
      await cp(path.join(root, 'dist/engine'), path.join(folder, 'dist/engine'), { recursive: true });
      const { code, stdout, stderr } = await run(['run', '--scenario', 'daily', ...quickRun], {
        cwd: folder,
        program: path.join(folder, 'dist/engine/cli.cjs'),
      });
      assert.equal(code, 3, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, /^error: .*native module/m);
      assert.doesNotMatch(stderr, /^\s+at /m);
      await assert.rejects(access(path.join(folder, 'reports/latest/report.json')));
    }));

  it('leaves nothing of an earlier run in its folder but what a person put there', () =>
    inFolder(async (folder) => {
      const args = ['run', '--launches', '1', '--runs', '1', '--engines', 'float', '--output-dir', 'out'];
      assert.equal((await run([...args, '--scenario', 'minute'], { cwd: folder })).code, 0);
      await writeFile(path.join(folder, 'out/charts/mine.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
      const before = await readdir(path.join(folder, 'out/charts'));
      assert.equal((await run([...args, '--scenario', 'daily'], { cwd: folder })).code, 0);
      const after = await readdir(path.join(folder, 'out/charts'));
      assert.ok(before.some((name) => name.includes('minute')));
      assert.ok(!after.some((name) => name.includes('minute')));
      assert.ok(after.includes('mine.svg'));
    }));
});
