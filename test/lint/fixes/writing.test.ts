import { strict as assert } from 'node:assert';
import { after, fixesOf, kinds, type Marked } from './marked';

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
    { rule: 'DB006', code: 'x = a * «rate»\n', changes: true },
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
  { rule: 'DB002', code: 'x = a or«.5»\n', fixed: 'x = a or Decimal("0.5")\n' },
  { rule: 'DB002', code: 'x = sum(a , «0.0»,)\n', fixed: 'x = sum(a,)\n' },
  { rule: 'DB002', code: 'x = sum(a, # all\n    «0.0»)\n', fixed: 'x = sum(a, # all\n    Decimal("0"))\n' },
  { rule: 'DB003', code: "x = f'{«Decimal(0.1)»}'\n", fixed: 'x = f\'{Decimal("0.1")}\'\n' },
  { rule: 'DB003', code: 'x = f"{«Decimal(0.1)»}"\n', fixed: 'x = f"{Decimal(\'0.1\')}"\n' },
  { rule: 'DB003', code: 'x = «Decimal(value=-.5)»\n', fixed: 'x = Decimal(value="-0.5")\n' },
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
  { rule: 'DB006', code: 'x = a * «(b / 2.0)»\n', fixed: 'x = a * Decimal(str(b / 2.0))\n' },
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
    it(`offers nothing when ${name}`, async () => {
      assert.deepEqual(await kinds(marked), []);
    });
  }
});
