import { strict as assert } from 'node:assert';
import type { TrendScenario } from '../../engine/protocol/trend';
import { runText, trendModel } from '../../engine/presentation/models/trend';
import { runTicks, trendTable } from '../../engine/presentation/models/trendTable';
import { figureText, latestText, trendSentences } from '../../engine/presentation/models/trendWords';
import { madeRun } from '../engine/benchmark/trend/madeRuns';
import { onlyScenario, otherCpu, ownBaseline, runsOfTwoMachines, trendOfRuns } from './trendFixture';

const locale = 'en';
const two = onlyScenario(trendOfRuns(runsOfTwoMachines, ownBaseline));
const single = onlyScenario(trendOfRuns([madeRun(0, { native: 1 })], null));

describe('the model of the trend', () => {
  it('places runs in their order, with room when the machine changes', () => {
    const { runs, segments } = trendModel(two, 'time', locale);
    assert.equal(runs.length, 34);
    const places = runs.map(({ x }) => x);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    assert.equal(segments.length, 2);
    const [first, second] = segments;
    assert.ok((second?.from ?? 0) - (first?.to ?? 0) > 1);
    assert.equal(first?.break, null);
    assert.equal(second?.break?.label, 'other machine');
    assert.ok(first.to < second.break.x && second.break.x < second.from);
    for (const { x, segment } of runs) assert.ok(x >= segment.from && x <= segment.to);
  });

  it('draws the baseline and its thresholds beside the runs of their machine alone', () => {
    const { segments, domain, logarithmic } = trendModel(two, 'time', locale);
    assert.equal(logarithmic, false);
    assert.equal(segments[0]?.baseline, null);
    const { value = NaN, warning = NaN, failure } = segments[1]?.baseline ?? {};
    assert.deepEqual(
      [warning / value, (failure ?? NaN) / value].map((each) => each.toFixed(6)),
      ['1.050000', '1.200000'],
    );
    for (const line of [value, warning, failure ?? NaN]) assert.ok(line > domain[0] && line < domain[1]);
    // A ratio to another machine's baseline can warn, and has no line at which it fails.
    const ratio = trendModel(two, 'ratio', locale);
    assert.equal(ratio.segments[0]?.baseline?.failure, null);
    assert.equal(typeof ratio.segments[1]?.baseline?.failure, 'number');
  });

  it('marks the change between its runs, and says it in words with its interval and both runs', () => {
    const { changes, runs } = trendModel(two, 'time', locale);
    const [change, ...more] = changes;
    assert.deepEqual(more, []);
    assert.match(change?.label ?? '', /^1\d % slower$/);
    const [said, broken] = trendSentences(two, 'time', locale);
    assert.equal(said?.kind, 'slower');
    assert.match(
      said.text,
      /^native became 1\d % slower between the runs of .* and .*, interval \[\+\d+, \+\d+\]\.$/,
    );
    const [before, after] = said.runs.map(
      ({ run }) => runs.find((placed) => placed.run.run === run)?.x ?? NaN,
    );
    assert.ok((before ?? NaN) < (change?.x ?? NaN) && (change?.x ?? NaN) < (after ?? NaN));
    assert.equal(broken?.kind, 'break');
    assert.match(
      broken.text,
      /another processor \(AMD EPYC 7763 .*, before Intel.*\), 2 cores in place of 12\./,
    );
  });

  it('says a change of the ratio as one of the ratio', () => {
    assert.match(trendSentences(two, 'ratio', locale)[0]?.text ?? '', /^native against float became/);
  });

  it('says the latest figure, and how far it is from the baseline', () => {
    assert.match(
      latestText(two, 'time', locale),
      /^Latest: \d+ ns a bar \[\d+, \d+\], \+\d+\.\d % against the baseline, recorded/,
    );
    assert.match(
      latestText(single, 'time', locale),
      /No baseline is recorded for this machine and these data\.$/,
    );
  });

  it('says when there is one run, and when nothing is shown', () => {
    assert.match(trendSentences(single, 'time', locale)[0]?.text ?? '', /^Only one run so far/);
    const quiet = onlyScenario(
      trendOfRuns(
        [0, 1, 2].map((hours) => madeRun(hours, { native: 1 })),
        null,
      ),
    );
    assert.equal(trendSentences(quiet, 'time', locale)[0]?.text, 'No lasting change is shown in 3 runs.');
  });

  it('tells many breaks in one sentence, and marks a change in the segment of the run after it', () => {
    const runs = runsOfTwoMachines.slice(12).flatMap((run, index) => {
      const { report } = run.event;
      const machine = { ...report.machine, cpu: otherCpu };
      const other = madeRun(220 + index * 21 + 1, { native: 1.3, report: { machine } });
      return index % 7 === 0 ? [run, other] : [run];
    });
    const scenario = onlyScenario(trendOfRuns(runs, ownBaseline));
    const sentences = trendSentences(scenario, 'time', locale);
    assert.deepEqual(
      sentences.map(({ kind }) => kind),
      ['slower', 'break'],
    );
    assert.equal(sentences[0]?.runs.length, 2);
    assert.match(sentences[1]?.text ?? '', /^7 breaks\. The latest: A break at the run of/);
    const { changes, segments, runs: placed } = trendModel(scenario, 'time', locale);
    const after = placed.find(({ run }) => run.run === sentences[0]?.runs[1]?.run);
    const [change] = changes;
    assert.ok(change !== undefined && after !== undefined && segments.includes(after.segment));
    assert.ok(change.x < after.x && change.x >= after.segment.from - 0.5);
  });

  it('has a logarithmic axis when machines are far apart, and a place for one run', () => {
    const far = [
      madeRun(0, { native: 1 }),
      madeRun(1, { native: 9, head: { parameters: otherParameters() } }),
    ];
    assert.equal(trendModel(onlyScenario(trendOfRuns(far, null)), 'time', locale).logarithmic, true);
    const { domain } = trendModel(single, 'time', locale);
    assert.ok(domain[0] < domain[1]);
  });

  it('cuts intervals that would leave no room for the figures', () => {
    const wide = structuredClone(two);
    const point = wide.segments[1]?.points[0];
    if (point?.time !== null && point?.time !== undefined) point.time = { ...point.time, low: 1, high: 1e6 };
    const { domain } = trendModel(wide, 'time', locale);
    const plain = trendModel(two, 'time', locale).domain;
    assert.ok(domain[1] - domain[0] < 2.5 * (plain[1] - plain[0]));
  });

  it('draws a quick look that is far away at the edge, and reports it; a counted run is always in sight', () => {
    const far = structuredClone(two);
    const points = far.segments[1]?.points ?? [];
    for (const [index, factor] of [
      [3, 50],
      [10, 0.02],
    ] as const) {
      const point = points[index];
      if (point?.time === null || point?.time === undefined) throw new Error('a run has a time');
      assert.equal(point.quickLook, true);
      point.time = { value: point.time.value * factor, low: null, high: null };
    }
    const model = trendModel(far, 'time', locale);
    const off = model.runs.filter(({ offScale }) => offScale !== null);
    assert.deepEqual(
      off.map(({ offScale, y }) => [offScale, y]),
      [
        ['above', model.domain[1]],
        ['below', model.domain[0]],
      ],
    );
    assert.ok(model.domain[1] - model.domain[0] < 2.5 * (far.segments[1]?.time.baseline?.value ?? 0));
    const [above] = off;
    assert.ok(above !== undefined);
    assert.match(
      runText(above, model, false, locale),
      /^native: 11\u202f\d{3} ns .*\n.*it lies above .*\n\+4\u202f\d{3} % against/s,
    );
  });

  it('shows two digits of a figure at least, and says where its interval is too wide to show', () => {
    const [point] = single.segments[0]?.points ?? [];
    assert.ok(point !== undefined);
    const unit = { name: 'ns a bar', size: 1 };
    const text = (value: number, low: number, high: number) =>
      figureText({ ...point, time: { value, low, high } }, 'time', unit);
    assert.equal(text(13.6, 0.2, 800), '14 ns a bar (interval too wide to show)');
    assert.equal(text(13.6, 5, 40), '14 ns a bar [5, 40]');
    assert.equal(text(13.62, 13.55, 13.71), '13.62 ns a bar [13.55, 13.71]');
    assert.equal(text(0.00412, 0.002, 0.009), '0.0041 ns a bar [0.0020, 0.0090]');
  });

  it('describes a run with its figure, its machine, and where it leads', () => {
    const model = trendModel(two, 'time', locale);
    const [quick] = model.runs.filter(({ run }) => run.quickLook);
    assert.ok(quick !== undefined);
    const text = runText(quick, model, false, locale);
    assert.match(
      text,
      /^native: \d+ ns a bar \[\d+, \d+\]\n.* 5 launches · version 0\.1\.0 · quick look, not counted for changes\nAMD EPYC/,
    );
    assert.match(text, /% against the baseline\.\nEnter or click opens this run\.$/);
    assert.match(runText(quick, model, true, locale), /This run is shown in the panel\.$/);
  });

  it('labels few enough runs, by their days, or by their hours within a day', () => {
    const ticks = runTicks(trendModel(two, 'time', locale), 800, locale);
    assert.ok(ticks.length >= 3 && ticks.length <= 10);
    assert.match(ticks[0]?.label ?? '', /Oct/);
    const day = onlyScenario(
      trendOfRuns(
        [0, 1, 2].map((hours) => madeRun(hours, { native: 1 })),
        null,
      ),
    );
    assert.match(runTicks(trendModel(day, 'time', locale), 800, locale)[0]?.label ?? '', /:30/);
  });

  it('has every run in its table, with what changed', () => {
    const { rows, columns } = trendTable(two, locale);
    assert.equal(rows.length, 34);
    const change = columns.findIndex(({ id }) => id === 'change');
    const told = rows
      .map(({ cells }) => cells[change]?.text ?? '')
      .filter((text) => text !== '' && text !== 'quick look');
    assert.deepEqual(told, ['break', 'time slower, ratio slower']);
    const machine = columns.findIndex(({ id }) => id === 'machine');
    assert.equal(rows[0]?.cells[machine]?.text, otherCpu);
    for (const { cells } of rows) assert.equal(cells.length, columns.length);
  });

  it('leaves out runs that lack a figure, and draws no segment without one', () => {
    const lacking: TrendScenario = structuredClone(two);
    for (const point of lacking.segments[0]?.points ?? []) point.ratio = null;
    const { segments, runs } = trendModel(lacking, 'ratio', locale);
    assert.deepEqual([segments.length, runs.length, segments[0]?.from], [1, 22, 0]);
    assert.equal(segments[0]?.break, null);
  });
});

function otherParameters() {
  const [scenario] = madeRun(0, { native: 1 }).event.report.scenarios;
  if (scenario === undefined) throw new Error('a run has a scenario');
  return { ...scenario.head.parameters, capital: '5' };
}
