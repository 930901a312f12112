import { strict as assert } from 'node:assert';
import { after, fixesOf, kinds, type Marked } from './marked';

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

  it('is all there is where the ledger has a type of its own', async () => {
    const code = 'def f(fee):\n    x = «0.0»\n    x += ‹fee›\n';
    assert.deepEqual(await kinds({ rule: 'DB001', code, ledgerType: 'Money' }), ['inherit', 'lazy']);
  });
});

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

  it('says that others may see None where the attribute is public', async () => {
    const code = (name: string): string =>
      `class A:\n    def __init__(self):\n        self.${name} = «0.0»\n\n    def add(self, fee):\n        self.${name} += ‹fee›\n`;
    const changes = async (name: string): Promise<boolean | undefined> =>
      (await fixesOf({ rule: 'DB001', code: code(name) })).fixes.find(({ kind }) => kind === 'lazy')
        ?.changesValue;
    assert.equal(await changes('fees'), true);
    assert.equal(await changes('_fees'), false);
  });
});

describe('what a fix says of values', () => {
  const said: readonly (Marked & { changes: boolean })[] = [
    { rule: 'DB001', code: 'x = «0.0»\nx += ‹Decimal(1)›\n', changes: false },
    { rule: 'DB001', code: 'x = «0.1»\nx += ‹Decimal(1)›\n', changes: true },
    { rule: 'DB002', code: 'x: Decimal = «0.5»\n', changes: false },
    { rule: 'DB002', code: 'x: Decimal = «0.01»\n', changes: true },
    { rule: 'DB002', code: 'x: Decimal = «1e22»\n', changes: false },
    { rule: 'DB002', code: 'x: Decimal = «1e23»\n', changes: true },
    { rule: 'DB002', code: 'x: Decimal = «9007199254740993.0»\n', changes: true },
    { rule: 'DB003', code: 'x = «Decimal(0.25)»\n', changes: false },
    { rule: 'DB003', code: 'x = «Decimal(0.1)»\n', changes: true },
    { rule: 'DB004', other: 'ledger', code: 'x = «float(a)» + b\n', changes: false },
    { rule: 'DB004', other: 'unknown', code: 'x = «float(a)» + b\n', changes: true },
    { rule: 'DB005', code: 'x = a > «2.50»\n', changes: false },
    { rule: 'DB005', code: 'x = a > «0.1»\n', changes: true },
    { rule: 'DB006', code: 'x = a * «0.1»\n', changes: false },
    { rule: 'DB007', code: 'x = «json.loads(text)»\n', changes: true },
  ];
  for (const { changes, ...marked } of said) {
    it(`${marked.rule} ${changes ? 'can change' : 'keeps'} the value in ${marked.code.trim()}`, async () => {
      const { fixes } = await fixesOf(marked);
      assert.deepEqual(
        fixes.map(({ changesValue }) => changesValue),
        [changes],
      );
    });
  }
});

/** What one fix makes of a line or a few: small matters of writing. */
const written: readonly (Marked & { fixed: string })[] = [
  { rule: 'DB002', code: 'x = a or«.5»\n', fixed: 'x = a or Decimal(".5")\n' },
  { rule: 'DB002', code: 'x = sum(a , «0.0»,)\n', fixed: 'x = sum(a,)\n' },
  { rule: 'DB002', code: 'x = sum(a, # all\n    «0.0»)\n', fixed: 'x = sum(a, # all\n    Decimal("0.0"))\n' },
  { rule: 'DB003', code: "x = f'{«Decimal(0.1)»}'\n", fixed: 'x = f\'{Decimal("0.1")}\'\n' },
  { rule: 'DB003', code: 'x = f"{«Decimal(0.1)»}"\n', fixed: 'x = f"{Decimal(\'0.1\')}"\n' },
  { rule: 'DB003', code: 'x = «Decimal(value=-.5)»\n', fixed: 'x = Decimal(value="-.5")\n' },
  { rule: 'DB003', code: 'x = «Decimal(a * b)»\n', fixed: 'x = Decimal(str(a * b))\n' },
  { rule: 'DB004', other: 'ledger', code: 'x = «float(a + b)» - c\n', fixed: 'x = (a + b) - c\n' },
  { rule: 'DB004', other: 'ledger', code: 'x = a - «float( b )»\n', fixed: 'x = a - ( b )\n' },
  {
    rule: 'DB004',
    other: 'ledger',
    code: 'x = c + «float(b)»if c else 0\n',
    fixed: 'x = c + (b)if c else 0\n',
  },
  {
    rule: 'DB004',
    other: 'ledger',
    code: 'x = c + «float(  # why\n    b\n)»\n',
    fixed: 'x = c + (  # why\n    b\n)\n',
  },
  { rule: 'DB005', code: 'x = a > «100.0»\n', fixed: 'x = a > 100\n' },
  { rule: 'DB005', code: 'x = «0.0» < a\n', fixed: 'x = 0 < a\n' },
  { rule: 'DB005', code: 'x = a == «-1_0.00»\n', fixed: 'x = a == -1_0\n' },
  { rule: 'DB006', code: 'x = a ** «0.5»\n', fixed: 'x = a ** Decimal("0.5")\n' },
  {
    rule: 'DB007',
    code: 'x = «json.loads(\n    text,\n)»\n',
    fixed: 'x = json.loads(\n    text,\n    parse_float=Decimal,\n)\n',
  },
  { rule: 'DB007', code: 'x = «response.json()»\n', fixed: 'x = response.json(parse_float=Decimal)\n' },
];

describe('how a fix writes', () => {
  const imported = 'from decimal import Decimal\n\n';
  for (const { fixed, ...marked } of written) {
    it(`${marked.rule} makes of ${marked.code.replace(/\s*\n\s*/g, ' ')}what belongs there`, async () => {
      const { fixes } = await fixesOf({ ...marked, code: imported + marked.code });
      assert.equal(fixes.length, 1);
      assert.equal(
        await after({ ...marked, code: imported + marked.code }, fixes[0]?.kind ?? 'literal'),
        imported + fixed,
      );
    });
  }

  const none: Readonly<Record<string, Marked>> = {
    'a formatted string takes both quotes': { rule: 'DB003', code: `x = f"""{f'{«Decimal(0.1)»}'}"""\n` },
    'an awaited answer takes no argument': {
      rule: 'DB007',
      code: 'async def f():\n    x = await «response.json()»\n',
    },
    'a precision is set for the whole module': { rule: 'DB008', code: '«getcontext().prec = 9»\nx = 1\n' },
    'a precision is set under a condition': {
      rule: 'DB008',
      code: 'def f():\n    if x:\n        «getcontext().prec = 9»\n        y = 1\n    return z\n',
    },
    'nothing follows the precision': {
      rule: 'DB008',
      code: 'def f():\n    x = 1\n    «getcontext().prec = 9»\n',
    },
    'a generator would keep the precision': {
      rule: 'DB008',
      code: 'def f():\n    «getcontext().prec = 9»\n    yield 1\n',
    },
    'the name str is taken': { rule: 'DB003', code: 'def f(str):\n    return «Decimal(a)»\n' },
  };
  for (const [name, marked] of Object.entries(none)) {
    it(`offers nothing where ${name}`, async () => {
      assert.deepEqual(await kinds(marked), []);
    });
  }
});
