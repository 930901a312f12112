import { strict as assert } from 'node:assert';
import type { Comparison, Measurements, Sample } from '../../../../engine/protocol/report';
import type { EngineName } from '../../../../engine/protocol/vocabulary';
import { comparisonText, medianText } from '../../../../engine/presentation/measurementWords';
import { measurementsOf, type MeasurementContext } from '../../../../engine/benchmark/verdict/measurements';
import { madeEngineResult, madeResults } from '../report/madeReport';
import { assertClose } from '../statistics/assertClose';
import { around, madeSamples, type MadeEngine } from './madeSamples';

const both: readonly EngineName[] = ['float', 'native'];

/** A float and a quiet control: the interval of one against the other reaches 0.88 % from 0. */
const float: MadeEngine = { engine: 'float', launches: around(1000, 0.001, -0.004, 0.006, -0.002, 0.003) };
const control: MadeEngine = {
  engine: 'float',
  control: true,
  launches: around(1000, 0.007, 0.001, -0.003, -0.008, 0.004),
};

function native(ratio: number, ...shares: readonly number[]): MadeEngine {
  return { engine: 'native', launches: around(1000 * ratio, ...shares) };
}

/** Launch means of `native` that follow those of `float`, so that the ratio of each launch is known. */
function nativeOf(...ratios: readonly number[]): MadeEngine {
  return { engine: 'native', launches: ratios.map((ratio, launch) => ratio * (float.launches[launch] ?? 1)) };
}

function measured(samples: readonly Sample[], change: Partial<MeasurementContext> = {}): Measurements {
  return measurementsOf(samples, {
    allocations: new Map(),
    bars: 100,
    targetPercent: 30,
    provisional: false,
    engines: both,
    results: madeResults(),
    ...change,
  });
}

const verdictWith = (engine: MadeEngine, change: Partial<MeasurementContext> = {}) =>
  measured(madeSamples([float, control, engine]), change).verdict;

describe('The verdict of a run', () => {
  it('says faster, and the target met, in one sentence with interval, noise floor and launches', () => {
    const verdict = verdictWith(native(0.119, 0.002, -0.01, 0.012, 0.006, -0.004));
    assert.deepEqual(verdict, {
      word: 'faster',
      target: 'met',
      provisional: false,
      icon: 'pass',
      headline: 'Exact decimals are 8.40× faster than JavaScript floats',
      overhead: 'overhead −88.1 % [−88.2, −88.0]',
      detail: 'Target < 30 % met. Noise floor of this run ±0.89 %. 5 launches × 8 rounds.',
      sentence:
        'Exact decimals are 8.40× faster than JavaScript floats, overhead −88.1 % [−88.2, −88.0]. Target < 30 % met. Noise floor of this run ±0.89 %. 5 launches × 8 rounds.',
    });
  });

  it('says slower in percent below twice the time, and the target met when the interval stays below it', () => {
    const verdict = verdictWith(nativeOf(1.11, 1.12, 1.13, 1.115, 1.125));
    assert.equal(verdict.word, 'slower');
    assert.equal(verdict.target, 'met');
    assert.equal(verdict.icon, 'pass');
    assert.equal(verdict.headline, 'Exact decimals cost 12.0 % more time than JavaScript floats');
    assert.equal(verdict.overhead, 'overhead +12.0 % [+11.0, +13.0]');
  });

  it('says how many times slower from twice the time on, and the target missed', () => {
    const verdict = verdictWith(nativeOf(6.1, 6.4, 6.2, 6.5, 6.3));
    assert.equal(verdict.word, 'slower');
    assert.equal(verdict.target, 'missed');
    assert.equal(verdict.icon, 'fail');
    assert.equal(verdict.headline, 'Exact decimals are 6.3× slower than JavaScript floats');
    assert.equal(verdict.overhead, 'overhead +530 % [+511, +550]');
    assert.match(verdict.detail, /^Target < 30 % missed\. /);
  });

  it('says less time in percent above half the time', () => {
    const verdict = verdictWith(nativeOf(0.7, 0.71, 0.69, 0.7, 0.7));
    assert.equal(verdict.word, 'faster');
    assert.equal(verdict.headline, 'Exact decimals take 30.0 % less time than JavaScript floats');
  });

  it('says the target is not shown when the interval lies across it', () => {
    const verdict = verdictWith(nativeOf(1.2, 1.4, 1.3, 1.25, 1.35));
    assert.equal(verdict.word, 'slower');
    assert.equal(verdict.target, 'not shown');
    assert.equal(verdict.icon, 'neutral');
    assert.match(verdict.detail, /^Target < 30 % not shown: the interval lies across it\. /);
  });

  it('shows no difference when the interval holds 0', () => {
    const verdict = verdictWith(nativeOf(0.9, 1.1, 1.05, 0.95, 1));
    assert.equal(verdict.word, 'no difference shown');
    assert.equal(verdict.target, 'met');
    assert.equal(verdict.headline, 'No difference shown between exact decimals and JavaScript floats');
  });

  it('shows no difference when the interval does not clear the noise floor, and reports it', () => {
    const verdict = verdictWith(nativeOf(1.005, 1.006, 1.004, 1.005, 1.005));
    assert.equal(verdict.word, 'no difference shown');
    assert.equal(verdict.overhead, 'overhead +0.50 % [+0.41, +0.59]');
    assert.equal(
      verdict.detail,
      'Target < 30 % met. Noise floor of this run ±0.89 %. The interval does not clear the noise floor. 5 launches × 8 rounds.',
    );
  });

  it('claims nothing without a control', () => {
    const { verdict, noiseFloorPercent } = measured(
      madeSamples([float, nativeOf(0.5, 0.5, 0.51, 0.49, 0.5)]),
    );
    assert.equal(noiseFloorPercent, null);
    assert.equal(verdict.word, 'no difference shown');
    assert.match(verdict.detail, /No control was measured, so no difference is claimed\./);
  });

  it('calls fewer than five launches a quick look', () => {
    const verdict = measured(
      madeSamples([
        { ...float, launches: float.launches.slice(0, 3) },
        { ...control, launches: control.launches.slice(0, 3) },
        nativeOf(0.119, 0.12, 0.118),
      ]),
    ).verdict;
    assert.equal(verdict.icon, 'neutral');
    assert.equal(verdict.headline, 'Quick look: exact decimals are 8.4× faster than JavaScript floats');
    assert.match(
      verdict.detail,
      /3 launches × 8 rounds\. A quick look: fewer than 5 launches; run 5 or more before relying on it\.$/,
    );
  });

  it('says in words that an interval of two launches is too wide, in figures no finer than they can be', () => {
    const measurements = measured(
      madeSamples([
        { ...float, launches: [1000, 1000] },
        { ...control, launches: [1000, 9000] },
        { engine: 'native', launches: [1000, 80_000] },
      ]),
      {
        confidenceAtLook: 0.999,
        precision: {
          wantedPercent: 60,
          ended: 'time spent',
          looks: [2],
          looksTaken: 1,
          budgetSeconds: 5,
          spentSeconds: 4,
        },
      },
    );
    const { verdict, comparisons } = measurements;
    assert.equal(verdict.overhead, 'overhead about +794 %, interval too wide to show');
    assert.match(verdict.detail, /Noise floor of this run wider than −90 to \+900 %\./);
    assert.match(verdict.detail, /Wanted ±60 %, reached none below ±1.000 % in 4 s/);
    // JSON has no infinity: what is saved must be read again.
    assert.deepEqual(JSON.parse(JSON.stringify(measurements)), measurements);
    assert.ok(comparisons.every(({ interval }) => interval !== null && interval.highPercent > 1e12));
    const shown = [
      verdict.sentence,
      ...comparisons.flatMap((one) => [comparisonText(one, 30), medianText(one, 30)]),
    ];
    for (const text of shown) assert.doesNotMatch(text, /e\+|\d(?:\u202f\d{3}){2}|\.\d/, text);
  });

  it('shows nothing with one launch, which has no interval', () => {
    const verdict = measured(
      madeSamples([
        { ...float, launches: [1000] },
        { ...control, launches: [1001] },
        { engine: 'native', launches: [120] },
      ]),
    ).verdict;
    assert.deepEqual(
      [verdict.word, verdict.target, verdict.icon, verdict.headline, verdict.overhead, verdict.detail],
      [
        'no difference shown',
        'not shown',
        'neutral',
        'One launch is too few to compare exact decimals with JavaScript floats',
        'overhead about −88 %, no interval',
        'Target < 30 % not shown: there is no interval below 2 launches. 1 launch × 8 rounds. A quick look: fewer than 5 launches; run 5 or more before relying on it.',
      ],
    );
  });

  it('says in words that an engine ran alone', () => {
    const { verdict, comparisons } = measured(madeSamples([native(1, 0, 0, 0, 0, 0)]), {
      engines: ['native'],
    });
    assert.deepEqual(comparisons, []);
    assert.deepEqual(
      [verdict.word, verdict.target, verdict.icon],
      ['not measured', 'not measured', 'neutral'],
    );
    assert.equal(verdict.headline, 'native ran alone, there is nothing to compare it with');
    assert.equal(
      verdict.sentence,
      'native ran alone, there is nothing to compare it with, overhead not measured. Target < 30 % not measured.',
    );
  });

  it('says which engines the verdict lacks', () => {
    const samples = madeSamples([
      float,
      control,
      { engine: 'decimal.js', launches: around(63000, 0, 0.01, 0.02, 0, 0) },
    ]);
    const { verdict, comparisons } = measured(samples, { engines: ['float', 'decimal.js'] });
    assert.equal(
      verdict.headline,
      'Not compared: the verdict needs native and float, this run has float, decimal.js',
    );
    assert.deepEqual(
      comparisons.map(({ id, word }) => [id, word]),
      [
        ['decimaljs-against-js-float', 'slower'],
        ['noise-floor', 'no difference shown'],
      ],
    );
  });

  it('says loudly that no order was filled, and is not green', () => {
    const results = madeResults({ engines: [madeEngineResult('native', 0), madeEngineResult('float', 0)] });
    const verdict = verdictWith(nativeOf(0.5, 0.5, 0.51, 0.49, 0.5), { results });
    assert.equal(verdict.icon, 'neutral');
    assert.equal(
      verdict.headline,
      'No order was filled: exact decimals are 2.00× faster than JavaScript floats',
    );
  });

  it('says first that the exact traces differ, and fails', () => {
    const results = madeResults({
      agreements: [{ engines: ['native', 'decimal.js'], word: 'different', firstDifference: ['a', 'b'] }],
    });
    const verdict = verdictWith(nativeOf(0.5, 0.5, 0.51, 0.49, 0.5), { results });
    assert.equal(verdict.icon, 'fail');
    assert.equal(
      verdict.headline,
      'The exact engines disagree: native and decimal.js wrote different traces',
    );
    assert.match(verdict.detail, /^Exact decimals are 2\.00× faster than JavaScript floats\. Target/);
    assert.ok(verdict.sentence.startsWith(verdict.headline));
  });

  it('does not take a difference between the float engines for one between the exact ones', () => {
    const results = madeResults({
      agreements: [{ engines: ['native-float', 'float'], word: 'different', firstDifference: ['a', 'b'] }],
    });
    assert.equal(verdictWith(nativeOf(0.5, 0.5, 0.51, 0.49, 0.5), { results }).icon, 'pass');
  });

  it('prints a bound finer when rounding would put it onto the target', () => {
    const verdict = verdictWith(nativeOf(1.2, 1.3, 1.25, 1.24, 1.26));
    assert.equal(verdict.target, 'met');
    const high = Number(/, \+([\d.]+)\]/.exec(verdict.overhead)?.[1]);
    assert.ok(high < 30, verdict.overhead);
  });

  it('groups thousands and keeps a target that a person typed', () => {
    const verdict = verdictWith(nativeOf(63, 64, 62, 63, 63), { targetPercent: 12.5 });
    assert.match(verdict.overhead, /^overhead \+6\u202f200 % /);
    assert.match(verdict.detail, /^Target < 12\.5 % missed\./);
  });
});

describe('A verdict among many', () => {
  /** Slower by 3 %, with a p-value near 0.015 beyond the noise floor: enough alone, and not beside many others. */
  const slightly = nativeOf(1.03, 1.05, 1.02, 1.04, 1.035);
  const others = Array.from({ length: 10 }, () => ({ p: 1, weight: 4, claims: 1 }));

  it('does not claim what is shown by one interval and not by one of many, and reports it', () => {
    assert.equal(verdictWith(slightly).word, 'slower');
    const { verdict, comparisons, claims } = measured(madeSamples([float, control, slightly]), {
      otherComparisons: others,
    });
    assert.equal(verdict.word, 'no difference shown');
    assert.match(
      verdict.detail,
      /By itself the interval would show slower; it is one of 12 claims of this report, and corrected for that it does not\./,
    );
    assert.equal(claims, 12);
    const [headline] = comparisons;
    assert.ok(headline?.claim !== null && headline?.claim !== undefined);
    assert.ok(headline.claim.p < 0.05 && headline.claim.adjustedP > 0.05);
    // The interval that is shown stays a plain one.
    assert.equal(headline.interval?.confidenceAtLook, 0.95);
    assert.ok(headline.claim.interval.confidence > 0.98);
  });

  it('says the same of a target', () => {
    const below = nativeOf(1.2, 1.24, 1.26, 1.23, 1.25);
    assert.equal(verdictWith(below).target, 'met');
    const { target, detail } = verdictWith(below, { otherComparisons: others, targetPercent: 27 });
    assert.equal(target, 'not shown');
    assert.match(detail, /not shown: by itself the interval would show it met, but not as one of 12 claims/);
  });

  it('has wider intervals when the run is checked several times', () => {
    const plain = headlineOf(measured(madeSamples([float, control, slightly])));
    const looked = headlineOf(measured(madeSamples([float, control, slightly]), { confidenceAtLook: 0.99 }));
    assert.ok(looked.interval !== null && plain.interval !== null);
    assert.ok(looked.interval.lowPercent < plain.interval.lowPercent);
    assert.ok(looked.interval.highPercent > plain.interval.highPercent);
    assert.deepEqual([looked.interval.confidence, looked.interval.confidenceAtLook], [0.95, 0.99]);
  });
});

describe('The verdict of a run under way', () => {
  const first = [
    { ...float, launches: float.launches.slice(0, 2) },
    { ...control, launches: control.launches.slice(0, 2) },
    nativeOf(0.119, 0.1191),
  ];

  it('has no interval before the second launch', () => {
    const samples = madeSamples(first).filter(({ launch }) => launch === 1);
    const verdict = measured(samples, { provisional: true }).verdict;
    assert.equal(
      verdict.headline,
      'So far: one launch is too few to compare exact decimals with JavaScript floats',
    );
    assert.equal(verdict.overhead, 'overhead about −88 %, no interval');
    assert.equal(verdict.provisional, true);
  });

  it('says what is known after two launches', () => {
    const verdict = measured(madeSamples(first), { provisional: true }).verdict;
    assert.match(verdict.headline, /^So far: .*, after 2 launches$/);
    assert.equal(verdict.icon, 'neutral');
    assert.doesNotMatch(verdict.detail, /quick look/);
  });

  it('leaves a launch out until it has as many rounds as the one before', () => {
    const samples = madeSamples(first).filter(({ launch, round }) => launch === 1 || round < 8);
    assert.equal(headlineOf(measured(samples, { provisional: true })).launches, 1);
    assert.equal(headlineOf(measured(samples)).launches, 2);
    assert.match(measured(samples).verdict.detail, /2 launches × 7 to 8 rounds\./);
  });

  it('has an answer before the first sample', () => {
    const verdict = measured([], { provisional: true }).verdict;
    assert.equal(verdict.headline, 'So far: no sample of native and float yet');
    assert.equal(verdict.target, 'not measured');
  });
});

describe('Measurements', () => {
  it('describe every engine with samples, the control behind float, and profile all but the control', () => {
    const allocations = new Map([['float', { gcShare: 0.02, allocatedBytes: 4096 }] as const]);
    const { engines } = measured(madeSamples([float, control, native(0.119, 0, 0, 0, 0, 0)]), {
      allocations,
    });
    assert.deepEqual(
      engines.map((one) => [
        one.engine,
        one.control,
        one.samples,
        one.launches,
        one.gcShare,
        one.allocatedBytes,
      ]),
      [
        ['float', false, 40, 5, 0.02, 4096],
        ['float', true, 40, 5, null, null],
        ['native', false, 40, 5, null, null],
      ],
    );
    const [first] = engines;
    assertClose(first?.nsPerBar ?? null, (first?.meanNs ?? 0) / 100, 'ns a bar');
  });

  it('take the noise floor from the control, alike whichever of the two is slower', () => {
    const there = measured(madeSamples([float, control, nativeOf(1, 1, 1, 1, 1)])).noiseFloorPercent;
    const back = measured(
      madeSamples([
        { engine: 'float', launches: control.launches },
        { engine: 'float', control: true, launches: float.launches },
        nativeOf(1, 1, 1, 1, 1),
      ]),
    ).noiseFloorPercent;
    assert.ok(there !== null && there > 0);
    assertClose(back, there, 'noise floor');
  });

  it('never claim that float differs from itself', () => {
    const far = { ...control, launches: around(2000, 0.007, 0.001, -0.003, -0.008, 0.004) };
    const { comparisons } = measured(madeSamples([float, far, nativeOf(1, 1, 1, 1, 1)]));
    assert.equal(comparisons.find(({ id }) => id === 'noise-floor')?.word, 'no difference shown');
  });
});

function headlineOf({ comparisons }: Measurements): Comparison {
  const found = comparisons.find(({ id }) => id === 'exact-against-js-float');
  assert.ok(found !== undefined);
  return found;
}
