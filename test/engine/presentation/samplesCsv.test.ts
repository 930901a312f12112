import { strict as assert } from 'node:assert';
import { parse } from 'csv-parse/sync';
import { samplesCsv } from '../../../engine/presentation/samplesCsv';
import { madeReport } from '../benchmark/report/madeReport';

describe('The samples as CSV', () => {
  it('are one a line under a header, and read back to the same numbers', () => {
    const report = madeReport();
    const samples = report.scenarios.flatMap((scenario) => scenario.samples);
    const text = samplesCsv(report.scenarios);
    const [header, ...rows] = parse(text).map((row) => row.map(String));
    assert.deepEqual(header?.slice(0, 4), ['scenario', 'engine', 'control', 'launch']);
    assert.equal(rows.length, samples.length);
    assert.ok(text.endsWith('\n') && !text.includes('\r'));
    for (const [index, { engine, control, ns }] of samples.entries()) {
      const row = rows[index] ?? [];
      assert.deepEqual(row.slice(0, 3), ['daily', engine, String(control)]);
      assert.equal(Number(row[header.indexOf('ns')]), ns);
    }
  });
});
