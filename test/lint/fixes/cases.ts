import type { Fix } from '../../../engine/lint/finding';
import type { Marked } from './marked';

/** A program whose `run()` goes wrong before a fix and gives what it should after it. */
export interface Case extends Marked {
  readonly name: string;
  readonly kind: Fix['kind'];
  /** Outcome of the program before and after: a type, or what is raised; with its text where that is the point. */
  readonly before: string;
  readonly after: string;
}

const trades = `
from decimal import Decimal


class Trade:
    def __init__(self, amount):
        self.amount = Decimal(amount)


class Ledger:
    cash_flow = Decimal("12.50")


TRADES = [Trade("1.10"), Trade("2.20")]
`;

export const initialCases: readonly Case[] = [
  {
    name: 'a total over trades starts as an exact literal',
    rule: 'DB001',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 3.30',
    code: `${trades}
def run():
    total = «0.0»
    for trade in TRADES:
        total += ‹trade.amount›
    return total
`,
  },
  {
    name: 'a total inherits from a parameter',
    rule: 'DB001',
    kind: 'inherit',
    before: 'TypeError',
    after: 'Decimal 25.00',
    code: `${trades}
def twice(ledger):
    total = «0.0»
    for _ in range(2):
        total = total + ‹ledger.cash_flow›
    return total

def run():
    return twice(Ledger())
`,
  },
  {
    name: 'a total inherits from an earlier local',
    rule: 'DB001',
    kind: 'inherit',
    before: 'TypeError',
    after: 'Decimal 12.50',
    code: `${trades}
def run():
    flow = Ledger().cash_flow
    total = «.0»
    total += ‹flow›
    return total
`,
  },
  {
    name: 'a total inherits from what a later local is read from',
    rule: 'DB001',
    kind: 'inherit',
    before: 'TypeError',
    after: 'Decimal 12.50',
    ledger: ['ledger.cash_flow'],
    code: `${trades}
def change(ledger):
    previous = «0.»
    flow = ledger.cash_flow
    return ‹flow› - previous

def run():
    return change(Ledger())
`,
  },
  {
    name: 'a total inherits from a constant of the module',
    rule: 'DB001',
    kind: 'inherit',
    before: 'TypeError',
    after: 'Decimal 0.50',
    code: `from decimal import Decimal

FEE = Decimal("0.50")

def run():
    fees = «-0.0»
    fees = fees + ‹FEE›
    return fees
`,
  },
  {
    name: 'an attribute inherits from one that is set before it',
    rule: 'DB001',
    kind: 'inherit',
    before: 'TypeError',
    after: 'Decimal 5',
    ledger: ['capital'],
    code: `from decimal import Decimal

class Account:
    def __init__(self, capital):
        self.capital = capital
        self.spent = «0.0»

    def left(self):
        return ‹self.capital› - self.spent

def run():
    return Account(Decimal("5")).left()
`,
  },
  {
    name: 'a float leaks out of max() until the start inherits',
    rule: 'DB001',
    kind: 'inherit',
    before: 'float 0.0',
    after: 'Decimal',
    code: `from decimal import Decimal

def peak(pnl):
    best = «0.0»
    best = max(best, ‹pnl›)
    return best

def run():
    return peak(Decimal("-1.25"))
`,
  },
  {
    name: 'a latent start that is overwritten inherits without harm',
    rule: 'DB001',
    kind: 'inherit',
    before: 'Decimal 12.50',
    after: 'Decimal 12.50',
    code: `${trades}
def run():
    ledger = Ledger()
    flow = «0.0»
    flow = ‹ledger.cash_flow›
    return flow
`,
  },
  {
    name: 'an operand of the meeting is enough to inherit from',
    rule: 'DB001',
    kind: 'inherit',
    before: 'TypeError',
    after: 'Decimal 25.00',
    ledger: ['ledger.cash_flow'],
    code: `${trades}
def value(ledger):
    total = «0.0»
    for quantity in (1, 1):
        total += ‹quantity * ledger.cash_flow›
    return total

def run():
    return value(Ledger())
`,
  },
  {
    name: 'the previous cash flow of a metrics class starts at None',
    rule: 'DB001',
    kind: 'lazy',
    before: 'TypeError',
    after: 'Decimal 12.50',
    ledger: ['ledger.cash_flow', 'flow'],
    code: `${trades}
class Metrics:
    def __init__(self):
        self._previous_cash_flow = «0.0»

    def update(self, ledger):
        flow = ledger.cash_flow
        change = ‹flow› - self._previous_cash_flow
        self._previous_cash_flow = flow
        return change

def run():
    return Metrics().update(Ledger())
`,
  },
  {
    name: 'an attribute that is added to starts at None',
    rule: 'DB001',
    kind: 'lazy',
    before: 'TypeError',
    after: 'Decimal 2.20',
    code: `${trades}
class Sum:
    def __init__(self):
        self._total = «0.0»

    def add(self, trade):
        self._total += ‹trade.amount›
        return self._total

def run():
    sums = Sum()
    sums.add(TRADES[0])
    return sums.add(TRADES[0])
`,
  },
  {
    name: 'a peak that is read in a condition starts at None',
    rule: 'DB001',
    kind: 'lazy',
    before: 'float 0.0',
    after: 'Decimal',
    ledger: ['value'],
    code: `from decimal import Decimal

class Peak:
    def __init__(self):
        self._peak = «0.0»

    def see(self, value: Decimal):
        if ‹value› > self._peak:
            self._peak = value
        return self._peak

def run():
    return Peak().see(Decimal("-1"))
`,
  },
  {
    name: 'a one-line suite gets its guard above',
    rule: 'DB001',
    kind: 'lazy',
    before: 'TypeError',
    after: 'Decimal 3',
    code: `from decimal import Decimal

def run():
    total = «0.0»
    amount = Decimal(3)
    if amount > 2: total += ‹amount›
    else: total -= amount
    return total
`,
  },
  {
    name: 'a slot of a dictionary is an exact literal',
    rule: 'DB001',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 3.30',
    code: `${trades}
def run():
    totals = {"amount": «0.0», "count": 0}
    for trade in TRADES:
        totals["amount"] += ‹trade.amount›
    return totals["amount"]
`,
  },
  {
    name: 'a subscript is an exact literal',
    rule: 'DB001',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 1.10',
    code: `${trades}
def run():
    totals = {}
    totals["amount"] = «0.0»
    totals["amount"] += ‹TRADES[0].amount›
    return totals["amount"]
`,
  },
  {
    name: 'an attribute of the class is an exact literal',
    rule: 'DB001',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 1.10',
    code: `${trades}
class Book:
    fees = «0.0»

    def pay(self, trade):
        self.fees += ‹trade.amount›
        return self.fees

def run():
    return Book().pay(TRADES[0])
`,
  },
  {
    name: 'a start that is not zero keeps its digits',
    rule: 'DB001',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 1001.10',
    code: `${trades}
def run():
    cash = «1_000.0»
    cash += ‹TRADES[0].amount›
    return cash
`,
  },
  {
    name: 'one of several starts in a line is an exact literal',
    rule: 'DB001',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 1.10',
    code: `${trades}
def run():
    count, total = 0, «0.0»
    total += ‹TRADES[0].amount›
    return total
`,
  },
];

export const defaultCases: readonly Case[] = [
  {
    name: 'an annotated attribute',
    rule: 'DB002',
    kind: 'literal',
    before: 'float 0.0',
    after: 'Decimal 0.0',
    code: `from dataclasses import dataclass
from decimal import Decimal

@dataclass
class Account:
    balance: Decimal = «0.0»

def run():
    return Account().balance
`,
  },
  {
    name: 'a parameter',
    rule: 'DB002',
    kind: 'literal',
    before: 'float 0.25',
    after: 'Decimal 0.25',
    code: `from decimal import Decimal

def fee(rate: Decimal = «0.25») -> Decimal:
    return rate

def run():
    return fee()
`,
  },
  {
    name: 'a parameter by keyword only, with its small digits',
    rule: 'DB002',
    kind: 'literal',
    before: 'float 0.001',
    after: 'Decimal 0.001',
    code: `import decimal

def fee(*, rate: decimal.Decimal = «1e-3») -> decimal.Decimal:
    return rate

def run():
    return fee()
`,
  },
  {
    name: 'a field with a default',
    rule: 'DB002',
    kind: 'literal',
    before: 'float 0.5',
    after: 'Decimal 0.5',
    code: `from dataclasses import dataclass, field
from decimal import Decimal as D

@dataclass
class Order:
    rate: D = field(default=«.5»)

def run():
    return Order().rate
`,
  },
  {
    name: 'get with a default',
    rule: 'DB002',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 1.0',
    code: `from decimal import Decimal

def run():
    balances: dict[str, Decimal] = {}
    return balances.get("cash", «0.0») + Decimal(1)
`,
  },
  {
    name: 'a sum with a start',
    rule: 'DB002',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 3.30',
    code: `${trades}
def run():
    return sum((trade.amount for trade in TRADES), «0.0»)
`,
  },
  {
    name: 'a sum with a start by name',
    rule: 'DB002',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 3.30',
    code: `${trades}
def run():
    return sum([trade.amount for trade in TRADES], start=«0.0»)
`,
  },
  {
    name: 'a sum with a start that is not zero',
    rule: 'DB002',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 4.80',
    code: `${trades}
def run():
    return sum([trade.amount for trade in TRADES], «1.5»)
`,
  },
  {
    name: 'a dictionary that makes floats',
    rule: 'DB002',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 1.10',
    code: `${trades}
from collections import defaultdict

def run():
    totals = defaultdict(«float»)
    totals["a"] += TRADES[0].amount
    return totals["a"]
`,
  },
  {
    name: 'a dictionary that makes float zeros',
    rule: 'DB002',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 1.10',
    code: `${trades}
from collections import defaultdict

def run():
    totals = defaultdict(lambda: «0.0»)
    totals["a"] += TRADES[0].amount
    return totals["a"]
`,
  },
  {
    name: 'a value or zero',
    rule: 'DB002',
    kind: 'literal',
    before: 'TypeError',
    after: 'Decimal 1.0',
    code: `from decimal import Decimal

def run():
    discount: Decimal | None = None
    return (discount or «0.0») + Decimal(1)
`,
  },
  {
    name: 'a value, else zero',
    rule: 'DB002',
    kind: 'literal',
    before: 'float 0.0',
    after: 'Decimal 0.0',
    code: `from decimal import Decimal

def cost(amount: Decimal, charged: bool) -> Decimal:
    return amount if charged else «0.0»

def run():
    return cost(Decimal(1), False)
`,
  },
  {
    name: 'a returned zero',
    rule: 'DB002',
    kind: 'literal',
    before: 'float 0.0',
    after: 'Decimal 0.0',
    code: `from decimal import Decimal

class Portfolio:
    start = Decimal(0)

    @property
    def returns(self) -> Decimal:
        if self.start == 0:
            return «0.0»
        return Decimal(1) / self.start

def run():
    return Portfolio().returns
`,
  },
  {
    name: 'a default where no decimal is imported yet',
    rule: 'DB002',
    kind: 'literal',
    before: 'float 0.0',
    after: 'Decimal 0.0',
    code: `"""Fees."""
from __future__ import annotations

import os

def fee(rate: "Decimal" = «0.0»):
    return rate

def run():
    return fee()
`,
  },
];

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
