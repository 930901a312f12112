import { strict as assert } from 'node:assert';
import type { ScenarioReport } from '../../engine/protocol/report';
import type { RunEvent } from '../../engine/protocol/run';
import { credibilityFacts, driftOf } from '../../engine/presentation/models/credibility';
import { bookkeepingFacts, divergenceTable, metricsTable } from '../../engine/presentation/models/difference';
import { formatDecimal } from '../../engine/presentation/format';
import { quantile } from '../../engine/presentation/quantile';
import { distributionModel } from '../../engine/presentation/models/distribution';
import { dateTicks, equityModel, sessionText } from '../../engine/presentation/models/equity';
import { comparisonText } from '../../engine/presentation/measurementWords';
import { overheadModel, overheadTicks } from '../../engine/presentation/models/overhead';
import {
  openedScenario,
  planDuration,
  planText,
  progressParts,
  scenarioFacts,
} from '../../engine/presentation/models/run';
import { samplesModel, samplesTable } from '../../engine/presentation/models/samples';
import { statisticsTable } from '../../engine/presentation/models/statistics';
import { toTsv } from '../../engine/presentation/models/table';
import { initialUiState, restoredUiState, toggled } from '../../webview/uiState';
import { context, runEvents, snapshotAfter } from './fixtures';

const events = runEvents();
const snapshot = snapshotAfter(events);
const scenario = scenarioOf('daily');
const planned = { launches: 5, rounds: 8 };

describe('overheads', () => {
  it('lie on an axis that is symmetric in the logarithm, and say what is off it', () => {
    const model = modelOf(scenario);
    const byId = new Map(model.rows.map((row) => [row.id, row]));
    assert.equal(byId.get('exact-against-js-float')?.offScale, null);
    assert.equal(byId.get('decimaljs-against-js-float')?.offScale, 'right');
    assert.ok(model.targetLog < model.reach);
    const ticks = overheadTicks(model.reach, 800);
    assert.deepEqual(ticks, ticks.map((tick) => -tick || 0).reverse());
    assert.ok(ticks.every((tick) => Math.abs(tick) <= model.reach));
  });

  it('put decimal.js on the axis when it is all there is', () => {
    const comparisons = (scenario.measurements?.comparisons ?? []).filter(
      ({ id }) => id === 'decimaljs-against-js-float',
    );
    const [row] = overheadModel({ comparisons, noiseFloorPercent: null }, [], 30, null).rows;
    assert.equal(row?.offScale, null);
  });

  it('leave out what an engine switch hides', () => {
    const rows = overheadModel(measuredIn(scenario), ['native'], 30, null).rows;
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['decimaljs-against-js-float', 'noise-floor'],
    );
  });

  it('show the same digits as the verdict', () => {
    const [headline] = modelOf(scenario).rows;
    assert.equal(`overhead ${headline?.text ?? ''}`, scenario.measurements?.verdict.overhead);
  });

  it('say in words, as the verdict does, that an interval is too wide, and keep their axis', () => {
    const [headline = assert.fail('not compared')] = scenario.measurements?.comparisons ?? [];
    const interval = {
      lowPercent: -100,
      highPercent: 2.9231110082071722e22,
      confidence: 0.95,
      confidenceAtLook: 0.99,
    };
    const wide = { ...headline, overheadPercent: 90.661, ratio: 1.90661, interval };
    const { rows, reach } = overheadModel({ comparisons: [wide], noiseFloorPercent: null }, [], 30, null);
    const [row = assert.fail('no row')] = rows;
    assert.equal(row.text, comparisonText(wide, 30));
    assert.deepEqual([row.lowText, row.highText], ['–', '–']);
    assert.doesNotMatch(row.help, /2[.,]92/);
    assert.ok(reach <= Math.log(1000));
  });

  it('have no interval before the second launch', () => {
    const first = snapshotAfter(events, 30).scenarios[0];
    assert.ok(first !== undefined);
    assert.ok(
      modelOf(first).rows.every(({ intervalText, low }) => intervalText === 'no interval' && low === null),
    );
  });
});

describe('samples', () => {
  it('keep room for the launches that are still to come', () => {
    const model = samplesModel(snapshotAfter(events, 40).scenarios[0]?.samples ?? [], [], planned, 600, null);
    assert.equal(model.launches, 5);
    assert.ok(model.series.every(({ points }) => points.every(({ x }) => x > 0 && x < 1)));
  });

  it('keep unit and axis while samples stay inside', () => {
    const early = samplesModel(scenario.samples.slice(0, 100), [], planned, 600, null);
    const later = samplesModel(scenario.samples.slice(0, 110), [], planned, 600, early);
    assert.equal(later.domain, early.domain);
    assert.equal(later.unit, early.unit);
  });

  it('take another unit when the first engine to answer was far slower than the others', () => {
    const slow = scenario.samples
      .filter(({ engine }) => engine === 'decimal.js')
      .map((sample) => ({ ...sample, ns: sample.ns * 10 }));
    const first = samplesModel(slow, [], planned, 600, null);
    assert.equal(first.unit.name, 's');
    assert.equal(samplesModel([...slow, ...scenario.samples], [], planned, 600, first).unit.name, 'ms');
  });

  it('are drawn thinned and listed whole', () => {
    const many = scenarioOf('daily', runEvents({ launches: 5, rounds: 500 }));
    const model = samplesModel(many.samples, [], { launches: 5, rounds: 500 }, 300, null);
    assert.equal(many.samples.length, 12_500);
    assert.ok(model.series.every(({ points }) => points.length <= 602));
    assert.equal(samplesTable(many.samples, []).rows.length, 12_500);
  });

  it('give the means of their launches', () => {
    const [series] = samplesModel(scenario.samples, [], planned, 600, null).series;
    const own = scenario.samples.filter(
      ({ engine, control, launch }) => engine === 'float' && !control && launch === 1,
    );
    const mean = own.reduce((sum, { ns }) => sum + ns, 0) / own.length / 1e6;
    assert.ok(Math.abs((series?.launchMeans[0]?.y ?? 0) - mean) < 1e-9);
  });

  it('say that there are none', () => {
    const model = samplesModel([], [], planned, 600, null);
    assert.equal(model.summary, 'No samples yet.');
    assert.deepEqual(model.series, []);
  });
});

describe('distribution', () => {
  it('has quartiles between order statistics', () => {
    assert.equal(quantile([1, 2, 3, 4], 0.25), 1.75);
    assert.equal(quantile([7], 0.75), 7);
  });

  it('counts what lies beyond the whiskers, and draws it at the edge', () => {
    const samples = scenario.samples.map((sample, index) =>
      index === 0 ? { ...sample, ns: sample.ns * 5 } : sample,
    );
    const model = distributionModel(samples, [], null);
    const box = model.boxes.find(({ engine }) => engine === samples[0]?.engine);
    assert.ok(box !== undefined && box.outliers >= 1);
    assert.ok(model.reach < 100, `reach ${model.reach}`);
    assert.ok(box.points.every(({ x }) => Math.abs(x) <= model.reach));
  });

  it('draws each sample once, and a few hundred at most', () => {
    const many = scenarioOf('daily', runEvents({ launches: 5, rounds: 400 }));
    const [box] = distributionModel(many.samples, [], null).boxes;
    assert.ok(box !== undefined);
    assert.equal(box.samples, 2000);
    assert.ok(box.points.length <= 600);
    assert.equal(new Set(box.points.map(({ sample }) => sample)).size, box.points.length);
  });
});

describe('equity', () => {
  it('marks the session of the first difference', () => {
    const model = equityModel(scenario, false, false, 2000);
    assert.equal(model.dates[model.divergence ?? -1], '2024-08-13');
  });

  it('shows a difference only when both sides are shown', () => {
    assert.deepEqual(equityModel(scenario, true, false, 2000).difference, []);
    assert.equal(equityModel(scenario, true, false, 2000).exact.length, 252);
  });

  it('has exact texts behind its points', () => {
    const text = sessionText(scenario, 251);
    const exact = scenario.results?.equity.exact?.at(-1) ?? '';
    assert.ok(text.includes(`exact ${formatDecimal(exact)}`), text);
  });

  it('labels its axis with dates that fit', () => {
    const dates = scenario.results?.equity.dates ?? [];
    const ticks = dateTicks(dates, 400);
    assert.ok(ticks.length >= 2 && ticks.length <= 6);
    assert.equal(ticks[0]?.label, '2024-01');
  });

  it('bears a run without sessions', () => {
    const none = { ...scenario, results: null };
    assert.equal(equityModel(none, false, false, 400).summary, 'No session has been traded.');
  });
});

describe('the table of engines', () => {
  it('has one unit down every column of times, and a row for the control', () => {
    const table = statisticsTable(scenario, []);
    assert.deepEqual(
      table.columns.slice(1, 5).map(({ title }) => title),
      ['median, ms', 'mean ± sd, ms', 'min, ms', 'max, ms'],
    );
    assert.deepEqual(
      table.rows.map(({ key }) => key),
      ['float', 'float (control)', 'decimal.js', 'native', 'native-float'],
    );
  });

  it('gives every figure a hover with the number of its samples', () => {
    const [float] = statisticsTable(scenario, []).rows;
    assert.ok(float !== undefined);
    assert.ok(float.cells.every(({ help }) => help !== null));
    assert.match(float.cells[1]?.help ?? '', /From 40 samples in 5 launches\./);
  });

  it('is copied with unrounded values', () => {
    const tsv = toTsv(statisticsTable(scenario, []), undefined).split('\n');
    const median = scenario.measurements?.engines[0]?.medianNs ?? 0;
    assert.equal(tsv[1]?.split('\t')[1], String(median / 1e6));
  });
});

describe('what floats did', () => {
  it('shows both means and both decisions at the first difference', () => {
    const first = scenario.results?.floatEffect?.first;
    assert.ok(first !== undefined && first !== null);
    assert.equal(
      toTsv(divergenceTable(first), undefined),
      [
        'At this bar\tnative\tfloat',
        'mean of 50\t48.2164\t48.21640000000001',
        'mean of 200\t48.2164\t48.2164',
        'decision\tunchanged\tlong',
      ].join('\n'),
    );
  });

  it('names metrics in words and warns of a residual', () => {
    const results = scenario.results;
    assert.ok(results !== null);
    assert.equal(metricsTable(results)?.rows[1]?.cells[0]?.text, 'Final equity');
    const facts = bookkeepingFacts(results);
    assert.deepEqual(
      facts.filter(({ warning }) => warning).map(({ label }) => label),
      ['conservation, float', 'conservation, native-float'],
    );
  });
});

describe('credibility', () => {
  it('shows the noise floor in the digits of the verdict', () => {
    const floor = credibilityFacts(snapshot, scenario).find(({ label }) => label === 'noise floor');
    assert.ok(floor !== undefined);
    assert.ok(
      scenario.measurements?.verdict.detail.includes(`Noise floor of this run ${floor.text}.`),
      floor.text,
    );
  });

  it('finds the engine that drifted most', () => {
    const slowed = scenario.samples.map((sample) =>
      sample.engine === 'native' && sample.launch === 5 ? { ...sample, ns: sample.ns * 2 } : sample,
    );
    const drift = driftOf(slowed);
    assert.equal(drift?.engine, 'native');
    assert.ok(Math.abs(drift.percent - 100) < 10);
    assert.equal(driftOf(scenario.samples.filter(({ launch }) => launch === 1)), null);
  });
});

describe('the head', () => {
  it('says what was run, and what Run would do', () => {
    assert.deepEqual(scenarioFacts(scenario), ['10 symbols', '252 sessions', '122 fills', '6 exact ties']);
    assert.equal(planDuration(context), 'Takes about 20 seconds.');
    assert.match(
      planText(context),
      /^Runs Daily with float, decimal\.js, native and native-float: 40 samples/,
    );
  });

  it('opens the chosen scenario, or the first when the chosen one is not there', () => {
    assert.equal(openedScenario(snapshot, 'hourly')?.head.key, 'daily');
    assert.equal(
      openedScenario(snapshotAfter(runEvents({ scenarios: ['daily', 'hourly'] })), 'hourly')?.head.key,
      'hourly',
    );
  });

  it('tells progress in order, and leaves out what is not known', () => {
    const progress = {
      fraction: 0,
      activity: 'starting engines',
      scenario: null,
      launch: 0,
      launches: 5,
      round: 0,
      rounds: 8,
      etaSeconds: null,
      halfWidthPercent: null,
    };
    assert.deepEqual(progressParts(progress), ['starting engines']);
    assert.deepEqual(
      progressParts({ ...progress, launch: 3, round: 5, etaSeconds: 6, halfWidthPercent: 1.1 }),
      ['launch 3 of 5', 'round 5 of 8', 'interval ±1.1 %', 'about 6 s left'],
    );
    assert.deepEqual(progressParts({ ...progress, launch: 2, halfWidthPercent: 1.4e22 }), [
      'launch 2 of 5',
      'interval still wide',
    ]);
  });
});

describe('kept state', () => {
  it('comes back, and gives way to the initial one when it is not understood', () => {
    const kept = { ...initialUiState, scenario: 'minute' };
    assert.deepEqual(restoredUiState(structuredClone(kept)), kept);
    assert.equal(restoredUiState({ scenario: 5 }), initialUiState);
    assert.equal(restoredUiState(undefined), initialUiState);
  });

  it('toggles', () => {
    assert.deepEqual(toggled(['a'], 'b'), ['a', 'b']);
    assert.deepEqual(toggled(['a', 'b'], 'a'), ['b']);
  });
});

function scenarioOf(key: string, from: readonly RunEvent[] = events): ScenarioReport {
  const found = snapshotAfter(from).scenarios.find(({ head }) => head.key === key);
  assert.ok(found !== undefined);
  return found;
}

function measuredIn({ measurements }: ScenarioReport) {
  return measurements ?? assert.fail('not measured');
}

function modelOf(report: ScenarioReport) {
  return overheadModel(measuredIn(report), [], 30, null);
}
