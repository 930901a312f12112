/** A baseline as this program would write it, of figures that are made up. */
import { emptyBaseline } from '../../../../engine/benchmark/baseline/record';
import { generateBundle } from '../../../../engine/ledger/data/generate';
import type { Baseline, BaselineEngine, MachineFingerprint } from '../../../../engine/protocol/baseline';
import { engineNames, type EngineName } from '../../../../engine/protocol/vocabulary';
import { parametersOf, scenarioOf } from '../../../../engine/ledger/scenarios';

export const otherMachine: MachineFingerprint = {
  cpu: 'Example CPU @ 3.00GHz',
  cores: 8,
  arch: 'x64',
  platform: 'linux',
  runtime: 'node',
  v8Major: 12,
};

/** @param ns - of one run, by engine */
export function madeBaseline(
  machine: MachineFingerprint = otherMachine,
  ns: Readonly<Record<EngineName, number>> = {
    float: 120_000,
    'decimal.js': 8_000_000,
    native: 40_000,
    'native-float': 35_000,
  },
): Baseline {
  return {
    ...emptyBaseline,
    cpus: {
      [machine.cpu]: [
        {
          machine,
          scenarios: {
            daily: {
              digest: generateBundle('daily').digest,
              parameters: parametersOf(scenarioOf('daily'), {}),
              recordedAt: '2026-03-04T12:00:00.000Z',
              product: '0.1.0',
              commit: { revision: '0123456789abcdef0123456789abcdef01234567', dirty: false },
              engines: Object.fromEntries(
                engineNames.map((engine) => [engine, figuresOf(ns[engine], ns['native-float'], engine)]),
              ),
            },
          },
        },
      ],
    },
  };
}

function figuresOf(ns: number, reference: number, engine: EngineName): BaselineEngine {
  const digits = (value: number): number => Number(value.toPrecision(7));
  return {
    samples: 80,
    launches: 10,
    medianNs: digits(ns),
    meanNs: digits(ns),
    minNs: digits(ns * 0.95),
    maxNs: digits(ns * 1.1),
    logNs: { mean: digits(Math.log(ns)), sd: 0.01 },
    toReference:
      engine === 'native-float'
        ? null
        : { ratio: digits(ns / reference), log: { mean: digits(Math.log(ns / reference)), sd: 0.01 } },
  };
}
