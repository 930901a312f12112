import { trades, type Case } from './program';

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
