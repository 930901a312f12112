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

/** A program with a total that is zero while nothing was added. */
const total = (use: string): string => `from decimal import Decimal


def half(number):
    return number * 0.5


def total_of(amounts: list[Decimal]):
    total = 0.0
    for amount in amounts:
        total += amount
    return total


def fallback(amount: "Decimal | None") -> Decimal:
    return amount or 0.0


def added(amount: Decimal, flag, start=0.0):
    return amount + start if flag else start


class Base:
    rate: Decimal = Decimal("0.5")
    balance: Decimal = 0.0

    def value(self):
        return self.rate + 1.5


class Other(Base):
    rate = 0.5


accounts: dict[str, Decimal] = {}
lowest: Decimal = Decimal(-1)
fees = 0.0


def add(fee: Decimal):
    global fees
    fees += fee


def run():
    total = 0.0
    for amount in list[Decimal]():
        total += amount
    ${use.replaceAll('\n', '\n    ')}
`;

const running: Readonly<Record<string, string>> = {
  'passes a start on': total('return half(total)'),
  'passes a start on by name': total('return (lambda number, rate=1.5: number * rate)(number=total)'),
  'puts a start in a list': total('return [total][0] + 1.5'),
  'puts a start in a dictionary': total('return {"total": total}["total"] * 1.5'),
  'returns a start': total('return total_of([]) * 1.5'),
  'gives a start another name': total('other = total\nother += 1.5\nreturn other'),
  'asks a start for its digits': total('return total.hex()'),
  'asks for the type of a start': total('return isinstance(total, float)'),
  'unpacks a start': total('first, second = total, 1.5\nreturn first + second'),
  'reads a start of the module': total('return half(fees)'),
  'reads a start of a class by its name': total('return getattr(Base(), "balance") * 1.5'),
  'writes a start as text': total('return f"{total}"'),
  'divides a start': total('return half(total / 3)'),
  'returns a default': total('start = added(Decimal(1), False)\nstart += 1.5\nreturn start'),
  'returns a fallback': total('return fallback(None) * 1.5'),
  'combines the default of get() with a float': total('return accounts.get("a", 0.0) * 1.5'),
  'passes the default of get() on': total('return half(accounts.get("a", 0.0))'),
  'combines the larger one with a float': total('return max(0.0, lowest) * 1.5'),
  'overrides a Decimal with a float': total('return Other().value()'),
  'declares a float as a Decimal': total(
    'rate: Decimal = 0.0\nother = 1.5\nreturn (rate * other, rate + other)',
  ),
  'passes a float where a Decimal is declared': `from decimal import Decimal


def taxed(amount: Decimal):
    return amount * 1.5


def run():
    return taxed(2.5)
`,
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

  it('still replace a float when only other errors are handled', () => {
    const text = handled('try:\n    return taxed(price)\nexcept (KeyError, ValueError):\n    return None');
    assert.equal(fixedWhole(text), text.replace('* 1.5', '* Decimal("1.5")'));
  });

  it('still replace a start that a Decimal method, a test and a fixed format read', () => {
    const lines = [
      'total.quantize(Decimal("0.01"))',
      'if total > 1:',
      '    total -= 1',
      'return f"{total:.2f}"',
    ];
    const text = handled(`total = 0.0\ntotal += price\n${lines.join('\n')}`);
    assert.equal(fixedWhole(text), text.replace('= 0.0', '= price * 0').replace('* 1.5', '* Decimal("1.5")'));
  });

  it('still replace a start whose uses are all decimals', () => {
    const text = account('return self.cash + Decimal("1.5")');
    assert.equal(fixedWhole(text), text.replaceAll('= 0.0', '= Decimal("0")'));
  });
});
