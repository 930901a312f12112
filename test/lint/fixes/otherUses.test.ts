/** A start that another use needs as a float is not replaced without being asked for. */
import { strict as assert } from 'node:assert';
import type { Analyser } from '../../../engine/lint/analyser';
import { applyEdits, fixAll } from '../../../engine/lint/applyEdits';
import { createPythonAnalyser } from '../../../engine/lint/python/analyser';
import { defaultLintSettings } from '../../../engine/protocol/lint';
import { type Outcome, outcomes, whyNoPython } from './python';

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

/** A program whose `run()` has these lines. */
const handled = (lines: string): string => `import contextlib
import unittest
from decimal import Decimal, FloatOperation, getcontext

price: Decimal = Decimal("10.10")


def taxed(amount: Decimal):
    return amount * 1.5


def run():
    ${lines.replaceAll('\n', '\n    ')}
`;

const running: Readonly<Record<string, string>> = {
  'adds an element of unknown type': account('return self.cash + rates["EUR"]'),
  'adds it in an expression': account('return (self.cash * 2) + rates["EUR"]'),
  'adds it through a local name': account('cash = self.cash\n        return cash + rates["EUR"]'),
  'scales it by a literal, too': account('return self.cash * 0.5 + rates["EUR"]'),
  'expects the TypeError': handled('try:\n    return price * 1.5\nexcept TypeError:\n    return "float"'),
  'expects one of several errors': handled(
    'try:\n    return price + 0.5\nexcept (ValueError, ArithmeticError, TypeError) as error:\n    return str(error)',
  ),
  'expects any error': handled('try:\n    return price + 0.5\nexcept:\n    return "any"'),
  'expects the error of a function that it calls': handled(
    'try:\n    return taxed(price)\nexcept Exception:\n    return "float"',
  ),
  'suppresses the error': handled(
    'total = Decimal(1)\nwith contextlib.suppress(TypeError):\n    total = total + 0.5\nreturn total',
  ),
  'tests for the error': handled(
    'with unittest.TestCase().assertRaises(TypeError):\n    price + 0.5\nreturn "raised"',
  ),
  'tests a function for the error': handled(
    'unittest.TestCase().assertRaises(TypeError, lambda: price + 0.5)\nreturn "raised"',
  ),
  'traps floats on purpose': handled(
    'getcontext().traps[FloatOperation] = True\ntry:\n    return Decimal(0.5)\nexcept FloatOperation:\n    return "trapped"',
  ),
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

  describe('leave a program as it is', () => {
    const found = new Map<string, readonly [before: Outcome, after: Outcome]>();

    before(function () {
      if (whyNoPython() !== null) this.skip();
      const names = Object.keys(running);
      const texts = Object.values(running);
      const all = outcomes([...texts, ...texts.map(fixedWhole)]);
      for (const [index, name] of names.entries()) {
        const [before, after] = [all[index], all[names.length + index]];
        assert.ok(before !== undefined && after !== undefined);
        found.set(name, [before, after]);
      }
    });

    for (const name of Object.keys(running)) {
      it(`that ${name}`, () => {
        const [before, after] = found.get(name) ?? [];
        assert.ok(before !== undefined && 'gives' in before, JSON.stringify(before));
        assert.deepEqual(after, before);
      });
    }
  });

  it('still replace a float where only other errors are handled', () => {
    const text = handled('try:\n    return taxed(price)\nexcept (KeyError, ValueError):\n    return None');
    assert.equal(fixedWhole(text), text.replace('* 1.5', '* Decimal("1.5")'));
  });

  it('still replace a start whose uses are all decimals', () => {
    const text = account('return self.cash + Decimal("1.5")');
    assert.equal(fixedWhole(text), text.replaceAll('= 0.0', '= Decimal("0")'));
  });
});
