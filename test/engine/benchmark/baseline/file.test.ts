import { strict as assert } from 'node:assert';
import Ajv2020 from 'ajv/dist/2020';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { baselineJson, readBaseline, writeBaseline } from '../../../../engine/benchmark/baseline/file';
import { requireSameWork } from '../../../../engine/benchmark/baseline/work';
import { EngineError } from '../../../../engine/platform/errors';
import type { Baseline } from '../../../../engine/protocol/baseline';
import { inFolder, root, runHosted } from '../../cli/commandLine';
import { madeBaseline } from './madeBaseline';

describe('a baseline file', () => {
  it('is read as it was written', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'deep/baseline.json');
      await writeBaseline(file, madeBaseline());
      assert.deepEqual(await readBaseline(file), madeBaseline());
      assert.deepEqual(await readdir(path.dirname(file)), ['baseline.json']);
    }));

  it('that is not there is no bad input', () =>
    inFolder(async (folder) => {
      assert.equal(await readBaseline(path.join(folder, 'none.json')), null);
    }));

  it('is refused when it is cut short, at any byte', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'baseline.json');
      const whole = baselineJson(madeBaseline());
      for (let length = 0; length < whole.trimEnd().length; length += 97) {
        await writeFile(file, whole.slice(0, length));
        await refuses(file, /cut short|empty|damaged/);
      }
    }));

  it('is refused when it is of a newer schema, or of another kind', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'baseline.json');
      await writeFile(file, JSON.stringify({ ...madeBaseline(), schemaVersion: 2 }));
      await refuses(file, /schema version 2.*up to 1/);
      await writeFile(file, '{"kind":"decimal-benchmark-report","schemaVersion":1}');
      await refuses(file, /another kind/);
      await writeFile(file, 'prices');
      await refuses(file, /not JSON/);
      await mkdir(path.join(folder, 'folder.json'));
      await refuses(path.join(folder, 'folder.json'), /it is a folder/);
    }));

  const edits: readonly [string, (text: string) => string, RegExp][] = [
    ['a time that is negative', (text) => text.replace(/"meanNs": [\d.]+/, '"meanNs": -3'), /meanNs/],
    ['a time that is text', (text) => text.replace(/"minNs": [\d.]+/, '"minNs": "1"'), /minNs/],
    ['a time beyond all numbers', (text) => text.replace(/"maxNs": [\d.]+/, '"maxNs": 1e999'), /maxNs/],
    [
      'a mean outside its ends',
      (text) => text.replace(/"meanNs": [\d.]+/, '"meanNs": 9'),
      /scenarios\.daily\.engines\["float"\]\.meanNs is 9, outside/,
    ],
    [
      'a logarithm of another time',
      (text) => text.replace(/"mean": [\d.]+/, '"mean": 3'),
      /logNs\.mean is 3/,
    ],
    ['a ratio of another logarithm', (text) => text.replace(/"ratio": [\d.]+/, '"ratio": 77'), /ratio is 77/],
    [
      'a scatter that lets anything pass',
      (text) => text.replace('"sd": 0.01', '"sd": 1.01'),
      /logNs\.sd is 1\.01/,
    ],
    [
      'a scatter of ratios that lets anything pass',
      (text) => text.replace(/("log": \{[^}]*"sd": )0\.01/, '$15'),
      /toReference\.log\.sd is 5,/,
    ],
    [
      'times of one engine that its ratio does not have',
      (text) =>
        text
          .replace('"mean": 11.69525', '"mean": 11.65')
          .replace('"meanNs": 120000', '"meanNs": 115000')
          .replace('"medianNs": 120000', '"medianNs": 115000'),
      /toReference\.ratio is 3\.428571, and by logNs\.mean of both engines it is 3\.27/,
    ],
    ['no scatter at all', (text) => text.replace('"sd": 0.01', '"sd": 0'), /logNs\.sd is 0, and no launches/],
    ['one launch', (text) => text.replace(/"launches": \d+/, '"launches": 1'), /launches must be >=2/],
    ['more launches than samples', (text) => text.replace(/"samples": \d+/, '"samples": 2'), /samples is 2/],
    ['an engine that does not exist', (text) => text.replace('"decimal.js"', '"decimal"'), /engines/],
    ['a scenario that does not exist', (text) => text.replace('"daily"', '"weekly"'), /scenarios/],
    ['a key that does not exist', (text) => text.replace('"samples"', '"sample"'), /sample/],
    ['a processor under another name', (text) => text.replace('"cpu": "E', '"cpu": "X'), /another model/],
    ['a date that is none', (text) => text.replace(/2026-03-04T[^"]+/, 'in March'), /recordedAt is no date/],
  ];
  for (const [what, edit, reason] of edits) {
    it(`is refused with the field and the reason when an edit left ${what}`, () =>
      inFolder(async (folder) => {
        const file = path.join(folder, 'baseline.json');
        const text = baselineJson(madeBaseline());
        assert.notEqual(edit(text), text);
        await writeFile(file, edit(text));
        await refuses(file, reason);
      }));
  }

  it('is refused when a warning threshold is above its failure, or a machine is there twice', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'baseline.json');
      const baseline = madeBaseline();
      const crossed = { thresholds: { daily: { warningPercent: 30, failurePercent: 20 } } };
      await writeFile(file, baselineJson({ ...baseline, ...crossed }));
      await refuses(file, /thresholds\.daily\.warningPercent is 30/);
      const twice = Object.fromEntries(
        Object.entries(baseline.cpus).map(([cpu, machines]) => [cpu, [...machines, ...machines]]),
      );
      await writeFile(file, baselineJson({ ...baseline, cpus: twice }));
      await refuses(file, /there twice/);
    }));

  it('is refused when its figures are of other bars or another strategy', async () => {
    for (const [field, change] of [
      ['digest', { digest: 'another' }],
      ['parameters', { parameters: { ...dailyOf(madeBaseline()).parameters, capital: '1' } }],
    ] as const) {
      const baseline = madeBaseline();
      const [machine] = Object.values(baseline.cpus).flat();
      assert.ok(machine !== undefined);
      const changed = { ...machine, scenarios: { daily: { ...dailyOf(baseline), ...change } } };
      await assert.rejects(
        requireSameWork(changed, ['daily'], 'baseline.json', new AbortController().signal),
        (error) => isRefusal(error, new RegExp(`of another scenario: .*scenarios\\.daily\\.${field}`)),
      );
    }
  });

  it('exits with 2 when it is damaged, and says what to do that no command refuses', () =>
    inFolder(async (folder) => {
      await writeFile(path.join(folder, 'baseline.json'), '{"kind":');
      for (const command of ['check', 'show', 'update', 'create']) {
        const ended = await runHosted(['baseline', command, '--file', 'baseline.json'], { cwd: folder });
        assert.equal(ended.code, 2, ended.stderr);
        assert.match(ended.stderr, /^error: The baseline is cut short \(baseline\.json\)/m);
        assert.match(ended.stderr, /from version control again, or move it away/);
      }
      assert.equal(await readFile(path.join(folder, 'baseline.json'), 'utf8'), '{"kind":');
    }));

  it('that is not there leaves a check with nothing judged (3), and is bad input to the others (2)', () =>
    inFolder(async (folder) => {
      for (const [command, code] of [
        ['check', 3],
        ['show', 2],
        ['update', 2],
      ] as const) {
        const absent = await runHosted(['baseline', command, '--file', 'none.json'], { cwd: folder });
        assert.equal(absent.code, code, absent.stderr);
        assert.match(absent.stderr, /There is no baseline.*\(none\.json\)/);
      }
    }));
});

describe('the published schema of baselines', () => {
  it('is what the product checks', () => {
    const script = path.join(root, 'scripts/baseline-schema.mts');
    const env = { ...process.env, NODE_V8_COVERAGE: '' };
    execFileSync(process.execPath, ['--import', 'tsx', script, '--check'], { cwd: root, stdio: 'pipe', env });
  });

  it('accepts a baseline as it is written and the example, and refuses another key', async () => {
    const schema: unknown = JSON.parse(
      await readFile(path.join(root, 'baselines/baseline.schema.json'), 'utf8'),
    );
    assert.ok(typeof schema === 'object' && schema !== null);
    const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);
    const example = path.join(root, 'baselines/example.json');
    assert.ok(validate(JSON.parse(baselineJson(madeBaseline()))), JSON.stringify(validate.errors));
    assert.ok(validate(JSON.parse(await readFile(example, 'utf8'))), JSON.stringify(validate.errors));
    assert.notEqual(await readBaseline(example), null);
    assert.equal(validate({ ...madeBaseline(), surprise: 1 }), false);
  });
});

async function refuses(file: string, reason: RegExp): Promise<void> {
  await assert.rejects(readBaseline(file), (error) => isRefusal(error, reason) && hasPlace(error, file));
}

function isRefusal(error: unknown, reason: RegExp): boolean {
  assert.ok(error instanceof EngineError, String(error));
  assert.equal(error.code, 'bad-input');
  assert.match(error.message, reason);
  return true;
}

function hasPlace(error: unknown, file: string): boolean {
  return error instanceof EngineError && error.where === file;
}

function dailyOf(baseline: Baseline) {
  const daily = Object.values(baseline.cpus).flat()[0]?.scenarios.daily;
  assert.ok(daily !== undefined);
  return daily;
}
