import { trades, type Case } from './program';

export const conversionCases: readonly Case[] = [
  {
    name: 'Decimal of a literal',
    rule: 'DB003',
    kind: 'literal',
    before: 'Decimal 0.1000000000000000055511151231257827021181583404541015625',
    after: 'Decimal 0.1',
    code: 'from decimal import Decimal\n\ndef run():\n    return «Decimal(0.1)»\n',
  },
  {
    name: 'Decimal of a negative literal',
    rule: 'DB003',
    kind: 'literal',
    before: 'Decimal -1.100000000000000088817841970012523233890533447265625',
    after: 'Decimal -1.1',
    code: 'import decimal\n\ndef run():\n    return «decimal.Decimal(-1.1)»\n',
  },
  {
    name: 'Decimal of a whole literal that sets an exponent',
    rule: 'DB003',
    kind: 'literal',
    before: 'Decimal 3',
    after: 'Decimal 3',
    code: 'from decimal import Decimal\n\ndef run():\n    return Decimal("2.57").quantize(«Decimal(1.0)»)\n',
  },
  {
    name: 'Decimal of a large literal that Python writes out',
    rule: 'DB003',
    kind: 'literal',
    before: 'Decimal 10000000000000000000000',
    after: 'Decimal 10000000000000000000000',
    code: 'from decimal import Decimal\n\ndef run():\n    return «Decimal(1e22)»\n',
  },
  {
    name: 'Decimal of a negative zero',
    rule: 'DB003',
    kind: 'literal',
    before: 'Decimal -0',
    after: 'Decimal -0',
    code: 'from decimal import Decimal\n\ndef run():\n    return «Decimal(-0.0)»\n',
  },
  {
    name: 'Decimal of a float expression',
    rule: 'DB003',
    kind: 'literal',
    before: 'Decimal 0.299999999999999988897769753748434595763683319091796875',
    after: 'Decimal 0.3',
    code: 'from decimal import Decimal\n\ndef run():\n    rate: float = 0.3\n    return «Decimal(rate)»\n',
  },
  {
    name: 'a literal inside of a formatted string',
    rule: 'DB003',
    kind: 'literal',
    before: 'str 0.200000000000000011102230246251565404236316680908203125',
    after: 'str 0.2',
    code: 'from decimal import Decimal\n\ndef run():\n    return f"{«Decimal(0.2)»}"\n',
  },
  {
    name: 'float of a value that is added to a decimal',
    rule: 'DB004',
    kind: 'unwrap',
    other: 'ledger',
    before: 'TypeError',
    after: 'Decimal 3.30',
    code: `${trades}
def run():
    return «float(TRADES[0].amount)» + TRADES[1].amount
`,
  },
  {
    name: 'float of a difference that is taken from a decimal',
    rule: 'DB004',
    kind: 'unwrap',
    other: 'ledger',
    before: 'TypeError',
    after: 'Decimal 2.20',
    code: `${trades}
def run():
    a, b = TRADES
    return a.amount - «float(a.amount - b.amount)»
`,
  },
  {
    name: 'float of a value that an integer is added to',
    rule: 'DB004',
    kind: 'unwrap',
    other: 'int',
    before: 'float 2.1',
    after: 'Decimal 2.10',
    code: `${trades}
def run():
    return «float(TRADES[0].amount)» + 1
`,
  },
  {
    name: 'float of a value that a float literal is added to',
    rule: 'DB004',
    kind: 'unwrap',
    other: 'float',
    before: 'float 1.35',
    after: 'Decimal 1.35',
    code: `${trades}
def run():
    return «float(TRADES[0].amount)» + 0.25
`,
  },
  {
    name: 'float that is assigned back',
    rule: 'DB004',
    kind: 'unwrap',
    other: null,
    before: 'float 1.1',
    after: 'Decimal 1.10',
    code: `${trades}
def settle(amount: Decimal):
    amount = «float(amount)»
    return amount

def run():
    return settle(TRADES[0].amount)
`,
  },
  {
    name: 'a comparison for equality with an inexact literal',
    rule: 'DB005',
    kind: 'literal',
    before: 'bool False',
    after: 'bool True',
    code: 'from decimal import Decimal\n\ndef run():\n    return Decimal("0.1") == «0.1»\n',
  },
  {
    name: 'a comparison with zero',
    rule: 'DB005',
    kind: 'literal',
    before: 'bool True',
    after: 'bool True',
    code: 'from decimal import Decimal\n\ndef run():\n    return Decimal("0.1") > «0.0»\n',
  },
  {
    name: 'a product with a literal',
    rule: 'DB006',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 0.110',
    code: `${trades}
def run():
    return TRADES[0].amount * «0.1»
`,
  },
  {
    name: 'a literal divided by a decimal',
    rule: 'DB006',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 0.5',
    code: 'from decimal import Decimal\n\ndef run():\n    return «1.»/Decimal(2)\n',
  },
  {
    name: 'a literal in an augmented assignment',
    rule: 'DB006',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 1.85',
    code: `${trades}
def run():
    amount = TRADES[0].amount
    amount += «.75»
    return amount
`,
  },
  {
    name: 'a negative literal',
    rule: 'DB006',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal -1.00',
    code: 'from decimal import Decimal\n\ndef run():\n    return Decimal(2) * «-0.50»\n',
  },
  {
    name: 'a float that has a name',
    rule: 'DB006',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 0.6',
    code: `from decimal import Decimal

def charge(price: Decimal, rate: float) -> Decimal:
    return price * «rate»

def run():
    return charge(Decimal(2), 0.3)
`,
  },
  {
    name: 'numbers of JSON',
    rule: 'DB007',
    kind: 'literal',
    before: 'Decimal 0.1000000000000000055511151231257827021181583404541015625',
    after: 'Decimal 0.1',
    code: `import json
from decimal import Decimal

def run():
    return Decimal(«json.loads('{"price": 0.1}')»["price"])
`,
  },
  {
    name: 'a precision that stays in its function',
    rule: 'DB008',
    kind: 'context',
    before: 'str 0.333 0.333',
    after: 'str 0.333 0.3333333333333333333333333333',
    code: `from decimal import Decimal, getcontext

def third():
    «getcontext().prec = 3»  # three digits
    note = """
as it is
"""
    if note:
        return str(Decimal(1) / 3)

def run():
    return third() + " " + str(Decimal(1) / 3)
`,
  },
  {
    name: 'a context that stays in its function',
    rule: 'DB008',
    kind: 'context',
    before: 'str 0.33 0.33',
    after: 'str 0.33 0.3333333333333333333333333333',
    code: `import decimal

def third():
    «decimal.setcontext(decimal.Context(prec=2))»
    return str(decimal.Decimal(1) / 3)

def run():
    decimal.setcontext(decimal.Context(prec=28))
    return third() + " " + str(decimal.Decimal(1) / 3)
`,
  },
];
