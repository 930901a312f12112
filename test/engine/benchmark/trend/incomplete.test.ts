import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { incompleteMark } from '../../../../engine/benchmark/report/write';
import { readRuns } from '../../../../engine/benchmark/trend/readRuns';
import { madeRun } from './madeRuns';

describe('the runs of a trend', () => {
  it('come with a note on each folder whose report was not written to the end', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'incomplete-'));
    try {
      for (const name of ['whole', 'cut']) {
        mkdirSync(path.join(folder, name));
        const { report } = madeRun(0, { native: 1 }).event;
        writeFileSync(path.join(folder, name, 'report.json'), JSON.stringify(report));
      }
      const mark = path.join(folder, 'cut', incompleteMark);
      writeFileSync(mark, '');
      const { notes, summaries } = await readRuns([folder, path.join(folder, 'cut', 'report.json')]);
      assert.equal(summaries.length, 3);
      assert.equal(notes.length, 1);
      assert.ok(notes[0]?.startsWith(`${mark}: writing this report was interrupted`));
      assert.match(notes[0] ?? '', /Run again/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
