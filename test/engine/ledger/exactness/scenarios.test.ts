import { strict as assert } from 'node:assert';
import { generateBundle } from '../../../../engine/ledger/data/generate';
import { scenarioOf } from '../../../../engine/ledger/scenarios';
import { scenarioNames } from '../../../../engine/protocol/vocabulary';
import { outcomeWith } from './outcome';

describe('engines on the scenarios', () => {
  for (const name of scenarioNames) {
    it(`agree on ${name}`, function () {
      this.timeout(600_000);
      const bundle = generateBundle(name);
      const { parameters } = scenarioOf(name);
      const exact = outcomeWith('native', bundle, parameters);
      assert.deepEqual(outcomeWith('decimal.js', bundle, parameters), exact);
      const float = outcomeWith('float', bundle, parameters);
      assert.deepEqual(outcomeWith('native-float', bundle, parameters), float);

      assert.equal(exact.failure, null);
      assert.equal(exact.evidence?.maxResidual, '0');
      assert.ok(exact.evidence.buys > 0 && exact.evidence.sells > 0, 'both sides trade');
      assert.ok(exact.evidence.ties > 0, 'some decisions tie');
    });
  }
});
