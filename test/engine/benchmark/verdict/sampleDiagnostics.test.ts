import { strict as assert } from 'node:assert';
import type { Sample } from '../../../../engine/protocol/report';
import { sampleDiagnostics } from '../../../../engine/benchmark/verdict/sampleDiagnostics';
import { normalNumbers } from '../statistics/seeded';

const engines = ['float', 'native'] as const;

interface Shape {
  readonly launches: number;
  readonly rounds?: number;
  /** Multiplies a sample of `native`, or of all where `all` is set. */
  readonly factor?: (launch: number, round: number, uniform: number) => number;
  readonly all?: boolean;
}

/** Samples of two engines and the control, with launches that scatter by 1 % and rounds by 0.5 %. */
function samplesOf({ launches, rounds = 8, factor = () => 1, all = false }: Shape, seed = 7): Sample[] {
  const normal = normalNumbers(seed);
  const sources = [
    { engine: 'float', control: false },
    { engine: 'float', control: true },
    { engine: 'native', control: false },
  ] as const;
  return Array.from({ length: launches }, (_, launch) =>
    sources.flatMap(({ engine, control }, position) => {
      const mean = 1e6 * Math.exp(0.01 * normal());
      const chance = normal();
      return Array.from({ length: rounds }, (__, round): Sample => {
        const changed = all || engine === 'native' ? factor(launch, round, chance) : 1;
        const ns = mean * changed * Math.exp(0.005 * normal());
        return {
          engine,
          control,
          launch: launch + 1,
          round: round + 1,
          position: position + 1,
          ns,
          repeats: 1,
          nsPerBar: ns,
          atMs: 0,
        };
      });
    }),
  ).flat();
}

describe('what samples say against themselves', () => {
  it('is nothing in a sound run, of few launches or many', () => {
    for (const launches of [1, 2, 5, 20]) {
      assert.deepEqual(sampleDiagnostics(samplesOf({ launches }), engines), [], `${launches} launches`);
    }
    assert.deepEqual(sampleDiagnostics([], engines), []);
  });

  it('is seldom anything by chance', () => {
    const runs = 150;
    let warned = 0;
    for (let run = 0; run < runs; run++) {
      if (sampleDiagnostics(samplesOf({ launches: 12 }, 1000 + run), engines).length > 0) warned++;
    }
    // Three kinds of signs at one percent each.
    assert.ok(warned <= runs * 0.06, `${warned} of ${runs}`);
  });

  it('is that the machine became slower, when all engines did', () => {
    const [warning, ...more] = sampleDiagnostics(
      samplesOf({ launches: 12, all: true, factor: (launch) => 1.02 ** launch }),
      engines,
    );
    assert.deepEqual(more, []);
    assert.match(
      warning ?? '',
      /^The machine became slower during the run: all engines together changed by \+1\d %/,
    );
  });

  it('is that the ratio drifted, when one engine did', () => {
    const warnings = sampleDiagnostics(
      samplesOf({ launches: 12, factor: (launch) => 0.97 ** launch }),
      engines,
    );
    assert.ok(
      warnings.some((text) =>
        /^The ratio itself drifted during the run \(exact against JavaScript floats\): by −\d+ %/.test(text),
      ),
      warnings.join('\n'),
    );
  });

  it('is that an engine was still warming, when the first rounds of each launch are slow', () => {
    const warnings = sampleDiagnostics(
      samplesOf({ launches: 5, factor: (_, round) => 1 + 0.04 * 0.6 ** round }),
      engines,
    );
    assert.equal(warnings.length, 1, warnings.join('\n'));
    assert.match(
      warnings[0] ?? '',
      /^native was still warming: the first rounds of a launch took \+\d+(\.\d)? % on average/,
    );
  });

  it('is not that an engine was warming, when it was slow by less than one percent', () => {
    assert.deepEqual(
      sampleDiagnostics(samplesOf({ launches: 20, factor: (_, round) => (round < 2 ? 1.006 : 1) }), engines),
      [],
    );
  });

  it('is that samples gather at more than one time, when every other one is slow', () => {
    const warnings = sampleDiagnostics(
      samplesOf({ launches: 5, factor: (_, round) => (round % 2 === 0 ? 1 : 1.2) }),
      engines,
    );
    assert.ok(
      warnings.some((text) =>
        text.startsWith('Samples of native gather at more than one time within a launch'),
      ),
      warnings.join('\n'),
    );
  });

  it('is that launches gather at more than one time, when a process draws one of two speeds', () => {
    const warnings = sampleDiagnostics(
      samplesOf({ launches: 30, factor: (_, __, chance) => (chance > 0 ? 1.5 : 1) }),
      engines,
    );
    assert.deepEqual(
      warnings.map((text) => text.split(' (')[0]),
      ['Launches of native gather at more than one time'],
    );
  });
});
