import { strict as assert } from 'node:assert';
import { fingerprintOf } from '../../../../engine/benchmark/baseline/machineFingerprint';
import { recorded, emptyBaseline } from '../../../../engine/benchmark/baseline/record';
import { check, ProtocolError } from '../../../../engine/protocol/check';
import { defaultThresholds } from '../../../../engine/protocol/baseline';
import { Trend } from '../../../../engine/protocol/trend';
import type { StoredRun } from '../../../../engine/protocol/storedRun';
import { reportIn, summariesOf, type ScenarioSummary } from '../../../../engine/benchmark/trend/runSummary';
import { trendOf } from '../../../../engine/benchmark/trend/trend';
import { assertClose } from '../statistics/assertClose';
import { factors, madeRun, nameOf } from './madeRuns';

const [own] = [madeRun(0, { native: 1 }).event.report];
const otherMachine = { ...own.machine, cpu: 'Example CPU @ 3.00GHz', cores: 8 };
const baseline = recorded(emptyBaseline, own, null);

function summaries(runs: readonly StoredRun[]): ScenarioSummary[] {
  return runs.flatMap((run) => summariesOf(nameOf(run.event.report.startedAt), reportIn(run)));
}

function only(runs: readonly StoredRun[], held = baseline, thresholds = defaultThresholds) {
  const trend = trendOf(summaries(runs), held, thresholds);
  check(Trend, { ...trend, leftOut: [] }, 'trend');
  const [scenario, ...more] = trend.scenarios;
  assert.ok(scenario !== undefined);
  assert.deepEqual(more, []);
  return scenario;
}

const slower = factors(24, 0.01, 15, 1.12).map((native, index) => madeRun(index, { native }));

describe('the trend of a scenario', () => {
  it('has one segment when machine and work stay the same, in the order of time', () => {
    const { key, engine, segments } = only(slower.toReversed());
    assert.deepEqual([key, engine, segments.length], ['daily', 'native', 1]);
    const times = segments[0]?.points.map(({ startedAt }) => startedAt) ?? [];
    assert.equal(times.length, 24);
    assert.deepEqual(times, times.toSorted());
    assert.deepEqual(segments[0]?.differs, []);
  });

  it('gives each run its time a bar and its ratio, with the intervals of the report', () => {
    const point = only([madeRun(0, { native: 1 })]).segments[0]?.points[0];
    const { samples, head, measurements } = own.scenarios[0] ?? assert.fail();
    const times = samples.filter(({ engine }) => engine === 'native').map(({ ns }) => ns / head.data.bars);
    const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
    assertClose(point?.time?.value ?? null, mean, 'time a bar', 1e-3);
    assert.ok((point?.time?.low ?? NaN) < mean && (point?.time?.high ?? NaN) > mean);
    const headline = measurements?.comparisons.find(({ id }) => id === 'exact-against-js-float');
    assertClose(point?.ratio?.value ?? null, headline?.ratio ?? NaN, 'ratio', 1e-9);
    assertClose(point?.ratio?.low ?? null, 1 + (headline?.interval?.lowPercent ?? NaN) / 100, 'low end');
  });

  it('computes what it shows from the samples, whatever a report concluded from them', () => {
    const run = madeRun(0, { native: 1 });
    const forged = madeRun(0, {
      native: 1,
      report: {
        quickLook: !run.event.report.quickLook,
        scenarios: run.event.report.scenarios.map((scenario) => ({
          ...scenario,
          head: { ...scenario.head, title: 'Forged' },
          measurements: scenario.measurements && {
            ...scenario.measurements,
            comparisons: scenario.measurements.comparisons.map((comparison) => ({
              ...comparison,
              ratio: comparison.ratio * 2,
              interval: comparison.interval && { ...comparison.interval, lowPercent: -99, highPercent: 99 },
            })),
          },
        })),
      },
    });
    assert.deepEqual(only([forged]), only([run]));
  });

  it('refuses times and launches that no run measures', () => {
    for (const change of [{ ns: 0 }, { ns: -1 }, { ns: Infinity }, { launch: 0 }, { launch: 1.5 }]) {
      const run = madeRun(0, { native: 1 });
      const [sample] = run.event.report.scenarios[0]?.samples ?? [];
      assert.ok(sample !== undefined);
      Object.assign(sample, change);
      assert.throws(() => summaries([run]), ProtocolError, JSON.stringify(change));
    }
  });

  it('names the field of a damaged run, and what it must be', () => {
    const run = madeRun(0, { native: 1 });
    Object.assign(run.event.report.machine, { cores: 'two' });
    assert.throws(
      () => summaries([run]),
      /^ProtocolError: stored run: event\.report\.machine\.cores must be number, got "two"$/,
    );
    assert.throws(
      () => reportIn({ ...run.event.report, machine: 5 }),
      /^ProtocolError: report: machine must be Object, got 5$/,
    );
    assert.throws(
      () => reportIn({ kind: 'decimal-benchmark-report' }),
      /^ProtocolError: report: startedAt is missing$/,
    );
  });

  it('refuses a start that is no time, and a scenario without bars', () => {
    const strange = madeRun(0, { native: 1 });
    Object.assign(strange.event.report, { startedAt: 'yesterday' });
    assert.throws(() => summaries([strange]), ProtocolError);
    const empty = madeRun(0, { native: 1 });
    Object.assign(empty.event.report.scenarios[0]?.head.data ?? {}, { bars: 0 });
    assert.throws(() => summaries([empty]), ProtocolError);
  });

  it('breaks at another machine, and again when the first comes back', () => {
    const runs = [0, 1, 2, 3].map((hours) =>
      madeRun(hours, { native: 1, report: hours === 2 ? { machine: otherMachine } : {} }),
    );
    const { segments } = only(runs);
    assert.deepEqual(
      segments.map(({ points, differs, machine }) => [points.length, differs, machine.cores]),
      [
        [2, [], 2],
        [1, ['cpu', 'cores'], 8],
        [1, ['cpu', 'cores'], 2],
      ],
    );
  });

  it('breaks at another runtime, other data, parameters and storage, and not at another version', () => {
    const { data, parameters } = own.scenarios[0]?.head ?? assert.fail();
    const changes: [string[], Parameters<typeof madeRun>[1]][] = [
      [['v8'], { native: 1, report: { versions: { ...own.versions, v8: '13.6.1' } } }],
      [['runtime'], { native: 1, report: { versions: { ...own.versions, runtime: 'electron' } } }],
      [['data'], { native: 1, head: { data: { ...data, digest: 'other' } } }],
      [['parameters'], { native: 1, head: { parameters: { ...parameters, capital: '5' } } }],
      [['storage'], { native: 1, report: { options: { ...own.options, storage: 'i128' } } }],
    ];
    for (const [differs, change] of changes) {
      const { segments } = only([madeRun(0, { native: 1 }), madeRun(1, change)]);
      assert.deepEqual(segments[1]?.differs, differs);
    }
    const version = { versions: { ...own.versions, product: '9.9.9', runtimeVersion: '20.99.0' } };
    assert.equal(
      only([madeRun(0, { native: 1 }), madeRun(1, { native: 1, report: version })]).segments.length,
      1,
    );
  });

  it('reports a change between the runs on either side of it, with its interval, for both measures', () => {
    const [segment] = only(slower).segments;
    for (const measure of ['time', 'ratio'] as const) {
      const [change, ...more] = segment?.[measure].changes ?? [];
      assert.deepEqual(more, []);
      assert.equal(change?.before, nameOf(slower[14]?.event.report.startedAt ?? ''));
      assert.equal(change.after, nameOf(slower[15]?.event.report.startedAt ?? ''));
      assert.ok(
        change.lowPercent > 9 && change.percent > 10 && change.highPercent < 15,
        JSON.stringify(change),
      );
    }
  });

  it('does not look for changes across machines', () => {
    const runs = slower.map((run, index) =>
      index < 15
        ? run
        : { ...run, event: { ...run.event, report: { ...run.event.report, machine: otherMachine } } },
    );
    const { segments } = only(runs);
    assert.deepEqual(
      segments.map(({ points, time }) => [points.length, time.changes.length]),
      [
        [15, 0],
        [9, 0],
      ],
    );
  });

  it('reports a change also when runs of another machine stand between', () => {
    const runs = slower.flatMap((run, index) =>
      index % 3 === 0 ? [run, madeRun(index + 0.5, { native: 2, report: { machine: otherMachine } })] : [run],
    );
    const { segments } = only(runs);
    assert.equal(segments.length, 17);
    const changes = segments.flatMap(({ points, time }) =>
      time.changes.map((change) => ({ ...change, isHere: points.some(({ run }) => run === change.after) })),
    );
    assert.equal(changes.length, 1);
    assert.equal(changes[0]?.before, nameOf(slower[14]?.event.report.startedAt ?? ''));
    assert.equal(changes[0].after, nameOf(slower[15]?.event.report.startedAt ?? ''));
    assert.equal(changes[0].isHere, true);
  });

  it('shows quick looks and partial runs, and does not count them for changes', () => {
    const quick = factors(24, 0.01, 15, 1.12).map((native, index) =>
      madeRun(index, {
        native,
        report: index % 2 === 0 ? { options: { ...own.options, launches: 4 } } : { partial: 'cancelled' },
      }),
    );
    const [segment] = only(quick).segments;
    assert.equal(segment?.points.length, 24);
    assert.deepEqual(segment.time.changes, []);
    assert.deepEqual([segment.points[0]?.quickLook, segment.points[1]?.partial], [true, true]);
  });

  it('has nothing of a run without an exact engine, and takes decimal.js when there is no native', () => {
    const without = (engines: readonly string[]): StoredRun => {
      const run = madeRun(0, { native: 1 });
      const scenarios = run.event.report.scenarios.map((scenario) => ({
        ...scenario,
        samples: scenario.samples.filter(({ engine }) => !engines.includes(engine)),
      }));
      return { ...run, event: { ...run.event, report: { ...run.event.report, scenarios } } };
    };
    assert.deepEqual(
      trendOf(summaries([without(['native', 'decimal.js'])]), baseline, defaultThresholds).scenarios,
      [],
    );
    assert.equal(only([without(['native'])]).engine, 'decimal.js');
  });
});

describe('the baseline beside a trend', () => {
  it('is the time of the same machine, with its thresholds', () => {
    const { time, points } = only([madeRun(0, { native: 1 })]).segments[0] ?? assert.fail();
    assertClose(time.baseline?.value ?? null, points[0]?.time?.value ?? NaN, 'value', 1e-5);
    assertClose(time.baseline?.warning ?? null, (time.baseline?.value ?? NaN) * 1.05, 'warning');
    assertClose(time.baseline?.failure ?? null, (time.baseline?.value ?? NaN) * 1.2, 'failure');
    assert.equal(time.baseline?.otherMachine, null);
  });

  it('has the thresholds of its file before those of the settings', () => {
    const own = { ...baseline, thresholds: { daily: { warningPercent: 2, failurePercent: 4 } } };
    const given = { warningPercent: 7, failurePercent: 9 };
    assert.deepEqual(only([madeRun(0, { native: 1 })], own, given).thresholds, own.thresholds.daily);
    const { thresholds, segments } = only([madeRun(0, { native: 1 })], baseline, given);
    assert.deepEqual(thresholds, given);
    const { value = NaN, warning = NaN } = segments[0]?.time.baseline ?? {};
    assertClose(warning / value, 1.07, 'warning');
  });

  it('of another machine is held beside ratios only, and can only warn', () => {
    const { time, ratio, machine } =
      only([madeRun(0, { native: 1, report: { machine: otherMachine } })]).segments[0] ?? assert.fail();
    assert.deepEqual(machine, fingerprintOf(otherMachine, own.versions));
    assert.equal(time.baseline, null);
    assert.equal(ratio.baseline?.failure, null);
    assert.match(ratio.baseline.otherMachine ?? '', /AMD EPYC 7763/);
    const headline = own.scenarios[0]?.measurements?.comparisons.find(
      ({ numerator }) => numerator === 'native',
    );
    assertClose(ratio.baseline.value, headline?.ratio ?? NaN, 'ratio', 1e-3);
  });

  it('is none of other data, parameters or storage, and none when there is no file', () => {
    const { data } = own.scenarios[0]?.head ?? assert.fail();
    const others: Parameters<typeof madeRun>[1][] = [
      { native: 1, head: { data: { ...data, digest: 'other' } } },
      { native: 1, head: { scenario: null, key: 'file' } },
      { native: 1, report: { options: { ...own.options, storage: 'i128' } } },
    ];
    for (const other of others) {
      const [segment] = only([madeRun(0, other)]).segments;
      assert.deepEqual([segment?.time.baseline, segment?.ratio.baseline], [null, null]);
    }
    const { scenarios } = trendOf(summaries([madeRun(0, { native: 1 })]), null, defaultThresholds);
    assert.equal(scenarios[0]?.segments[0]?.time.baseline, null);
  });
});
