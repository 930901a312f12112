import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { replaceUnchanged } from '../../../engine/platform/replaceFiles';
import { writeWhole } from '../../../engine/platform/writeWhole';

const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
const left = [
  'a.json.4711-0123456789abcdef.tmp',
  'b.py.4711-9f0a1b2c-1111-4222-8333-0123456789ab.tmp',
  'report.md.1-fedcba9876543210.tmp',
];
const foreign = [
  'a.json.tmp',
  'x.4711-0123.tmp',
  '.4711-0123456789abcdef.tmp',
  'notes.4711-xyz.tmp',
  'a.tmp',
];

describe('unfinished files of killed programs', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sweep-'));
    for (const name of [...left, ...foreign]) {
      writeFileSync(path.join(folder, name), 'x');
      utimesSync(path.join(folder, name), old, old);
    }
    writeFileSync(path.join(folder, 'c.json.4711-0123456789abcdef.tmp'), 'of a program that writes now');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const kept = () => [...foreign, 'c.json.4711-0123456789abcdef.tmp'];

  it('are removed by the next write into their folder, and nothing else is', async () => {
    await writeWhole(path.join(folder, 'a.json'), '{}');
    assert.deepEqual(readdirSync(folder).sort(), [...kept(), 'a.json'].sort());
  });

  it('are removed by the next fix of a file in their folder', async () => {
    const file = path.join(folder, 'b.py');
    writeFileSync(file, 'a');
    await replaceUnchanged([{ file, before: Buffer.from('a'), after: Buffer.from('b') }]);
    assert.deepEqual(readdirSync(folder).sort(), [...kept(), 'b.py'].sort());
  });
});
