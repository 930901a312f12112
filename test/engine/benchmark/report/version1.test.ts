import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EngineError } from '../../../../engine/platform/errors';
import { markdownReport } from '../../../../engine/benchmark/report/markdown';
import { readReport } from '../../../../engine/benchmark/report/read';
import { reportSchemaVersion } from '../../../../engine/protocol/report';
import { terminalTable } from '../../../../engine/benchmark/report/terminalTable';

const file = path.join(__dirname, '../../../fixtures/report/version1.json');

describe('A report of schema version 1', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-version1-'));
  after(() => rmSync(folder, { recursive: true }));

  it('is read in the shape of today, its figures and words as they were', async () => {
    const old: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const report = await readReport(file);
    assert.equal(report.schemaVersion, reportSchemaVersion);
    const [scenario] = report.scenarios;
    const measurements = scenario?.measurements ?? null;
    assert.ok(measurements !== null);
    assert.deepEqual(JSON.parse(JSON.stringify(report)), merged(JSON.parse(JSON.stringify(report)), old));
    assert.equal(measurements.verdict.word, 'faster');
  });

  it('gets from its samples what it did not say, and nothing that only the run could know', async () => {
    const { scenarios, family } = await readReport(file);
    assert.equal(family, null);
    const measurements = scenarios[0]?.measurements ?? null;
    assert.ok(measurements !== null);
    assert.deepEqual(
      [measurements.claims, measurements.targetClaim, measurements.precision],
      [null, null, null],
    );
    for (const { outliers, outlierKinds } of measurements.engines) {
      assert.equal(
        Object.values(outlierKinds).reduce((sum, count) => sum + count, 0),
        outliers,
      );
    }
    for (const { method, claim, interval, medianPercent } of measurements.comparisons) {
      assert.equal(method, 'student-t');
      assert.equal(claim, null);
      assert.ok(interval !== null && interval.confidenceAtLook === interval.confidence);
      assert.ok(medianPercent > interval.lowPercent - 50 && medianPercent < interval.highPercent + 50);
    }
  });

  it('is shown as Markdown and on a terminal', async () => {
    const report = await readReport(file);
    assert.match(markdownReport(report), /Target/);
    assert.match(
      terminalTable(report, { color: false }),
      /Intervals of 95 % over launches, by Student’s t\./,
    );
  });

  it('is refused where a field is wrong, by its name then', async () => {
    const damaged = path.join(folder, 'damaged.json');
    const text = readFileSync(file, 'utf8').replace(
      /"noiseFloorPercent":[^,]+/,
      '"noiseFloorPercent":"much"',
    );
    writeFileSync(damaged, text);
    await assert.rejects(readReport(damaged), (error) => {
      assert.ok(error instanceof EngineError);
      assert.match(error.message, /scenarios\.0\.measurements\.noiseFloorPercent must be/);
      return true;
    });
    writeFileSync(damaged, readFileSync(file, 'utf8').replace('"quickLook"', '"family":null,"quickLook"'));
    await assert.rejects(readReport(damaged), /family/);
  });
});

/** The newer report with everything in it that the older one says. */
function merged(newer: unknown, older: unknown): unknown {
  if (Array.isArray(older) && Array.isArray(newer)) {
    return older.map((item, index) => merged(newer[index], item));
  }
  if (isObject(older) && isObject(newer)) {
    const said = Object.entries(older).filter(([key]) => key !== 'schemaVersion');
    return { ...newer, ...Object.fromEntries(said.map(([key, value]) => [key, merged(newer[key], value)])) };
  }
  return older;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
