import { readFileSync, writeFileSync } from 'node:fs';
import { Baseline } from '../../engine/protocol/baseline';
import { check } from '../../engine/protocol/check';

export function readBaseline(file: string): Baseline {
  return check(Baseline, JSON.parse(readFileSync(file, 'utf8')), 'baseline');
}

/** Writes what was recorded as if every time had been so many times as long. */
export function writeScaled(file: string, recorded: Baseline, factor: number): void {
  const scaled = structuredClone(recorded);
  for (const { scenarios } of Object.values(scaled.cpus).flat()) {
    for (const engine of Object.values(scenarios).flatMap(({ engines }) => Object.values(engines))) {
      engine.medianNs *= factor;
      engine.meanNs *= factor;
      engine.minNs *= factor;
      engine.maxNs *= factor;
      engine.logNs.mean += Math.log(factor);
    }
  }
  writeFileSync(file, `${JSON.stringify(scaled, null, 2)}\n`);
}
