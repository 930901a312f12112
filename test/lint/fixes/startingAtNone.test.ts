import { strict as assert } from 'node:assert';
import { after, fixesOf, kinds } from './marked';

/** Programs whose zero can start at None: with the guards that are expected. */
const lazies: Readonly<Record<string, { code: string; fixed: string; ledger?: readonly string[] }>> = {
  'a read in a loop': {
    code: 'def f(days):\n    x = «0.0»\n    for day in days:\n        x += ‹day.fee›\n',
    fixed:
      'def f(days):\n    x = None\n    for day in days:\n        if x is None:\n            x = day.fee * 0\n        x += day.fee\n',
  },
  'tabs and CRLF': {
    code: 'def f(days):\r\n\tx = «0.0»\r\n\tfor day in days:\r\n\t\tx += ‹day.fee›  # all\r\n',
    fixed:
      'def f(days):\r\n\tx = None\r\n\tfor day in days:\r\n\t\tif x is None:\r\n\t\t\tx = day.fee * 0\r\n\t\tx += day.fee  # all\r\n',
  },
  'a read in the head of a condition': {
    code: 'def f(fee):\n  x = «0.0»\n  if fee.a:\n    pass\n  elif ‹fee› > x:\n    return x\n',
    fixed:
      'def f(fee):\n  x = None\n  if x is None:\n    x = fee * 0\n  if fee.a:\n    pass\n  elif fee > x:\n    return x\n',
  },
  'a write before the read on one way only': {
    code: 'def f(fee, new):\n    x = «0.0»\n    if new:\n        x = fee\n    return x + ‹fee›\n',
    fixed:
      'def f(fee, new):\n    x = None\n    if new:\n        x = fee\n    if x is None:\n        x = fee * 0\n    return x + fee\n',
  },
  'a read in a comprehension': {
    code: 'def f(fee, days):\n    x = «0.0»\n    return [x + ‹fee› for day in days]\n',
    fixed:
      'def f(fee, days):\n    x = None\n    if x is None:\n        x = fee * 0\n    return [x + fee for day in days]\n',
  },
  'a read in a lambda': {
    code: 'def f(fee):\n    x = «0.0»\n    return lambda: x + ‹fee›\n',
    fixed: 'def f(fee):\n    x = None\n    if x is None:\n        x = fee * 0\n    return lambda: x + fee\n',
  },
  'an element that the same statement reads': {
    code: 'def f(rows):\n    x = «0.0»\n    for row in rows:\n        x += ‹row["fee"]›\n',
    ledger: ['row["fee"]'],
    fixed:
      'def f(rows):\n    x = None\n    for row in rows:\n        if x is None:\n            x = row["fee"] * 0\n        x += row["fee"]\n',
  },
  'a start in a loop that is left early': {
    code: 'def f(days, fee):\n    while days:\n        x = «0.0»\n        for day in days:\n            if day:\n                break\n            x = fee\n        days = use(x + ‹fee›)\n',
    fixed:
      'def f(days, fee):\n    while days:\n        x = None\n        for day in days:\n            if day:\n                break\n            x = fee\n        if x is None:\n            x = fee * 0\n        days = use(x + fee)\n',
  },
  'a handler and what follows it': {
    code: 'def f(fee):\n    x = «0.0»\n    try:\n        x = load()\n    except OSError:\n        log(x, ‹fee›)\n    return x\n',
    ledger: ['fee'],
    fixed:
      'def f(fee):\n    x = None\n    try:\n        x = load()\n    except OSError:\n        if x is None:\n            x = fee * 0\n        log(x, fee)\n    return x\n',
  },
  'several methods, each with a ledger value at hand': {
    ledger: ['order.fee', 'order.price'],
    code:
      'class A:\n    def __init__(self):\n        self._x = «0.0»\n\n    def add(self, order):\n        self._x += ‹order.fee›\n\n' +
      '    def left(this, order):\n        return order.price - this._x\n',
    fixed:
      'class A:\n    def __init__(self):\n        self._x = None\n\n    def add(self, order):\n        if self._x is None:\n            self._x = order.fee * 0\n        self._x += order.fee\n\n' +
      '    def left(this, order):\n        if this._x is None:\n            this._x = order.price * 0\n        return order.price - this._x\n',
  },
};

const notLazy: Readonly<Record<string, string>> = {
  'a read after a loop that may not run':
    'def f(days):\n    x = «0.0»\n    for day in days:\n        x += ‹day.fee›\n    return x\n',
  'a method that reads it with no ledger value at hand':
    'class A:\n    def __init__(self):\n        self._x = «0.0»\n\n    def add(self, fee):\n        self._x += ‹fee›\n\n    def get(self):\n        return self._x\n',
  'a read from outside of the class':
    'class A:\n    def __init__(self):\n        self.x = «0.0»\n\n    def add(self, fee):\n        self.x += ‹fee›\n\nprint(A().x)\n',
  'a variable of the module': 'x = «0.0»\n\ndef f(fee):\n    global x\n    x += ‹fee›\n',
  'a variable that an inner function writes':
    'def f(fee):\n    x = «0.0»\n    def g():\n        nonlocal x\n        x += ‹fee›\n    return g\n',
  'a statement behind another one on its line': 'def f(fee):\n    x = «0.0»; x += ‹fee›\n    y = 1\n',
  'a chain of targets': 'def f(fee):\n    x = y = «0.0»\n    x += ‹fee›\n',
  'a start that is one of two': 'def f(fee, new):\n    x = «0.0» if new else fee\n    x += ‹fee›\n',
  'another None': 'def f(fee):\n    x = «0.0»\n    if fee > 1:\n        x = None\n    x += ‹fee›\n',
  'a method that is not the constructor':
    'class A:\n    def reset(self):\n        self._x = «0.0»\n\n    def add(self, fee):\n        self._x += ‹fee›\n',
};

describe('starting at None', () => {
  for (const [name, { code, fixed, ledger = [] }] of Object.entries(lazies)) {
    it(`puts guards before ${name}`, async () => {
      assert.equal(await after({ rule: 'DB001', code, ledger }, 'lazy'), fixed);
    });
  }

  for (const [name, code] of Object.entries(notLazy)) {
    it(`is not offered for ${name}`, async () => {
      const offered = await kinds({ rule: 'DB001', code });
      assert.equal(offered.includes('lazy'), false);
    });
  }

  it('says that others may see None when the attribute is public', async () => {
    const code = (name: string): string =>
      `class A:\n    def __init__(self):\n        self.${name} = «0.0»\n\n    def add(self, fee):\n        self.${name} += ‹fee›\n`;
    const changes = async (name: string): Promise<boolean | undefined> =>
      (await fixesOf({ rule: 'DB001', code: code(name) })).fixes.find(({ kind }) => kind === 'lazy')
        ?.changesValue;
    assert.equal(await changes('fees'), true);
    assert.equal(await changes('_fees'), false);
  });
});
