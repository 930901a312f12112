import { strict as assert } from 'node:assert';
import { EngineError } from '../../../../engine/platform/errors';
import { markdownReport } from '../../../../engine/benchmark/report/markdown';
import { storedRunOf } from '../../../../engine/benchmark/report/storedRun';
import { consistentRun } from '../trend/madeRuns';

describe('a stored run', () => {
  const run = consistentRun(0, { native: 1 });

  it('is read with its Markdown and charts made from the report', () => {
    const forged = { ...run, event: { ...run.event, markdown: '[x](command:y)', charts: { '../x': 'y' } } };
    const { event, inputs } = storedRunOf(JSON.parse(JSON.stringify(forged)), 'run.json');
    assert.deepEqual(inputs, run.inputs);
    assert.deepEqual(event.report, run.event.report);
    assert.equal(event.markdown, markdownReport(run.event.report));
    assert.deepEqual(
      Object.keys(event.charts).filter((name) => name.includes('/')),
      [],
    );
    assert.notEqual(Object.keys(event.charts).length, 0);
  });

  it('is refused with the field when its report contradicts itself', () => {
    const { report } = run.event;
    const [scenario] = report.scenarios;
    assert.ok(scenario?.measurements !== undefined && scenario.measurements !== null);
    const { measurements, head } = scenario;
    const verdict = { ...measurements.verdict, headline: 'Exact decimals were 99 times faster' };
    const forged = [
      [{ ...report, sentence: 'Everything is faster' }, /: sentence is/],
      [
        { ...report, scenarios: [{ ...scenario, measurements: { ...measurements, verdict } }] },
        /: scenarios\[0\]\.measurements\.verdict\.headline is/,
      ],
      [
        { ...report, scenarios: [{ ...scenario, samples: scenario.samples.slice(5) }] },
        /: scenarios\[0\]\.samples has \d+ of float, and the options plan 40 in 5 launches/,
      ],
      [{ ...report, options: { ...report.options, runs: 400 } }, /the options plan 400 in 5 launches/],
      [
        { ...report, options: { ...report.options, launches: 4 } },
        /launch is 5, and the options plan 4 launches/,
      ],
      [
        { ...report, scenarios: [{ ...scenario, head: { ...head, data: { ...head.data, sessions: 7 } } }] },
        /: scenarios\[0\]\.results\.equity\.dates has \d+ dates, and the data have 7 sessions/,
      ],
    ] as const;
    for (const [changed, field] of forged) {
      const stored: unknown = JSON.parse(
        JSON.stringify({ ...run, event: { ...run.event, report: changed } }),
      );
      assert.throws(
        () => storedRunOf(stored, 'run.json'),
        (error) => {
          assert.ok(error instanceof EngineError, String(error));
          assert.match(error.message, field);
          assert.equal(error.code, 'bad-input');
          return true;
        },
      );
    }
  });
});
