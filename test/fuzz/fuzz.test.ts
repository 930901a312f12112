/** A short part of each target of `npm run fuzz`, with a fixed seed. */
import { strict as assert } from 'node:assert';
import { targets } from './targets';

const seed = 20_240_304;
const cases: Readonly<Record<string, number>> = {
  ledger: 30,
  csv: 60,
  reports: 40,
  settings: 8,
  linter: 4,
  languageServer: 2,
};

describe('fuzzing', function () {
  this.timeout(300_000);

  for (const target of targets) {
    it(`finds nothing in the first cases of ${target.name}`, async () => {
      const finding = await target.run({ seed, cases: cases[target.name] ?? 1 });
      assert.equal(finding, null, JSON.stringify(finding, null, 1));
    });
  }

  it('has a number of cases for each target', () => {
    assert.deepEqual(targets.map(({ name }) => name).sort(), Object.keys(cases).sort());
  });
});
