import { strict as assert } from 'node:assert';
import { cases } from './cases';
import type { Case } from './program';
import { after, fixesOf } from './marked';
import { type Outcome, outcomes, whyNoPython } from './python';

describe('python fixes, by running', function () {
  const first = new Map<Case, Outcome>();
  const second = new Map<Case, Outcome>();

  before(function () {
    const reason = whyNoPython();
    if (reason !== null) {
      console.log(`      skipped: ${reason}`);
      this.skip();
    }
  });

  before(async () => {
    const texts = await Promise.all(cases.map(async (one) => (await fixesOf(one)).text));
    const fixed = await Promise.all(cases.map((one) => after(one, one.kind).catch(String)));
    const all = outcomes([...texts, ...fixed]);
    for (const [index, one] of cases.entries()) {
      first.set(one, at(all, index));
      second.set(one, at(all, cases.length + index));
    }
  });

  for (const one of cases) {
    it(`${one.rule}, ${one.kind}: ${one.name}`, async () => {
      assert.equal(shown(first.get(one), one.before), one.before);
      const text = await after(one, one.kind);
      assert.equal(shown(second.get(one), one.after), one.after, text);
    });
  }
});

function at(all: readonly Outcome[], index: number): Outcome {
  const outcome = all[index];
  assert.ok(outcome);
  return outcome;
}

function shown(outcome: Outcome | undefined, expected: string): string {
  assert.ok(outcome);
  if ('raises' in outcome) return outcome.raises;
  return expected.includes(' ') ? `${outcome.gives} ${outcome.text}` : outcome.gives;
}
