/** No claim that rests on how figures were rounded. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { compareSides } from '../../../../engine/benchmark/compare/compareSides';
import { readList } from '../../../../engine/benchmark/compare/figures';
import type { Side } from '../../../../engine/benchmark/compare/side';
import { sources, type Source } from '../../../../bench/summaries/trials';
import { uniformNumbers } from '../statistics/seeded';
import { compared, refusal } from './comparing';

function listed(texts: readonly string[]): Side {
  return { kind: 'samples', source: 'list', ...readList(texts.join(','), '--a'), unit: null, notes: [] };
}

function cutOff(value: number, places: number): string {
  const scale = 10 ** places;
  return (Math.floor(value * scale) / scale).toFixed(places);
}

type Printed = (value: number, places: number) => string;
const printings: Readonly<Record<string, Printed>> = {
  rounded: (value, places) => value.toFixed(places),
  'cut off': cutOff,
};

describe('compare-samples of rounded figures', () => {
  for (const [title, args, unit] of [
    [
      'means that may be equal',
      ['--a-summary', 'n=1000,mean=1.0,sd=0.1', '--b-summary', 'n=1000,mean=1.1,sd=0.1'],
      '0.1',
    ],
    [
      'a deviation that was rounded to 0',
      ['--a-summary', 'n=3,mean=1.00,sd=0.00', '--b-summary', 'n=3,mean=1.01,sd=0.001'],
      '0.01',
    ],
    ['a side that does not scatter', ['--a', '1,1,1,1,1,1,1,1', '--b', '1.001,1.002,1.001,1.002'], '1 in a'],
    [
      'whole figures around one border',
      ['--a', '10,10,10,10,10,10,10,10,10,11', '--b', '11,11,11,11,11,11,11,11,10,11'],
      '1',
    ],
    ['pairs of whole figures', ['--a', '10,10,10,10,10,11', '--b', '11,11,11,11,11,11', '--paired'], '1'],
    ['a list and a summary', ['--a', '1.0,1.0,1.0,1.0,1.1', '--b-summary', 'n=1000,mean=1.1,sd=0.01'], '0.1'],
  ] as const) {
    it(`claims nothing from ${title}, and names the last digit`, async () => {
      const { verdict, notes, p, interval } = await compared([...args]);
      assert.equal(verdict, 'no difference shown');
      assert.ok(
        notes.some((note) => note.startsWith(`The last digit is worth ${unit}`)),
        notes.join('\n'),
      );
      assert.ok(p !== null && p > 0.05 && interval !== null && interval.low <= 1 && interval.high >= 1);
    });
  }

  it('claims what is larger than the rounding', async () => {
    for (const args of [
      ['--a', '1,1,1,1,1,1,1,1', '--b', '4.001,4.002,4.001,4.002'],
      ['--a', '100,100,100,101,100', '--b', '104,104,105,104,104'],
      ['--a-summary', 'n=1000,mean=1.00,sd=0.10', '--b-summary', 'n=1000,mean=1.10,sd=0.10'],
    ]) {
      const { verdict, notes } = await compared(args);
      assert.equal(verdict, 'slower', args.join(' '));
      assert.doesNotMatch(notes.join(), /last digit/);
    }
  });

  it('averages the rounding of many whole figures that scatter', () => {
    const uniform = uniformNumbers(5);
    const source = sources['normal, deviation 2 %'];
    assert.ok(source !== undefined);
    const [a, b] = [100, 100.6].map((level) =>
      listed(Array.from({ length: 1000 }, () => (level * source(uniform)).toFixed(0))),
    );
    assert.ok(a !== undefined && b !== undefined);
    assert.equal(compareSides(a, b, false).verdict, 'slower');
  });

  it('hardly changes the interval of figures with many digits', () => {
    const uniform = uniformNumbers(6);
    const draw = (): string[] => Array.from({ length: 20 }, () => (20 + uniform()).toFixed(6));
    const [a, b] = [draw(), draw()];
    const [many, exact] = [5, 12].map((places) => {
      const side = (texts: string[]): Side => ({ ...listed(texts), resolution: 10 ** -places }) as Side;
      return compareSides(side(a), side(b), false).interval;
    });
    assert.ok(many?.low !== undefined && exact?.low !== undefined);
    assert.ok(Math.abs(many.low - exact.low) < 1e-5 && Math.abs(many.high - exact.high) < 1e-5);
  });

  // Away from 0, where a rounded figure would be no time.
  const shapes: Readonly<Record<string, Source>> = Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, (uniform) => 1.3 + source(uniform)]),
  );
  for (const [name, source] of Object.entries(shapes)) {
    for (const [how, printed] of Object.entries(printings)) {
      it(`hardly ever names a difference within one source, ${how} to any digits: ${name}`, () => {
        const uniform = uniformNumbers(20_240_304);
        const counts = [3, 5, 10, 30, 100, 300];
        const trials = 600;
        let words = 0;
        for (let trial = 0; trial < trials; trial++) {
          const [a, b] = [0, 1].map(() => {
            const n = counts[Math.floor(uniform() * counts.length)] ?? 3;
            const places = Math.floor(uniform() * 4);
            return listed(Array.from({ length: n }, () => printed(source(uniform), places)));
          });
          assert.ok(a !== undefined && b !== undefined);
          if (compareSides(a, b, false).verdict !== 'no difference shown') words += 1;
        }
        // 6 % and three standard errors of the simulation.
        const most = 0.06 + 3 * Math.sqrt((0.06 * 0.94) / trials);
        assert.ok(words / trials <= most, `${words} of ${trials}`);
      });
    }
  }

  it('names no difference that is smaller than the rounding, if neither side scatters by it', () => {
    const places = fc.integer({ min: 0, max: 3 });
    const scatter = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        fc.double({ min: 2, max: 50, noNaN: true }),
        places,
        places,
        scatter,
        scatter,
        fc.double({ min: -0.2, max: 0.2, noNaN: true }),
        fc.constantFrom(...Object.values(printings)),
        fc.constantFrom(...Object.values(printings)),
        (level, coarse, more, ours, theirs, apart, printA, printB) => {
          const unit = 10 ** -coarse;
          const fine = coarse + more;
          // Both scatter by 1 % of the unit at most: their means differ by less than 22 % of it.
          const a = listed(ours.map((noise) => printA(level + noise * unit * 0.02, coarse)));
          const b = listed(theirs.map((noise) => printB(level + (apart + noise * 0.02) * unit, fine)));
          if (a.kind === 'samples' && b.kind === 'samples' && a.resolution >= b.resolution) {
            const { verdict } = compareSides(a, b, false);
            assert.equal(verdict, 'no difference shown');
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes the same figures from a file as rounded as those of a list', async () => {
    const files = { 'a.csv': `ms\n${'10\n'.repeat(9)}11\n`, 'b.json': `[${'11,'.repeat(9)}10]` };
    const { verdict, notes } = await compared(['--a', 'a.csv:ms', '--b', 'b.json'], files);
    assert.equal(verdict, 'no difference shown');
    assert.match(notes.join(), /The last digit is worth 1: /);
  });

  it('names the last digit in seconds if a tool has written the figures', async () => {
    const times = (ms: readonly number[]): string =>
      JSON.stringify({ results: [{ command: 'x', times: ms.map((each) => each / 1000) }] });
    const files = {
      'a.json': times([...Array<number>(9).fill(10), 11]),
      'b.json': times([...Array<number>(9).fill(11), 10]),
    };
    const { notes } = await compared(['--a', 'a.json', '--b', 'b.json'], files);
    assert.match(notes.join(), /The last digit is worth 0\.001 s: /);
  });
});

describe('compare-samples of CSV files without a header', () => {
  const files = {
    'two.csv': '1.5,9\n2.5,9\n3.5,9\n',
    'one.csv': '1.5\n2.5\n3.5\n',
    'mixed.csv': '1.5,fast\n2.5,slow\n',
    'sizes.csv': 'run,8,16\n1,2.5,3.5\n2,2.6,3.6\n',
    'slip.csv': '1.5s\n2.5\n3.5\n',
  };

  for (const [address, message] of [
    ['two.csv:1.5', /two\.csv has no header: its first row, 1\.5, 9, holds figures.*Add a first row/],
    ['two.csv', /no header/],
    ['two.csv:ms', /no header/],
    ['one.csv:1.5', /no header.*Name the file alone: one\.csv\./],
    ['mixed.csv:1.5', /no header/],
    ['slip.csv', /row 1: "1\.5s" is not a number/],
  ] as const) {
    it(`refuses ${address} instead of losing its first sample`, async () => {
      assert.match(await refusal(['--a', address, '--b', '1,2'], files), message);
    });
  }

  it('takes a column whose name is a figure, if another column shows the header', async () => {
    const { a } = await compared(['--a', 'sizes.csv:8', '--b', '1,2'], files);
    assert.deepEqual([a.n, a.min, a.max], [2, 2.5, 2.6]);
  });

  it('reads every row of a single column', async () => {
    const { a } = await compared(['--a', 'one.csv', '--b', '1,2'], files);
    assert.equal(a.n, 3);
  });
});
