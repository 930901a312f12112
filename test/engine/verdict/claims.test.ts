import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { inferMean } from '../../../engine/statistics/launchMean';
import { decideClaims, type Claimable, type Family } from '../../../engine/verdict/claims';
import { normalNumbers } from '../statistics/seeded';

/** Five launches whose log-ratios lie around `mean`. */
function around(mean: number, spread = 0.01): Claimable {
  const values = [-1, -0.5, 0, 0.5, 1].map((place) => mean + spread * place);
  const inference = inferMean(values);
  return { inference, interval: inference?.interval(0.95) ?? null };
}

function family(change: Partial<Family>): Family {
  return {
    estimates: [],
    headline: undefined,
    targetPercent: 30,
    noiseFloor: 0,
    others: [],
    level: 0.95,
    ...change,
  };
}

describe('claims made together', () => {
  it('are decided as alone where there is only one', () => {
    const estimate = around(0.02);
    const { differences, target, count } = decideClaims(family({ estimates: [estimate] }));
    assert.equal(count, 1);
    assert.equal(target, null);
    const [decision] = differences;
    assert.ok(decision !== undefined);
    assert.equal(decision.word, 'slower');
    assert.equal(decision.plainWord, 'slower');
    assert.equal(decision.adjustedP, decision.p);
    assert.equal(decision.decidedBy?.level, 0.95);
  });

  it('may leave unshown what a plain interval would show, and tell both', () => {
    // Alone p is near 0.03: claimed alone, and not as one of four.
    const estimate = around(0.0115);
    const [decision] = decideClaims(family({ estimates: [estimate], others: [0.5, 0.6, 0.7] })).differences;
    assert.ok(decision !== undefined && decision.p > 0.0125 && decision.p < 0.05, String(decision?.p));
    assert.deepEqual([decision.word, decision.plainWord], ['no difference shown', 'slower']);
    assert.ok(decision.adjustedP > 0.05);
    assert.ok(decision.decidedBy !== null && decision.decidedBy.low < 0);
    const alone = decideClaims(family({ estimates: [estimate] })).differences[0];
    assert.equal(alone?.word, 'slower');
  });

  it('become easier where the others are sure', () => {
    const estimate = around(0.0115);
    const [decision] = decideClaims(
      family({ estimates: [estimate], others: [1e-9, 1e-9, 1e-9] }),
    ).differences;
    assert.equal(decision?.word, 'slower');
  });

  it('count the target as a claim of its own', () => {
    const headline = around(Math.log(1.5));
    const { target, count, differences } = decideClaims(family({ estimates: [headline], headline }));
    assert.equal(count, 2);
    assert.equal(target?.word, 'missed');
    assert.equal(differences[0]?.word, 'slower');
  });

  it('say that nothing was measured, or that there is no control', () => {
    const { differences, target } = decideClaims(family({ estimates: [null], headline: null }));
    assert.equal(differences[0]?.word, 'not measured');
    assert.equal(target?.word, 'not measured');
    const [uncontrolled] = decideClaims(family({ estimates: [around(1)], noiseFloor: null })).differences;
    assert.deepEqual([uncontrolled?.word, uncontrolled?.p], ['no difference shown', 1]);
  });

  it('say by the word what the corrected p-value says, for any family', () => {
    const mean = fc.double({ min: -0.05, max: 0.05, noNaN: true });
    const others = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
    const floor = fc.double({ min: 0, max: 0.02, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(mean, { minLength: 1, maxLength: 5 }),
        others,
        floor,
        (means, rest, noiseFloor) => {
          const { differences } = decideClaims(
            family({ estimates: means.map((one) => around(one)), others: rest, noiseFloor }),
          );
          for (const { word, plainWord, adjustedP } of differences) {
            if (Math.abs(adjustedP - 0.05) < 1e-6) continue;
            assert.equal(word !== 'no difference shown', adjustedP < 0.05);
            // What is corrected claims no more than what is not.
            if (word !== 'no difference shown') assert.equal(word, plainWord);
          }
        },
      ),
    );
  });

  it('make a false one in at most one family of twenty', () => {
    const normal = normalNumbers(20240304);
    const families = 1_000;
    let corrected = 0;
    let plain = 0;
    for (let run = 0; run < families; run++) {
      const estimates = Array.from({ length: 6 }, (): Claimable => {
        const inference = inferMean(Array.from({ length: 5 }, normal));
        return { inference, interval: inference?.interval(0.95) ?? null };
      });
      const { differences } = decideClaims(family({ estimates }));
      if (differences.some(({ word }) => word !== 'no difference shown')) corrected++;
      if (differences.some(({ plainWord }) => plainWord !== 'no difference shown')) plain++;
    }
    assert.ok(corrected <= families * 0.06, `${corrected} of ${families}`);
    assert.ok(plain > families * 0.2, `${plain} of ${families} without a correction`);
  });
});
