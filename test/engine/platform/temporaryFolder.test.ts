import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  makeTemporaryFolder,
  removeFolder,
  removeFoldersOf,
  removeStaleFolders,
} from '../../../engine/platform/temporaryFolder';

describe('temporary folder', () => {
  it('is removed with what is in it', () => {
    const folder = makeTemporaryFolder();
    writeFileSync(path.join(folder, 'bundle'), 'data');
    removeFolder(folder);
    assert.equal(existsSync(folder), false);
  });

  it('of a process that is no more is removed by the next run, others are left', () => {
    const ended = spawnSync(process.execPath, ['--eval', '']).pid;
    const living = makeTemporaryFolder();
    const made = makeTemporaryFolder();
    const stale = made.replace(`-${process.pid}-`, `-${ended}-`);
    renameSync(made, stale);
    try {
      removeStaleFolders();
      assert.equal(existsSync(stale), false);
      assert.equal(existsSync(living), true);
    } finally {
      removeFoldersOf(process.pid);
    }
    assert.equal(existsSync(living), false);
  });
});
