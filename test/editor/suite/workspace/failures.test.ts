import { strict as assert } from 'node:assert';
import { readdirSync, renameSync, writeFileSync, copyFileSync } from 'node:fs';
import path from 'node:path';
import type { FailureCode } from '../../../../engine/protocol/failure';
import { engineProcesses, measuringProcesses } from '../../support/processes';
import { until } from '../../support/until';
import {
  command,
  defaultSettings,
  endOfRun,
  extension,
  firstSample,
  longSettings,
  quickSettings,
  quiet,
} from '../product';

/** Files of the extension that a test replaced, and where the originals are. */
const replaced = new Map<string, string>();

function replace(file: string, content: string): void {
  const original = `${file}.original`;
  renameSync(file, original);
  replaced.set(file, original);
  writeFileSync(file, content);
}

function nativeModule(): string {
  const folder = path.join(extension().extensionPath, 'dist', 'native');
  const name = readdirSync(folder).find((entry) => entry.endsWith('.node'));
  assert.ok(name, 'the native module is not there');
  return path.join(folder, name);
}

async function failure() {
  const { status, failure: found } = await endOfRun();
  assert.equal(status, 'failed');
  assert.ok(found);
  assert.notEqual(found.message, '');
  assert.notEqual(found.remedy, null, 'it does not say what to do');
  return found;
}

async function assertFailure(code: FailureCode): Promise<void> {
  assert.equal((await failure()).code, code);
}

describe('when the engine fails', () => {
  afterEach(async () => {
    for (const [file, original] of replaced) copyFileSync(original, file);
    replaced.clear();
    await quiet();
    await defaultSettings();
  });

  it('a killed measuring process ends the run with what was kept or with a failure', async () => {
    await longSettings();
    await command('run');
    await firstSample();
    const [victim] = await until('measuring processes', () => {
      const found = measuringProcesses(process.pid);
      return found.length > 0 && found;
    });
    assert.ok(victim);
    process.kill(victim.pid, 'SIGKILL');
    const { status, last } = await endOfRun();
    assert.ok(status === 'partial' || status === 'failed', status);
    const reason = last?.type === 'finished' ? last.report.partial : last?.failure.message;
    assert.match(reason ?? '', /ended unexpectedly/);
  });

  it('a killed coordinator is a failure that names it, and takes its processes with it', async () => {
    await longSettings();
    await command('run');
    await firstSample();
    const all = engineProcesses(process.pid);
    const coordinator = all.find(({ command: line }) => line.includes('coordinator'));
    assert.ok(coordinator);
    process.kill(coordinator.pid, 'SIGKILL');
    await assertFailure('engine-died');
  });

  it('a process that stands still is given up', async () => {
    await longSettings();
    await command('run');
    await firstSample();
    const coordinator = engineProcesses(process.pid).find(({ command: line }) =>
      line.includes('coordinator'),
    );
    assert.ok(coordinator);
    process.kill(coordinator.pid, 'SIGSTOP');
    await assertFailure('engine-hung');
  });

  it('a process that sends nonsense is given up', async () => {
    replace(
      path.join(extension().extensionPath, 'dist', 'engine', 'coordinator.cjs'),
      'process.send({ type: "figures", of: "speech" }); setInterval(() => {}, 1000);',
    );
    await quickSettings();
    await command('run');
    await assertFailure('protocol');
  });

  it('a missing native module is named, with what to do', async () => {
    const file = nativeModule();
    renameSync(file, `${file}.original`);
    replaced.set(file, `${file}.original`);
    await quickSettings();
    await command('run');
    await assertFailure('native-missing');
  });

  it('a native module of another platform is named, with what to do', async () => {
    replace(nativeModule(), 'not a program of this machine');
    await quickSettings();
    await command('run');
    await assertFailure('native-unloadable');
  });

  it('a run after a failure works again', async () => {
    await quickSettings();
    await command('run');
    assert.equal((await endOfRun()).status, 'finished');
  });
});
