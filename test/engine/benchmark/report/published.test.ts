import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chartsOf } from '../../../../engine/benchmark/report/charts';
import { readReport } from '../../../../engine/benchmark/report/read';

const folder = path.join(__dirname, '../../../../docs/performance');

describe('the report in docs/performance', () => {
  it('is one that this version reads, whole, with every chart that its page shows', async () => {
    const report = await readReport(path.join(folder, 'report.json'));
    assert.equal(report.partial, null);
    assert.equal(report.quickLook, false);
    const page = await readFile(path.join(folder, 'report.md'), 'utf8');
    const shown = [...page.matchAll(/\(charts\/([\w-]+\.svg)\)/g)].map(([, name]) => name ?? '');
    assert.notEqual(shown.length, 0);
    assert.deepEqual(shown.toSorted(), Object.keys(chartsOf(report)).toSorted());
    for (const name of shown)
      assert.match(await readFile(path.join(folder, 'charts', name), 'utf8'), /^<svg/);
  });
});
