import { strict as assert } from 'node:assert';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { baselineJson, readBaseline } from '../../../../engine/benchmark/baseline/file';
import { emptyBaseline } from '../../../../engine/benchmark/baseline/record';
import type { Baseline } from '../../../../engine/protocol/baseline';
import type { ScenarioName } from '../../../../engine/protocol/vocabulary';
import { inFolder, run, start } from '../../cli/commandLine';

const measured = ['--launches', '2', '--runs', '2', '--engines', 'native,native-float'];

describe('baseline create beside other programs', function () {
  this.timeout(240_000);

  it('keeps the scenarios of all that run at once', () =>
    inFolder(async (folder) => {
      const names: readonly ScenarioName[] = ['daily', 'hourly'];
      const all = await Promise.all(
        names.map((name) => run(['baseline', 'create', '--scenario', name, ...measured], { cwd: folder })),
      );
      for (const { code, stderr } of all) assert.equal(code, 0, stderr);
      assert.deepEqual(scenariosIn(await baselineIn(folder)), [...names]);
      assert.deepEqual(await readdir(path.join(folder, 'baselines')), ['baseline.json']);
    }));

  it('keeps thresholds that are edited while it measures', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'cb.json');
      const withFailure = (failurePercent: number): string =>
        baselineJson({ ...emptyBaseline, thresholds: { daily: { warningPercent: 3, failurePercent } } });
      await writeFile(file, withFailure(10));
      const creating = start(['baseline', 'create', '--file', file, '--scenario', 'daily', ...measured], {
        cwd: folder,
      });
      await creating.heard('launch');
      await writeFile(file, withFailure(9));
      const { code, stderr } = await creating.ended;
      assert.equal(code, 0, stderr);
      const baseline = await readBaseline(file);
      assert.ok(baseline !== null);
      assert.deepEqual(baseline.thresholds, { daily: { warningPercent: 3, failurePercent: 9 } });
      assert.deepEqual(scenariosIn(baseline), ['daily']);
    }));

  it('replaces nothing that was recorded while it measured', () =>
    inFolder(async (folder) => {
      const create = ['baseline', 'create', '--scenario', 'daily', ...measured];
      const both = await Promise.all([run(create, { cwd: folder }), run(create, { cwd: folder })]);
      assert.deepEqual(both.map(({ code }) => code).sort(), [0, 2]);
      const refused = both.find(({ code }) => code === 2);
      assert.match(refused?.stderr ?? '', /holds daily of this machine already/);
    }));
});

async function baselineIn(folder: string): Promise<Baseline> {
  const baseline = await readBaseline(path.join(folder, 'baselines/baseline.json'));
  assert.ok(baseline !== null);
  return baseline;
}

function scenariosIn({ cpus }: Baseline): string[] {
  return Object.values(cpus)
    .flat()
    .flatMap(({ scenarios }) => Object.keys(scenarios));
}
