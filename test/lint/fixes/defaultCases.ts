import { trades, type Case } from './program';

export const defaultCases: readonly Case[] = [
  {
    name: 'a unit that rounds keeps its exponent',
    rule: 'DB002',
    kind: 'literal',
    before: 'Decimal 3',
    after: 'Decimal 3',
    code: `from decimal import Decimal

UNIT: Decimal = «1.00»

def run():
    return Decimal("2.57").quantize(Decimal(UNIT))
`,
  },
  {
    name: 'an annotated attribute',
    rule: 'DB002',
    kind: 'literal',
    before: 'float 0.0',
    after: 'Decimal 0',
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
    after: 'Decimal 1',
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
    after: 'Decimal 1',
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
    after: 'Decimal 0',
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
    after: 'Decimal 0',
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
    after: 'Decimal 0',
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
