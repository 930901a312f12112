/** The machine on which a run is measured, from the operating system's figures. */
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Machine } from '../../protocol/report';

export function readMachine(): Machine {
  const [cpu] = os.cpus();
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    platform: process.platform,
    arch: process.arch,
    osRelease: os.release(),
    loadBefore: process.platform === 'win32' ? null : (os.loadavg()[0] ?? null),
    governor: readWord('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'),
    onBattery: readOnBattery('/sys/class/power_supply'),
  };
}

/** What about the machine makes figures uncertain, in words. */
export function machineWarnings(machine: Machine): string[] {
  const warnings: string[] = [];
  const { loadBefore, cores, onBattery } = machine;
  if (loadBefore !== null && loadBefore > cores / 2) {
    warnings.push(
      `The machine was busy before the run (load ${loadBefore.toFixed(1)} on ${cores} cores): intervals may be wide.`,
    );
  }
  if (onBattery === true) warnings.push('The machine runs on its battery, which may slow it down.');
  return warnings;
}

/** True if no mains supply is connected, and there is a battery; null if the system does not tell. */
export function readOnBattery(folder: string): boolean | null {
  try {
    const supplies = readdirSync(folder).map((name) => path.join(folder, name));
    const ofType = (type: string): string[] =>
      supplies.filter((supply) => readWord(path.join(supply, 'type')) === type);
    if (ofType('Battery').length === 0) return null;
    const mains = ofType('Mains');
    if (mains.length > 0) return mains.every((supply) => readWord(path.join(supply, 'online')) === '0');
    return ofType('Battery').some((supply) => readWord(path.join(supply, 'status')) === 'Discharging');
  } catch {
    return null;
  }
}

function readWord(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
