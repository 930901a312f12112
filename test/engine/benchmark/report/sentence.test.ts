import { strict as assert } from 'node:assert';
import { sentenceOf } from '../../../../engine/benchmark/report/sentence';
import { madeEngineResult, madeResults, madeScenario } from './madeReport';

const daily = madeScenario();
const titled = (title: string, change: Parameters<typeof madeScenario>[0] = {}) => {
  const scenario = madeScenario(change);
  return { ...scenario, head: { ...scenario.head, title } };
};

describe('The sentence of a run', () => {
  it("is the verdict's own for one scenario", () => {
    assert.equal(sentenceOf([daily]), daily.measurements?.verdict.sentence);
  });

  it('names each of several scenarios with overhead and target', () => {
    assert.equal(
      sentenceOf([titled('Daily'), titled('Minute')]),
      'Exact decimals against JavaScript floats: Daily faster, −88.1 % [−88.2, −88.0], target met; Minute faster, −88.1 % [−88.2, −88.0], target met.',
    );
  });

  it('says first when exact engines disagree, and which scenario filled no order', () => {
    const wrong = madeResults({
      agreements: [{ engines: ['native', 'decimal.js'], word: 'different', firstDifference: ['a', 'b'] }],
    });
    const empty = madeResults({ engines: [madeEngineResult('native', 0), madeEngineResult('float', 0)] });
    assert.match(
      sentenceOf([titled('Daily', { results: wrong }), titled('Minute', { results: empty })]),
      /^The exact engines disagree in Daily\. Exact decimals .*; Minute faster, .*, target met, no order was filled\.$/,
    );
  });

  it('has words for nothing measured', () => {
    assert.equal(sentenceOf([]), 'Nothing was measured.');
    const none = { ...titled('Daily'), measurements: null };
    assert.equal(sentenceOf([none]), 'Daily: not measured.');
    assert.match(sentenceOf([none, titled('Minute')]), /: Daily not measured; Minute faster/);
  });
});
