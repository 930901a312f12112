import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder, lastLine, quickRun, run } from './commandLine';
import { reportIn } from './schema';

const header = 'time,symbol,open,high,low,close,volume';

/** A wave of daily bars of one symbol. */
function bars(count: number): string[] {
  return Array.from({ length: count }, (_, day) => {
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    const price = (100 + ((day * 7) % 13) + (Math.floor(day / 10) % 2) * 10).toFixed(2);
    return `${date},AAA,${price},${price},${price},${price},100000`;
  });
}

async function runOn(folder: string, lines: readonly string[], ...args: string[]) {
  await writeFile(path.join(folder, 'bars.csv'), `${lines.join('\n')}\n`);
  return run(['run', '--data', 'bars.csv', '--strategy', 'sma:2,5', ...quickRun, ...args], { cwd: folder });
}

describe('own data', () => {
  it('is run with the strategy and the parameters that were given, and the report shows them', () =>
    inFolder(async (folder) => {
      const args = ['--warmup', '5', '--capital', '2000', '--quantity', '3', '--json', '--quiet'];
      const { code, stdout, stderr } = await runOn(folder, [header, ...bars(60)], ...args);
      assert.equal(code, 0, stderr);
      const [scenario] = (await reportIn(stdout)).scenarios;
      assert.equal(scenario?.head.key, 'file');
      assert.equal(scenario.head.scenario, null);
      assert.equal(scenario.head.data.file, 'bars.csv');
      assert.equal(scenario.head.data.bars, 60);
      assert.deepEqual(scenario.head.parameters, {
        strategy: { kind: 'sma', fast: 2, slow: 5 },
        warmup: 5,
        capital: '2000',
        quantity: '3',
        slippageBps: '5',
        commission: '0.001',
      });
      assert.ok((scenario.results?.engines[0]?.summary.fills ?? 0) > 0);
      const markdown = await readFile(path.join(folder, 'reports/latest/report.md'), 'utf8');
      for (const shown of ['bars.csv', '2/5', '2000', '0.001'])
        assert.ok(markdown.replaceAll(',', '').includes(shown), shown);
    }));

  it('shorter than the window runs without a fill, and a warning says why', () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await runOn(folder, [header, ...bars(4)], '--json');
      assert.equal(code, 0, stderr);
      const [scenario] = (await reportIn(stdout)).scenarios;
      assert.equal(scenario?.results?.engines[0]?.summary.fills, 0);
      assert.match(stderr, /^warning: .*4 bars.* needs 5/m);
      assert.match(stderr, /no order was filled/i);
    }));

  it('that fills no order in a single launch is reported as such, without advice to add launches', () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await runOn(folder, [header, ...bars(4)], '--launches', '1');
      assert.equal(code, 0, stderr);
      assert.match(lastLine(stdout), /^No order was filled: an empty run was timed,/);
      assert.doesNotMatch(stdout, /one launch is too few/i);
    }));

  it('whose high or low does not enclose the rest is run, and a warning names the line of the first', () =>
    inFolder(async (folder) => {
      const odd = ['2024-03-01,AAA,100,99,98,100,5', '2024-03-02,AAA,100,99,98,100,5'];
      const { code, stderr } = await runOn(folder, [header, ...bars(20), ...odd], '--quiet');
      assert.equal(code, 0, stderr);
      assert.match(
        stderr,
        /^warning: bars\.csv: 2 bars .* enclose open and close, the first in bars\.csv, line 22\.$/m,
      );
    }));

  it('with more than 8 fractional digits is rounded when that is asked for, and the report counts it', () =>
    inFolder(async (folder) => {
      const lines = [header, ...bars(30), '2024-02-15,AAA,100,100.123456789,100,100,100000'];
      const refused = await runOn(folder, lines);
      assert.equal(refused.code, 2);
      assert.match(refused.stderr, /--round-inputs/);
      const { code, stdout, stderr } = await runOn(folder, lines, '--round-inputs', '--json', '--quiet');
      assert.equal(code, 0, stderr);
      assert.equal((await reportIn(stdout)).scenarios[0]?.head.data.roundedInputs, 1);
      assert.match(
        stderr,
        /^warning: bars\.csv: 1 value was rounded half to even to 8 fractional digits, in bars\.csv, line 32\.$/m,
      );
    }));

  const badRows: [string, string, string[]][] = [
    ['a price that is no number', '2024-03-01,AAA,100,100,100,abc,5', ['abc', 'close']],
    ['a price of zero', '2024-03-01,AAA,0,100,100,100,5', ['open']],
    ['a negative volume', '2024-03-01,AAA,100,100,100,100,-5', ['volume', '-5']],
    ['a thousands separator', '2024-03-01,AAA,"1,000",1000,1000,1000,5', ['1,000']],
    ['NaN', '2024-03-01,AAA,100,100,100,NaN,5', ['NaN']],
    ['an empty field', '2024-03-01,AAA,100,100,,100,5', ['low']],
    ['a field too few', '2024-03-01,AAA,100,100,100,100', []],
    ['a time that is none', 'yesterday,AAA,100,100,100,100,5', ['yesterday', 'time']],
    ['a time that does not rise', '2024-01-02,AAA,100,100,100,100,5', ['2024-01-02']],
    ['a price outside the storage', '2024-03-01,AAA,1e12,1e12,1e12,1e12,5', ['1e12', '--storage i128']],
  ];
  for (const [what, row, words] of badRows) {
    it(`with ${what} is refused with exit code 2, naming file, line, column and text`, () =>
      inFolder(async (folder) => {
        const { code, stdout, stderr } = await runOn(folder, [header, ...bars(5), row]);
        assert.equal(code, 2, stderr);
        assert.equal(stdout, '');
        const error = stderr.split('\n').filter((line) => line.startsWith('error:'));
        assert.equal(error.length, 1, stderr);
        for (const word of ['bars.csv', '7', ...words]) {
          assert.ok(error[0]?.includes(word), `"${word}" is not in: ${error[0] ?? ''}`);
        }
        assert.doesNotMatch(stderr, /^\s+at /m);
      }));
  }
});
