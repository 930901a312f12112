/** Every field of a report, tampered one by one: it is refused, or holds base data, which no other figure of the report tells. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { machineWarnings } from '../../../../engine/benchmark/measuring/machine';
import { EngineError } from '../../../../engine/platform/errors';
import type { Report } from '../../../../engine/protocol/report';
import { derived } from '../../../../engine/benchmark/report/derived';
import { markdownReport } from '../../../../engine/benchmark/report/markdown';
import { readReport, reportOf } from '../../../../engine/benchmark/report/read';
import { sampleDiagnostics } from '../../../../engine/benchmark/verdict/sampleDiagnostics';
import { uniformNumbers } from '../statistics/seeded';

const folder = path.join(__dirname, '../../../../docs');

/** The base data that the guide lists: `*` stands for one step, `**` for any. */
const guide = readFileSync(path.join(folder, 'benchmark-guide.md'), 'utf8');
const listed = /<!-- base fields -->([^]*?)<!-- \/base fields -->/.exec(guide)?.[1] ?? '';
const baseFields = [...listed.matchAll(/`([\w.*]+)`/g)].map(([, field = '']) => {
  const steps = field.split('.').map((step) => ({ '*': '[^.]+', '**': '.+' })[step] ?? step);
  return new RegExp(`^${steps.join('\\.')}$`);
});

const markup = '[x](https://evil.example)<img src=x> ![y](https://evil.example) `z`';

/** The published report, cut to two launches and three sessions of one scenario. */
async function smallReport(): Promise<Report> {
  const report = await readReport(path.join(folder, 'performance/report.json'));
  const [scenario] = report.scenarios;
  assert.ok(scenario !== undefined && scenario.results !== null);
  const { dates, exact, float, difference } = scenario.results.equity;
  const last = <T>(values: readonly T[] | null) => values?.slice(-3) ?? null;
  const samples = scenario.samples.filter(({ launch, round }) => launch <= 2 && round <= 3);
  const machine = { ...report.machine, onBattery: true };
  const { head } = scenario;
  return derived({
    ...report,
    machine,
    warnings: [...machineWarnings(machine), 'slowed down'],
    options: {
      ...report.options,
      work: { kind: 'scenarios', names: ['daily'] },
      launches: 2,
      runs: 6,
      precision: { percent: 30, maxSeconds: 600 },
    },
    scenarios: [
      {
        ...scenario,
        head: { ...head, data: { ...head.data, sessions: 3 } },
        warnings: [...sampleDiagnostics(samples, report.options.engines), 'odd bars'],
        samples,
        results: {
          ...scenario.results,
          equity: {
            dates: dates.slice(-3),
            exact: last(exact),
            float: last(float),
            difference: last(difference),
          },
        },
      },
    ],
  });
}

/** Leaves of each kind of field; all of them with `DECIMAL_BENCHMARK_EVERY_FIELD=1`. */
const leavesOfAKind = process.env['DECIMAL_BENCHMARK_EVERY_FIELD'] === '1' ? Infinity : 1;

/** Some leaves of every kind: those whose paths differ only in places of lists are of one kind. */
function sampleOf(leaves: readonly Path[]): Path[] {
  const random = uniformNumbers(7);
  const kinds = new Map<string, Path[]>();
  for (const leaf of leaves) {
    const kind = leaf.filter((step) => typeof step === 'string').join('.');
    kinds.set(kind, [...(kinds.get(kind) ?? []), leaf]);
  }
  return [...kinds.values()].flatMap((all) =>
    leavesOfAKind >= all.length
      ? all
      : Array.from({ length: leavesOfAKind }, () => all[Math.floor(random() * all.length)] ?? []),
  );
}

type Path = readonly (string | number)[];

function leavesOf(data: unknown, at: Path = []): Path[] {
  if (typeof data !== 'object' || data === null) return [at];
  const entries: [string | number, unknown][] = Array.isArray(data)
    ? [...data.entries()]
    : Object.entries(data);
  return entries.flatMap(([key, value]) => leavesOf(value, [...at, key]));
}

const removed = Symbol('removed');

function replaced(data: unknown, [key, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(data);
  if (Array.isArray(data)) {
    const items: unknown[] = data;
    return items.flatMap((item, index) => {
      if (index !== key) return [item];
      const value = replaced(item, rest, change);
      return value === removed ? [] : [value];
    });
  }
  assert.ok(typeof data === 'object' && data !== null);
  return Object.fromEntries(
    Object.entries(data)
      .map(([name, item]): [string, unknown] => [name, name === key ? replaced(item, rest, change) : item])
      .filter(([, item]) => item !== removed),
  );
}

const changes: readonly [what: string, change: (value: unknown) => unknown][] = [
  ['other text', (value) => (typeof value === 'string' ? markup : value)],
  ['longer text', (value) => (typeof value === 'string' ? `${value} ` : value)],
  [
    'another digit',
    (value) =>
      typeof value === 'string' ? value.replace(/\d/, (digit) => `${(Number(digit) + 1) % 10}`) : value,
  ],
  ['another number', (value) => (typeof value === 'number' ? value * 1.25 + 1 : value)],
  ['the other sign', (value) => (typeof value === 'number' ? -value - 1 : value)],
  ['zero', (value) => (typeof value === 'number' ? 0 : value)],
  ['the other boolean', (value) => (typeof value === 'boolean' ? !value : value)],
  ['null', () => null],
  ['nothing', () => removed],
  ['text for null', (value) => (value === null ? markup : value)],
  ['a number for null', (value) => (value === null ? 3 : value)],
];

describe('every field of a report', function () {
  this.timeout(300_000);

  it('is refused when it is not what the other figures give, unless it is base data, which is shown as text', async () => {
    assert.notEqual(baseFields.length, 0, 'the guide lists the base fields');
    const report: unknown = JSON.parse(JSON.stringify(await smallReport()));
    assert.deepEqual(reportOf(report, 'report.json'), report);
    const accepted = new Set<string>();
    for (const leaf of sampleOf(leavesOf(report))) {
      for (const [what, change] of changes) {
        const tampered = replaced(report, leaf, change);
        if (JSON.stringify(tampered) === JSON.stringify(report)) continue;
        const place = leaf.join('.');
        try {
          const shown = markdownReport(reportOf(tampered, 'report.json'));
          accepted.add(place);
          assert.doesNotMatch(
            shown.replaceAll(/`[^`\n]*`/g, ''),
            /<img|(?<!\\)\]\(https/,
            `${place}: ${what}`,
          );
        } catch (error) {
          assert.ok(
            error instanceof EngineError && error.code === 'bad-input',
            `${place}, ${what}: ${String(error)}`,
          );
          assert.match(
            error.message,
            /^The (?:report is damaged: |report has schema version|file is JSON)/,
            `${place}: ${what}`,
          );
        }
      }
    }
    const unlisted = [...accepted].filter((place) => !baseFields.some((field) => field.test(place)));
    assert.deepEqual(unlisted, []);
  });

  it('is refused when anything is added', async () => {
    const report: unknown = JSON.parse(JSON.stringify(await smallReport()));
    const folders = new Set(sampleOf(leavesOf(report)).map((leaf) => JSON.stringify(leaf.slice(0, -1))));
    for (const text of folders) {
      const at =
        leavesOf(report)
          .find((leaf) => JSON.stringify(leaf.slice(0, -1)) === text)
          ?.slice(0, -1) ?? [];
      const tampered = replaced(report, at, (value) =>
        Array.isArray(value) ? [...(value as unknown[]), markup] : { ...Object(value), added: markup },
      );
      if (text.endsWith('"warnings"]')) continue;
      try {
        // What is left of it is the report itself: the reader keeps two of two.
        assert.deepEqual(reportOf(tampered, 'report.json'), report, text);
      } catch (error) {
        assert.ok(error instanceof EngineError, `${text}: ${String(error)}`);
      }
    }
  });

  it('is refused when a warning is missing that its figures give', async () => {
    const report = await smallReport();
    const [scenario] = report.scenarios;
    assert.ok(scenario !== undefined && scenario.results !== null);
    const refusalOf = (changed: Report): string => {
      try {
        reportOf(JSON.parse(JSON.stringify(changed)), 'report.json');
      } catch (error) {
        return error instanceof EngineError ? error.message : String(error);
      }
      return '';
    };
    assert.match(refusalOf({ ...report, warnings: [] }), /warnings lacks "The machine/);
    const launches = 10;
    const drifting = Array.from({ length: launches }, (_, launch) =>
      scenario.samples
        .filter((sample) => sample.launch === 1)
        .map((sample) => ({ ...sample, launch: launch + 1, ns: sample.ns * 1.2 ** launch })),
    ).flat();
    const slower = derived({
      ...report,
      options: { ...report.options, launches, runs: 30 },
      scenarios: [{ ...scenario, samples: drifting, warnings: [] }],
    });
    assert.match(refusalOf(slower), /scenarios\[0\]\.warnings lacks "/);
    const warnings = sampleDiagnostics(drifting, report.options.engines);
    assert.notEqual(warnings.length, 0);
    assert.equal(
      refusalOf({ ...slower, scenarios: slower.scenarios.map((each) => ({ ...each, warnings })) }),
      '',
    );
    const idle = derived({
      ...report,
      scenarios: [
        {
          ...scenario,
          results: {
            ...scenario.results,
            engines: scenario.results.engines.map((each) =>
              each.engine === 'decimal.js' || each.engine === 'native'
                ? each
                : { ...each, evidence: { ...each.evidence, buys: 0, sells: 0 } },
            ),
            floatEffect: null,
          },
        },
      ],
    });
    assert.match(refusalOf(idle), /warnings lacks "No order was filled in float and native-float\."/);
  });

  it('is refused when the run ended otherwise than its precision shows', async () => {
    const report = await smallReport();
    const [scenario] = report.scenarios;
    assert.ok(scenario?.measurements !== undefined && scenario.measurements !== null);
    const { measurements } = scenario;
    const wanted = (
      percent: number,
      ended: 'reached' | 'time spent' | 'looks taken' | null,
      spent = 10,
    ): Report =>
      derived({
        ...report,
        options: { ...report.options, precision: { percent, maxSeconds: 10 } },
        scenarios: [
          {
            ...scenario,
            measurements: {
              ...measurements,
              precision: {
                wantedPercent: percent,
                reachedPercent: null,
                ended,
                looks: [],
                looksTaken: 1,
                budgetSeconds: 10,
                spentSeconds: spent,
              },
            },
          },
        ],
      });
    const read = (made: Report) => () => reportOf(JSON.parse(JSON.stringify(made)), 'report.json');
    assert.doesNotThrow(read(wanted(1e6, 'reached')));
    assert.doesNotThrow(read(wanted(0.001, 'time spent')));
    assert.doesNotThrow(read(wanted(0.001, 'looks taken')));
    assert.throws(read(wanted(0.001, 'reached')), /precision\.ended is "reached"/);
    assert.throws(read(wanted(1e6, 'time spent')), /precision\.ended is "time spent"/);
    assert.throws(read(wanted(0.001, 'time spent', 1)), /another launch would end/);
    assert.throws(read(wanted(0.001, null)), /precision\.ended is null/);
    const options = { ...wanted(1e6, 'reached').options };
    delete options.precision;
    assert.throws(read({ ...wanted(1e6, 'reached'), options }), /damaged/);
  });

  it('of another version of the product is worded anew', async () => {
    const report = await smallReport();
    const [scenario] = report.scenarios;
    assert.ok(scenario !== undefined && scenario.measurements !== null);
    const { measurements } = scenario;
    const forged = {
      ...report,
      versions: { ...report.versions, product: '0.0.1' },
      sentence: markup,
      scenarios: [
        {
          ...scenario,
          measurements: { ...measurements, verdict: { ...measurements.verdict, headline: markup } },
        },
      ],
    };
    const read = reportOf(JSON.parse(JSON.stringify(forged)), 'report.json');
    assert.equal(read.sentence, report.sentence);
    assert.equal(read.scenarios[0]?.measurements?.verdict.headline, measurements.verdict.headline);
  });
});
