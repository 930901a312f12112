/** A start that another use needs as a float is not replaced without being asked for. */
import { strict as assert } from 'node:assert';
import type { Analyser } from '../../../engine/lint/analyser';
import { applyEdits, fixAll } from '../../../engine/lint/applyEdits';
import { createPythonAnalyser } from '../../../engine/lint/python/analyser';
import { defaultLintSettings } from '../../../engine/protocol/lint';
import { outcomes, whyNoPython } from './python';

const path = '/project/module.py';
const account = (use: string): string => `import json

from decimal import Decimal

rates = json.loads('{"EUR": 1.25}')


class Account:
    cash: Decimal = 0.0

    def reset(self):
        self.cash = 0.0

    def value(self):
        ${use}


def run():
    account = Account()
    account.reset()
    return account.value()
`;

const running: Readonly<Record<string, string>> = {
  'adds an element of unknown type': account('return self.cash + rates["EUR"]'),
  'adds it in an expression': account('return (self.cash * 2) + rates["EUR"]'),
  'adds it through a local name': account('cash = self.cash\n        return cash + rates["EUR"]'),
  'scales it by a literal, too': account('return self.cash * 0.5 + rates["EUR"]'),
  'subtracts it from a parameter': account('return (lambda rate: rate - self.cash)(1.5)'),
};

describe('python fixes of what other uses need as a float', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await createPythonAnalyser(defaultLintSettings);
  });

  const fixedWhole = (text: string): string => {
    let current = text;
    for (let pass = 0; pass < 5; pass++) {
      analyser.update(path, current);
      const { files } = fixAll(analyser.findings(path));
      if (files.length === 0) break;
      current = files.reduce((before, { edits }) => applyEdits(before, edits), current);
    }
    return current;
  };

  for (const [name, text] of Object.entries(running)) {
    it(`leave a program running that ${name}`, function () {
      if (whyNoPython() !== null) this.skip();
      const [before, after] = outcomes([text, fixedWhole(text)]);
      assert.ok(before !== undefined && 'gives' in before);
      assert.deepEqual(after, before);
    });
  }

  it('still replace a start whose uses are all decimals', () => {
    const text = account('return self.cash + Decimal("1.5")');
    assert.equal(fixedWhole(text), text.replaceAll('= 0.0', '= Decimal("0")'));
  });
});
