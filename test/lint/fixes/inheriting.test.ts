import { strict as assert } from 'node:assert';
import { after, kinds, type Marked } from './marked';

/** Programs in which a zero can inherit, and what it becomes. */
const inherited: readonly (Marked & { name: string; becomes: string })[] = [
  {
    name: 'an element of a tuple',
    rule: 'DB001',
    code: 'def f(ledger):\n    a, b = 0, «0.0»\n    return b + ‹ledger.cash›\n',
    becomes: 'a, b = 0, ledger.cash * 0',
  },
  {
    name: 'a slot of a dictionary',
    rule: 'DB001',
    code: 'def f(fee):\n    sums = {"fee": «0.0»}\n    sums["fee"] += ‹fee›\n',
    becomes: '{"fee": fee * 0}',
  },
  {
    name: 'a branch of a condition',
    rule: 'DB001',
    code: 'def f(fee, new):\n    x = «0.0» if new else 1\n    return x + ‹fee›\n',
    becomes: 'x = fee * 0 if new else 1',
  },
  {
    name: 'a signed literal',
    rule: 'DB001',
    code: 'def f(fee):\n    x = «-0.0»\n    return x + ‹fee›\n',
    becomes: 'x = fee * 0',
  },
  {
    name: 'a scalar of numpy',
    rule: 'DB001',
    code: 'def f(fee):\n    x = «np.float64(0)»\n    return x + ‹fee›\n',
    becomes: 'x = fee * 0',
  },
  {
    name: 'a literal that a keyword touches',
    rule: 'DB001',
    code: 'def f(fee, new):\n    x = «0.0»if new else 1\n    return x + ‹fee›\n',
    becomes: 'x = fee * 0 if new else 1',
  },
  {
    name: 'a loop variable, inside of its loop',
    rule: 'DB001',
    code: 'def f(days):\n    for day in days:\n        x = «0.0»\n        x += ‹day.fee›\n',
    becomes: 'x = day.fee * 0',
  },
  {
    name: 'what a context manager gives, inside of it',
    rule: 'DB001',
    code: 'def f():\n    with open_ledger() as ledger:\n        x = «0.0»\n        x += ‹ledger.fee›\n',
    becomes: 'x = ledger.fee * 0',
  },
  {
    name: 'a parameter of the function around',
    rule: 'DB001',
    code: 'def f(fee):\n    def g():\n        x = «0.0»\n        return x + ‹fee›\n    return g\n',
    becomes: 'x = fee * 0',
  },
  {
    name: 'a parameter that is there, by an earlier test',
    rule: 'DB001',
    code: 'def f(fee):\n    if fee is None or not fee:\n        return 0\n    x = «0.0»\n    return x + ‹fee›\n',
    becomes: 'x = fee * 0',
  },
  {
    name: 'a parameter that is there, inside of its test',
    rule: 'DB001',
    code: 'def f(order, new):\n    if new and (order is not None):\n        x = «0.0»\n        return x + ‹order.fee›\n',
    becomes: 'x = order.fee * 0',
  },
  {
    name: 'a parameter that is asserted to be there',
    rule: 'DB001',
    code: 'def f(order):\n    assert order\n    x = «0.0»\n    return x + ‹order.fee›\n',
    becomes: 'x = order.fee * 0',
  },
  {
    name: 'an attribute, from another method than the one that sets it',
    rule: 'DB001',
    ledger: ['capital'],
    code:
      'class A:\n    def __init__(self, capital):\n        self.capital = capital\n\n' +
      '    def left(self):\n        x = «0.0»\n        x += 1\n        return ‹self.capital› - x\n',
    becomes: 'x = self.capital * 0',
  },
];

/** Programs in which no ledger value can be read where the zero stands, or not for certain. */
const notInherited: Readonly<Record<string, string>> = {
  'a loop variable, before its loop':
    'def f(days):\n    x = «0.0»\n    for day in days:\n        x += ‹day.fee›\n',
  'a variable of a comprehension':
    'def f(days):\n    x = «0.0»\n    return [x + ‹day.fee› for day in days]\n',
  'a parameter that can be None': 'def f(fee=None):\n    x = «0.0»\n    if fee:\n        x += ‹fee›\n',
  'a parameter that is asked for None':
    'def f(fee):\n    x = «0.0»\n    if fee is None:\n        return x\n    return x + ‹fee›\n',
  'an object that is asked for None':
    'def f(order):\n    x = «0.0»\n    return x + ‹order.fee› if order is not None else x\n',
  'an object that is there in the other branch':
    'def f(order, x):\n    if order.fee is not None and order.fee > 1:\n        x = ‹order.fee›\n    else:\n        x = «0.0»\n    return x\n',
  'an object that is missing in this branch':
    'def f(order):\n    if order is None:\n        x = «0.0»\n        return x\n    return ‹order.fee›\n',
  'an object that an earlier test found to be missing':
    'def f(order):\n    if order is not None:\n        return 1\n    x = «0.0»\n    return x + ‹order.fee›\n',
  'an annotation with None': 'def f(fee: Decimal | None):\n    x = «0.0»\n    x += ‹fee›\n',
  'a name that is bound twice': 'def f(fee):\n    x = «0.0»\n    fee = Decimal(fee)\n    x += ‹fee›\n',
  'a name that is bound under a condition':
    'def f(new):\n    if new:\n        fee = load()\n    x = «0.0»\n    x += ‹fee›\n',
  'a call': 'def f(book):\n    x = «0.0»\n    x += ‹book.fee()›\n',
  'an element': 'def f(row):\n    x = «0.0»\n    x += ‹row["fee"]›\n',
  'all further arguments': 'def f(*fees):\n    x = «0.0»\n    x += ‹fees›\n',
  'an attribute that is None at first':
    'class A:\n    def __init__(self):\n        self.fee = None\n        self.x = «0.0»\n\n' +
    '    def add(self):\n        self.x += ‹self.fee›\n        return self.x\n',
  'an attribute that is set later':
    'class A:\n    def __init__(self, fee):\n        self.x = «0.0»\n        self.fee = Decimal(fee)\n\n' +
    '    def add(self):\n        self.x += ‹self.fee›\n        return self.x\n',
  'an attribute that the base class may set':
    'class A(Base):\n    def __init__(self):\n        self.x = «0.0»\n\n' +
    '    def add(self):\n        self.x += ‹self.fee›\n        return self.x\n',
  'a deleted name': 'def f(fee):\n    x = «0.0»\n    x += ‹fee›\n    del fee\n',
  'names that are each other': 'def f():\n    x = «0.0»\n    a = b\n    b = a\n    x += ‹a›\n',
  'the target itself': 'def f(x):\n    x.y = «0.0»\n    x.y += ‹x.y.z›\n',
};

describe('inheriting a zero', () => {
  for (const { name, becomes, ...marked } of inherited) {
    it(`is offered for ${name}`, async () => {
      const text = await after(marked, 'inherit');
      assert.ok(text.includes(becomes), text);
    });
  }

  for (const [name, code] of Object.entries(notInherited)) {
    it(`is not offered from ${name}`, async () => {
      const offered = await kinds({ rule: 'DB001', code });
      assert.equal(offered.includes('inherit'), false);
    });
  }

  it('is not offered for a start that is not zero', async () => {
    assert.deepEqual(await kinds({ rule: 'DB001', code: 'def f(fee):\n    x = «1.0»\n    x += ‹fee›\n' }), [
      'literal',
    ]);
  });

  it('is all there is when the ledger has a type of its own', async () => {
    const code = 'def f(fee):\n    x = «0.0»\n    x += ‹fee›\n';
    assert.deepEqual(await kinds({ rule: 'DB001', code, ledgerType: 'Money' }), ['inherit', 'lazy']);
  });
});
