import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { machineWarnings, readMachine, readOnBattery } from '../../../../engine/benchmark/measuring/machine';
import { check } from '../../../../engine/protocol/check';
import { Machine } from '../../../../engine/protocol/report';

describe('machine', () => {
  it('is described with what the system tells', () => {
    const machine = check(Machine, readMachine(), 'machine');
    assert.ok(machine.cores >= 1);
    assert.ok(machine.memoryBytes > 0);
    assert.notEqual(machine.cpu, '');
  });

  it('warns of load and a battery', () => {
    const calm = { ...readMachine(), cores: 4, loadBefore: 2, onBattery: false };
    assert.deepEqual(machineWarnings(calm), []);
    assert.equal(machineWarnings({ ...calm, loadBefore: null, onBattery: null }).length, 0);
    const tired = machineWarnings({ ...calm, loadBefore: 2.1, onBattery: true });
    assert.deepEqual(
      tired.map((text) => /load 2\.1 on 4 cores|battery/.exec(text)?.[0]),
      ['load 2.1 on 4 cores', 'battery'],
    );
  });

  describe('power supply', () => {
    let folder = '';
    beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'power-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    function supply(name: string, files: Record<string, string>): void {
      mkdirSync(path.join(folder, name));
      for (const [file, text] of Object.entries(files))
        writeFileSync(path.join(folder, name, file), `${text}\n`);
    }

    it('is the battery when the mains are not connected', () => {
      supply('BAT0', { type: 'Battery', status: 'Discharging' });
      supply('AC', { type: 'Mains', online: '0' });
      assert.equal(readOnBattery(folder), true);
    });

    it('is the mains when they are connected', () => {
      supply('BAT0', { type: 'Battery', status: 'Charging' });
      supply('AC', { type: 'Mains', online: '1' });
      assert.equal(readOnBattery(folder), false);
    });

    it('is read from the battery when no mains are listed', () => {
      supply('BAT0', { type: 'Battery', status: 'Discharging' });
      assert.equal(readOnBattery(folder), true);
    });

    it('is not known when there is no battery, or no such folder', () => {
      assert.equal(readOnBattery(folder), null);
      assert.equal(readOnBattery(path.join(folder, 'none')), null);
    });
  });
});
