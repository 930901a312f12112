import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder, run } from './commandLine';

const oneSample = ['--launches', '1', '--runs', '1', '--engines', 'native', '--quiet'];

async function traceOf(folder: string, ...args: string[]): Promise<string[]> {
  const { code, stderr } = await run(['run', ...oneSample, '--trace', 'trace.jsonl', ...args], {
    cwd: folder,
  });
  assert.equal(code, 0, stderr);
  const text = await readFile(path.join(folder, 'trace.jsonl'), 'utf8');
  assert.ok(text.endsWith('}\n'));
  return text.trimEnd().split('\n');
}

/** The trace with the engine's and the scenario's name left out. */
function comparable(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/"engine":"[^"]+","scenario":("[^"]+"|null)/, ''));
}

describe('a trace', () => {
  it('is that of native when no engine is named, and holds fills, sessions and one summary at its end', () =>
    inFolder(async (folder) => {
      const lines = await traceOf(folder, '--scenario', 'daily');
      assert.match(
        lines.at(-1) ?? '',
        /^\{"type":"summary","engine":"native","scenario":"daily","initialCapital":"100000",/,
      );
      assert.match(lines[0] ?? '', /^\{"type":"(fill|session)",/);
      assert.equal(lines.filter((line) => line.startsWith('{"type":"session"')).length, 252);
      assert.ok(lines.some((line) => line.startsWith('{"type":"fill"')));
      assert.equal(lines.filter((line) => line.startsWith('{"type":"summary"')).length, 1);
    }));

  it('is written over neither the data nor the report', () =>
    inFolder(async (folder) => {
      const daily = path.join(folder, 'daily.csv');
      assert.equal((await run(['data', 'export', '--scenario', 'daily', '--out', daily])).code, 0);
      const before = await readFile(daily, 'utf8');
      const own = ['run', ...oneSample, '--data', daily, '--strategy', 'sma:2,3'];
      for (const [trace, what] of [
        ['daily.csv', /--trace daily\.csv is the data itself/],
        ['reports/latest/report.json', /--trace reports\/latest\/report\.json is a file of the report/],
      ] as const) {
        const ended = await run([...own, '--trace', trace], { cwd: folder });
        assert.equal(ended.code, 2, ended.stderr);
        assert.match(ended.stderr, what);
      }
      assert.equal(await readFile(daily, 'utf8'), before);
    }));

  it('is the same for both exact engines, though only one is measured', () =>
    inFolder(async (folder) => {
      const native = await traceOf(folder, '--scenario', 'minute', '--engine', 'native');
      const decimal = await traceOf(folder, '--scenario', 'minute', '--engine', 'decimal.js');
      assert.match(decimal.at(-1) ?? '', /"engine":"decimal\.js"/);
      assert.deepEqual(comparable(native), comparable(decimal));
    }));

  it('is the same from an exported bundle as from its scenario', () =>
    inFolder(async (folder) => {
      const exported = await run(['data', 'export', '--scenario', 'daily', '--out', 'daily.csv'], {
        cwd: folder,
      });
      assert.equal(exported.code, 0, exported.stderr);
      assert.match(exported.stdout, /4520 bars of 10 symbols written to daily\.csv/);
      assert.match(
        await readFile(path.join(folder, 'daily.csv'), 'utf8'),
        /^time,symbol,open,high,low,close,volume\r?\n/,
      );

      const scenario = await traceOf(folder, '--scenario', 'daily');
      const file = await traceOf(
        folder,
        '--data',
        'daily.csv',
        '--strategy',
        'sma:50,200',
        '--warmup',
        '200',
      );
      assert.match(file.at(-1) ?? '', /"scenario":null/);
      assert.deepEqual(comparable(file), comparable(scenario));
    }));
});
