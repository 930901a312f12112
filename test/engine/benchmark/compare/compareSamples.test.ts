import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { compareSides } from '../../../../engine/benchmark/compare/compareSides';
import type { Side } from '../../../../engine/benchmark/compare/side';
import { runHosted } from '../../cli/commandLine';
import { compared, refusal } from './comparing';

describe('compare-samples', () => {
  it('shows no difference in three noisy runs a side', async () => {
    const result = await compared(['--a', '1.20,1.03,1.10', '--b', '1.15,1.02,1.06']);
    assert.equal(result.verdict, 'no difference shown');
    assert.ok(result.interval && result.interval.low < 1 && result.interval.high > 1);
  });

  it('shows what is there, of b against a', async () => {
    const [slow, fast] = ['2.00,2.02,1.99,2.01', '1.00,1.01,0.99,1.00'];
    assert.equal((await compared(['--a', slow, '--b', fast])).verdict, 'faster');
    assert.equal((await compared(['--a', fast, '--b', slow])).verdict, 'slower');
  });

  it('finds in pairs what the scatter between them hides', async () => {
    const [a, b] = ['1.0,2.0,4.0,8.0', '1.1,2.2,4.4,8.79'];
    assert.equal((await compared(['--a', a, '--b', b])).verdict, 'no difference shown');
    assert.equal((await compared(['--a', a, '--b', b, '--paired'])).verdict, 'slower');
  });

  it('has no interval, and shows no difference, with one sample on a side', async () => {
    const result = await compared(['--a', '1', '--b', '2,3']);
    assert.deepEqual([result.interval, result.p, result.verdict], [null, null, 'no difference shown']);
  });

  for (const [a, b, paired] of [
    ['1.0,1.0,1.0', '1.1,1.1,1.1', false],
    ['1,2,4', '1.1,2.2,4.4', true],
  ] as const) {
    it(`claims nothing when nothing scatters: ${a} and ${b}${paired ? ', paired' : ''}`, async () => {
      const result = await compared(['--a', a, '--b', b, ...(paired ? ['--paired'] : [])]);
      assert.deepEqual([result.interval, result.p, result.verdict], [null, null, 'no difference shown']);
      assert.match(result.notes.join(), /do not scatter were rounded/);
    });
  }

  it('compares the arithmetic means of summaries, with an interval by Fieller', async () => {
    const summary = (mean: number, min: number): string =>
      `n=1400,mean=${mean.toFixed(12)},sd=${(mean * 3).toFixed(12)},min=${min}`;
    const { method, ratio, interval, notes, verdict } = await compared([
      ...['--a-summary', summary(0.14, 0.101), '--b-summary', summary(0.28, 0.202)],
    ]);
    assert.equal(method, "Welch's t on means, from summaries");
    assert.ok(Math.abs(ratio - 2) < 1e-9);
    // g = (1.961 × 3)² / 1400 on both sides, and the ends are 2 (1 ± √(2g − g²)) / (1 − g).
    const g = (1.961 * 3) ** 2 / 1400;
    const root = Math.sqrt(2 * g - g * g);
    assert.ok(interval !== null && Math.abs(interval.low - (2 * (1 - root)) / (1 - g)) < 1e-3);
    assert.ok(Math.abs(interval.high - (2 * (1 + root)) / (1 - g)) < 1e-3);
    assert.match(notes.join(), /arithmetic means were compared/);
    assert.equal(verdict, 'slower');
  });

  it('claims nothing from summaries without a deviation', async () => {
    const { verdict } = await compared(['--a-summary', 'n=3,mean=1,sd=0', '--b-summary', 'n=3,mean=2,sd=0']);
    assert.equal(verdict, 'no difference shown');
  });

  it('has figures that JSON can hold, however far apart the samples are', async () => {
    const { ratio, interval } = await compared(['--a', '1e-100,1e100', '--b', '1e100,1e-90']);
    assert.ok(interval !== null && Number.isFinite(ratio + interval.low + interval.high));
  });

  it('says when a summary would be possible with the deviation over n', async () => {
    // 1.000, 1.100 and 1.300: 0.1247 over n, 0.1528 over n − 1.
    const summary = ['--a-summary', 'n=3,mean=1.133,sd=0.1247,min=1.000,max=1.300', '--b', '1.1,1.2'];
    assert.match(await refusal(summary), /impossible.*possible with a deviation over n.*give sd=0\.1527/);
  });

  if (process.platform !== 'win32') {
    it('refuses what has no end, before it is read', async () => {
      assert.match(
        await refusal(['--a', '/dev/zero', '--b', '1,2']),
        /\/dev\/zero: it is a device, not a regular file/,
      );
    });
  }

  it('prints no interval when there is none', async () => {
    const { stdout } = await runHosted(['compare-samples', '--a', '1', '--b', '2'], {});
    assert.match(
      stdout,
      /\nb against a: no difference shown, overhead about \+100 %, no interval, ratio 2\.\n$/,
    );
  });

  it('judges published summaries', async () => {
    const summaries = ['--a-summary', 'n=10,mean=2.00,sd=0.05', '--b-summary', 'n=10,mean=1.00,sd=0.05'];
    assert.equal((await compared(summaries)).verdict, 'faster');
  });

  it('refuses summaries that no samples have', async () => {
    const possible = ['--b', '1.1,1.2'];
    for (const summary of [
      'n=3,mean=1.172,sd=0.180,min=1.029,max=1.328',
      'n=3,mean=1.122,sd=0.103,min=1.009,max=1.183',
      'n=1,mean=1,sd=0',
      'n=5,mean=0,sd=0',
      'n=5,mean=1,sd=0.1,min=-1',
    ]) {
      assert.match(await refusal(['--a-summary', summary, ...possible]), /impossible/, summary);
    }
  });

  it('prints a table and ends with the verdict', async () => {
    const { stdout } = await runHosted(
      ['compare-samples', '--a', '1.20,1.03,1.10', '--b', '1.15,1.02,1.06'],
      {},
    );
    assert.match(
      stdout,
      /\nb against a: no difference shown, overhead −3 % \[−18, \+15\], ratio 0\.97065\.\n$/,
    );
  });

  it('says when pairs were sorted', async () => {
    const [sorted, measured] = ['1.0,1.1,1.2,1.3,1.4', '1.3,1.1,1.0,1.2,1.4'];
    const notes = async (b: string) => (await compared(['--a', sorted, '--b', b, '--paired'])).notes.join();
    assert.match(await notes('2.0,2.1,2.3,2.4,2.5'), /sorted samples are no pairs/);
    assert.doesNotMatch(await notes(measured), /sorted/);
  });

  const files: Record<string, string> = {
    'times.csv': 'float,native\n1.0,2.0\n1.1,2.2\n0.9,1.9\n',
    'semicolons.csv': '\ufefffloat;native\r\n1.0;2.0\r\n1.1;2.2\r\n0.9;1.9\r\n',
    'one.csv': '1.0\n1.1\n0.9\n',
    '1,2.csv': '1.0\n1.1\n0.9\n',
    'list.json': '[1.0, 1.1, 0.9]',
    'objects.json': '{"runs":[{"s":2.0},{"s":2.2},{"s":1.9}]}',
  };

  for (const [a, b] of [
    ['times.csv:float', 'times.csv:native'],
    ['semicolons.csv:float', 'semicolons.csv:native'],
    ['one.csv', 'objects.json:runs.s'],
    ['1,2.csv', 'objects.json:runs.s'],
    ['list.json', 'objects.json:/runs/s'],
    ['1.0 1.1 0.9', '2.0;2.2;1.9'],
  ] as const) {
    it(`reads ${a} and ${b}`, async () => {
      const result = await compared(['--a', a, '--b', b], files);
      assert.deepEqual([result.a.n, result.a.mean, result.b.mean], [3, 1, (2 + 2.2 + 1.9) / 3]);
      assert.equal(result.verdict, 'slower');
    });
  }

  for (const [args, word] of [
    [['--a', '1,2'], 'Side b is missing'],
    [['--a', '', '--b', '1,2'], '--a is empty'],
    [['--a', '1,x', '--b', '1,2'], 'sample 2 "x" is not a number'],
    [['--a', '1,,2', '--b', '1,2'], 'sample 2'],
    [['--a', '1,-2', '--b', '1,2'], 'above 0'],
    [['--a', '1,1e999', '--b', '1,2'], 'larger than a double'],
    [['--a', '1,2', '--a-summary', 'n=2,mean=1,sd=0', '--b', '1,2'], 'both'],
    [['--a', '1,2,3', '--b', '1,2', '--paired'], '--paired'],
    [['--a-summary', 'n=2,mean=1,sd=0', '--b', '1,2', '--paired'], '--paired'],
    [['--a-summary', 'n=3,mean=1', '--b', '1,2'], 'lacks sd'],
    [['--a-summary', 'n=3,mean=1,sd=0.1,sd=0.1', '--b', '1,2'], 'twice'],
    [['--a-summary', 'n=3,mean=1,deviation=0.1', '--b', '1,2'], 'deviation'],
    [['--a-summary', 'n=2.5,mean=1,sd=0.1', '--b', '1,2'], 'count'],
    [['--a-summary', 'n=3,mean=1e999,sd=0.1', '--b', '1,2'], 'not a number'],
    [['--a', '1,20;1,03', '--b', '1,2'], 'commas and semicolons'],
    [['--a', '1,2e101', '--b', '1,2'], 'is no time'],
    [['--a', '1,gone.csv:s', '--b', '1,2'], 'no such file'],
    [['--a', 'twice.csv:s', '--b', '1,2'], 'several columns s'],
    [['--a', 'times.csv', '--b', '1,2'], 'float, native'],
    [['--a', 'times.csv:rust', '--b', '1,2'], 'no column rust'],
    [['--a', 'objects.json', '--b', '1,2'], 'no list'],
    [['--a', 'objects.json:runs', '--b', '1,2'], 'sample 1 {"s":2} is not a number'],
    [['--a', 'absent.json:a:b', '--b', '1,2'], 'Cannot read absent.json:'],
    [['--a', 'broken.json', '--b', '1,2'], 'none'],
    [['--a', 'comma.csv:s', '--b', '1,2'], '"1,5"'],
    [['--a', 'empty.csv', '--b', '1,2'], 'empty'],
    [['--a', '.', '--b', '1,2'], 'folder'],
    [['--a', '-', '--b', '1,2'], 'not from standard input'],
  ] as [string[], string][]) {
    it(`refuses ${args.join(' ')}`, async () => {
      const given = {
        ...files,
        'broken.json': '[1, 2',
        'comma.csv': 's;t\n1,5;2\n',
        'empty.csv': '',
        'twice.csv': 's,s\n1,2\n',
      };
      const message = await refusal(args, given);
      assert.ok(message.includes(word), message);
    });
  }

  const times = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 2, maxLength: 12 });
  const side = (values: readonly number[], resolution = 1e-15): Side => ({
    kind: 'samples',
    source: 'list',
    values,
    resolution,
    unit: null,
    notes: [],
  });
  const turned = { faster: 'slower', slower: 'faster' } as const;

  it('turns its word when the sides are swapped', () => {
    fc.assert(
      fc.property(times, times, (a, b) => {
        const there = compareSides(side(a), side(b), false);
        const back = compareSides(side(b), side(a), false);
        const { verdict } = there;
        assert.equal(back.verdict, verdict === 'faster' || verdict === 'slower' ? turned[verdict] : verdict);
        assert.ok(Math.abs(there.ratio * back.ratio - 1) < 1e-9);
      }),
    );
  });

  it('does not depend on the unit', () => {
    fc.assert(
      fc.property(times, times, fc.constantFrom(1e-3, 60, 1e9), (a, b, unit) => {
        const scaled = (values: number[]): Side =>
          side(
            values.map((value) => value * unit),
            1e-15 * unit,
          );
        const [one, other] = [
          compareSides(side(a), side(b), false),
          compareSides(scaled(a), scaled(b), false),
        ];
        assert.ok(Math.abs(one.ratio / other.ratio - 1) < 1e-9);
        assert.ok(Math.abs((one.p ?? 0) - (other.p ?? 0)) < 1e-6);
      }),
    );
  });
});
