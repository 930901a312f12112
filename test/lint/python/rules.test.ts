import { strict as assert } from 'node:assert';
import path from 'node:path';
import { analyserOf, expected, folder, found, lineOf, type Files } from './pythonFixture';

/** Every line that ends in `# ! RULE severity` must have these findings, and every other line none. */
const cases: Record<string, Files> = {
  'a local float zero that ledger values are added to': {
    'a.py': `from decimal import Decimal
def total(amounts: list[Decimal]):
    total = 0.0  # ! DB001 error
    for amount in amounts:
        total += amount
    return total
`,
  },
  'a zero that is reassigned or goes through max, which leaks without raising': {
    'a.py': `from decimal import Decimal
def best(amounts: list[Decimal], flag):
    best = 0.0  # ! DB001 warning
    last = np.float64(0)  # ! DB001 warning
    for amount in amounts:
        best = max(best, amount)
        last = amount
    if flag:
        chosen = 0.0  # ! DB001 warning
    else:
        chosen = amounts[0]
    return best, last, chosen
`,
  },
  'an int zero, a float that meets nothing, and a float that is replaced before': {
    'a.py': `from decimal import Decimal
def total(amounts: list[Decimal], n):
    total = 0
    for amount in amounts:
        total += amount
    scale = 1.5
    width = scale * n
    return total, width, scale
`,
  },
  'an attribute that meets a ledger value in another method': {
    'a.py': `from decimal import Decimal as D
class Account:
    rate = 0.25  # ! DB001 error
    def __init__(self, cash: D):
        self.cash = cash
        self.previous = 0.0  # ! DB001 error
        self.idle = 0.0
    def change(self):
        return self.cash - self.previous
    def interest(self):
        return self.cash * self.rate
    def reset(self):
        self.previous = 0.0  # ! DB001 error
`,
  },
  'keys of typed dictionaries, assigned and returned': {
    'a.py': `from decimal import Decimal
from typing import Dict, TypedDict
class Totals(TypedDict):
    gain: Decimal
    weight: float
class Report:
    def __init__(self):
        self.totals: Totals = {"gain": 0.0, "weight": 0.0}  # ! DB002 error
        self.plain: Totals = {"gain": Decimal("0"), "weight": 0.0}
    def add(self, gain: Decimal):
        self.totals["gain"] += gain
def nothing() -> Totals:
    return {"gain": 0.0, "weight": 1.5}  # ! DB002 error
def balances() -> Dict[str, Decimal]:
    return {"EUR": 0.0}  # ! DB002 error
def shares() -> Dict[str, float]:
    return {"EUR": 0.0}
`,
  },
  'items of dictionaries in dictionaries': {
    'a.py': `from decimal import Decimal
from typing import Dict
class Book:
    def __init__(self):
        self.wallets: Dict[str, Dict[str, Decimal]] = {}
        self.weights: Dict[str, Dict[str, float]] = {}
    def add(self, wallet, asset, amount: Decimal):
        if asset not in self.wallets[wallet]:
            self.wallets[wallet][asset] = 0.0  # ! DB002 error
            self.weights[wallet][asset] = 0.0
        self.wallets[wallet][asset] += amount
    def reset(self, wallet, asset):
        inner = self.wallets[wallet]
        inner[asset] = 0.0  # ! DB002 error
        self.wallets[wallet][asset] = 0
`,
  },
  'what isinstance tells of a value chosen by it': {
    'a.py': `from decimal import Decimal
from typing import Union
class Money:
    def __init__(self, amount: Union[Decimal, str, float]):
        self._amount = amount if isinstance(amount, Decimal) else Decimal(str(amount))
        self._given = amount if isinstance(amount, (str, float)) else amount
    def half(self):
        return self._amount / 2.0  # ! DB006 error
    def scaled(self):
        return self._given * 2.0
`,
  },
  'slots of dictionaries, by key and in factories': {
    'a.py': `from collections import defaultdict
from decimal import Decimal
def sums(rows: dict[str, Decimal]):
    totals = {"cash": 0.0, "name": "x", "width": 0.0}  # ! DB001 error
    by = {}
    grouped = defaultdict(float)  # ! DB002 warning
    zeros = {key: 0.0 for key in rows}  # ! DB001 error
    for key, row in rows.items():
        totals["cash"] += row
        if key not in by:
            by[key] = 0.0  # ! DB001 error
        by[key] += row
        grouped[key] += row
        zeros[key] += row
    return totals, by
`,
  },
  'names that several targets and tuples bind': {
    'a.py': `from decimal import Decimal
def both(row: tuple[Decimal, int]):
    a = b = 0.0  # ! DB001 error
    c, d = 0.0, 1  # ! DB001 error
    amount, count = row
    return a + amount, b, c - amount, d * count
`,
  },
  'defaults of fields, parameters, lookups, sums and expressions': {
    'a.py': `from dataclasses import dataclass, field
from decimal import Decimal
from typing import Optional
from pydantic import BaseModel, Field
@dataclass
class Line:
    price: Decimal = 0.0  # ! DB002 error
    tax: Optional[Decimal] = field(default=0.0)  # ! DB002 error
    weight: float = 0.0
class Config(BaseModel):
    fee: Decimal = Field(0.01, ge=0.0)  # ! DB002 error
def pay(amount: Decimal = 0.5, fee=0.1):  # ! DB002 error, DB002 warning
    return amount + fee
def all_of(lines: list[Line], by: dict[str, Decimal], line: Line, xs: list[Decimal]) -> Decimal:
    a = by.get("x", 0.0)  # ! DB002 warning
    b = sum(xs, 0.0)  # ! DB002 warning
    c = line.price or 0.0  # ! DB002 warning
    d = line.price if lines else 0.0  # ! DB002 warning
    e = next((line.tax for line in lines), 0.0)  # ! DB002 warning
    f = max((line.tax for line in lines), default=0.0)  # ! DB002 warning
    g = getattr(line, "price", 0.0)  # ! DB002 warning
    if not lines:
        return 0.0  # ! DB002 error
    return a + b + c + d + e + f + g
`,
  },
  'a return of a float among ledger values, without an annotation': {
    'a.py': `from decimal import Decimal
class Ledger:
    value: Decimal
    @property
    def returns(self):
        if not self.value:
            return 0.0  # ! DB002 warning
        return self.value / 2
    def ratio(self) -> float:
        if not self.value:
            return 0.0
        return float(self.value)
`,
  },
  'decimals made of floats': {
    'a.py': `import decimal, math, time
from decimal import Decimal
def make(price: float, count: int, text: str, any_number):
    Decimal(0.1)  # ! DB003 warning
    Decimal(-0.5)  # ! DB003 hint
    decimal.Decimal(price)  # ! DB003 warning
    Decimal(count / 3)  # ! DB003 warning
    Decimal(time.time())  # ! DB003 warning
    Decimal(any_number * 1.5)  # ! DB003 warning
    Decimal(str(price)), Decimal(text), Decimal(count), Decimal(any_number), Decimal(math.inf)
    Decimal.from_float(price)
`,
  },
  'conversions inside money arithmetic, and at its borders': {
    'a.py': `from decimal import Decimal
class Account:
    cash: Decimal
    def work(self, amount: Decimal, api, value) -> float:
        a = float(amount) + self.cash  # ! DB004 warning
        b = 1 - float(amount)  # ! DB004 warning
        self.cash = float(self.cash)  # ! DB004 warning
        api.send(float(amount), price=float(self.cash))
        {"amount": float(amount)}
        f"{float(amount):.2f}"
        float(amount) - float(self.cash)
        float(amount) * 2, float(amount) / 3
        if isinstance(value, Decimal):
            value = float(value)
        return float(amount)
`,
  },
  'comparisons with float literals': {
    'a.py': `from decimal import Decimal
def test(d: Decimal, x):
    d == 0.1  # ! DB005 warning
    0.1 != d  # ! DB005 warning
    d == 0.5  # ! DB005 hint
    d > 0.1  # ! DB005 hint
    0.0 < d < 1.5  # ! DB005 hint, DB005 hint
    d > 0, d == x, x == 0.1
`,
  },
  'float literals and annotated floats in arithmetic': {
    'a.py': `import math
from decimal import Decimal
def work(d: Decimal, rate: float, n: int):
    d * 1.5  # ! DB006 error
    0.5 - d  # ! DB006 error
    d / rate  # ! DB006 error
    d -= 0.01  # ! DB006 error
    d * math.sqrt(2)  # ! DB006 error
    d.quantize(0.01)  # ! DB006 error
    d * (1 + rate)  # ! DB006 error
    d * n, d * 2, d * Decimal("0.5"), d ** 2
    if isinstance(d, float):
        d * 1.5
`,
  },
  'numbers of JSON that become decimals': {
    'a.py': `import json, requests
from decimal import Decimal
def read(text, response):
    data = json.loads(text)  # ! DB007 hint
    Decimal(str(data["price"]))
    exact = json.loads(text, parse_float=Decimal)
    Decimal(exact["price"])
    names = json.loads(text)
    for row in requests.get(text).json():  # ! DB007 hint
        Decimal(row["amount"])
    return names["name"]
`,
  },
  'precision that is changed for all': {
    'a.py': `import decimal
from decimal import getcontext, localcontext, setcontext, Context
getcontext().prec = 50  # ! DB008 hint
def work(context):
    setcontext(context)  # ! DB008 hint
    with localcontext() as local:
        local.prec = 10
        decimal.getcontext().prec = 12
    own = Context()
    own.prec = 5
`,
  },
  'columns of Django, SQLAlchemy, and what relations lead to': {
    'a.py': `from django.db import models
class PriceField(models.DecimalField):
    pass
class Order(models.Model):
    total = models.DecimalField(max_digits=9, default=0.0)  # ! DB002 error
    fee = PriceField()
    weight = models.FloatField(default=0.0)
    def taxed(self):
        self.total = round(self.total, 2)
        return self.total * 1.19  # ! DB006 error
    def all_lines(self):
        total = 0.0  # ! DB001 error
        for line in self.lines.filter(paid=True):
            total += line.amount
        return total
class Line(models.Model):
    order = models.ForeignKey("shop.Order", on_delete=models.CASCADE, related_name="lines")
    amount = models.DecimalField()
    def share(self):
        return self.order.fee * 0.5  # ! DB006 error
def everything():
    return sum((order.total for order in Order.objects.all()), 0.0)  # ! DB002 warning
`,
    'b.py': `from sqlalchemy import Column, Numeric, Float, select
from sqlalchemy.orm import Mapped, Session, mapped_column
class Trade(Base):
    price = Column(Numeric(10, 2), default=0.0)  # ! DB002 error
    ratio = Column(Float, default=0.0)
    loose = Column(Numeric(asdecimal=False))
    size: Mapped[Decimal] = mapped_column(Numeric)
def work(session: Session):
    for trade in session.query(Trade).filter(Trade.price > 1).all():
        trade.price * 1.5  # ! DB006 error
        trade.loose * 1.5, trade.ratio * 1.5
    for trade in session.scalars(select(Trade)):
        trade.size - 0.5  # ! DB006 error
`,
  },
  'aliases, new types and unions': {
    'a.py': `import decimal as dec
from typing import Annotated, NewType, Union
Money = dec.Decimal
Price = NewType("Price", Money)
Amounts = dict[str, Price]
Loose = Union[Money, float]
def work(a: Money, b: Price, c: "Money | None", d: Amounts, e: Loose, f: Annotated[Money, 1]):
    a * 0.5  # ! DB006 error
    b * 0.5  # ! DB006 error
    c * 0.5  # ! DB006 error
    d["x"] * 0.5  # ! DB006 error
    e * 0.5
    f * 0.5  # ! DB006 error
`,
  },
  'a default that becomes a float or a text anyway, and constants chosen side by side': {
    'a.py': `from decimal import Decimal
def show(d: Decimal, flag) -> float:
    float(d or 0.0)
    f"{d or 0.0:.2f}"
    Decimal(str(d or 0.0))
    fallback = 0.5 if flag else Decimal("0.5")
    if flag:
        start = 0.0
    else:
        start = Decimal("0")
    return d or 0.0
`,
  },
  'classes that are found over files, packages and base classes': {
    'shop/__init__.py': '',
    'shop/models.py': `from decimal import Decimal
class Base:
    amount: Decimal
    seen = 0.0  # ! DB001 error
class Order(Base):
    pass
RATE = 0.5  # ! DB001 error
`,
    'shop/use.py': `from . import models
from .models import Order, RATE
def work(order: Order, other: models.Order):
    order.amount * 0.5  # ! DB006 error
    other.amount - other.seen
    return order.amount * RATE
`,
    'run.py': `from shop.use import Order
total = 0.0  # ! DB001 error
for order in [Order()]:
    total += order.amount
`,
  },
};

describe('the rules for Python', () => {
  for (const [title, files] of Object.entries(cases)) {
    it(title, async () => {
      assert.deepEqual((await found(files)).toSorted(), expected(files).toSorted());
    });
  }

  it('name the float, the ledger value and the line where they meet', async () => {
    const text = `from decimal import Decimal
class Metrics:
    def __init__(self):
        self.previous = 0.0
    def update(self, flow: Decimal):
        return flow - self.previous
`;
    const file = path.join(folder, 'a.py');
    const [finding] = (await analyserOf({ 'a.py': text })).findings(file);
    assert.equal(
      finding?.message,
      '`self.previous` starts as float 0.0 but meets the ledger value `flow` on line 6; inherit its type instead',
    );
    assert.equal(text.slice(finding.range.start, finding.range.end), '0.0');
    const [mixingSite] = finding.related;
    assert.equal(mixingSite?.path, file);
    assert.equal(lineOf(text, mixingSite.range.start), 6);
  });

  it('say what to write: a zero inherits its type, a rate is written as its digits', async () => {
    const text = `from collections import defaultdict
from decimal import Decimal
def paid(price: Decimal):
    fee = 0.001
    sums = defaultdict(float)
    sums["cash"] += price
    return price * fee
`;
    const findings = (await analyserOf({ 'a.py': text })).findings(path.join(folder, 'a.py'));
    assert.deepEqual(
      findings.map(({ message }) => message),
      [
        '`fee` starts as float 0.001 but meets the ledger value `price` on line 7; write Decimal("0.001") instead',
        'missing values of ledger-typed `sums` are made by float, as 0.0',
      ],
    );
  });

  it('point at a mixing site in another file', async () => {
    const files = {
      'ledger.py': 'class Ledger:\n    def __init__(self):\n        self.total = 0.0\n',
      'book.py': `from decimal import Decimal
from ledger import Ledger
def book(ledger: Ledger, amount: Decimal):
    ledger.total += amount
`,
    };
    const [finding] = (await analyserOf(files)).findings(path.join(folder, 'ledger.py'));
    assert.equal(finding?.related[0]?.path, path.join(folder, 'book.py'));
    assert.match(finding.message, /meets the ledger value `amount` on line 4 of book\.py/);
  });

  it('show 20 digits of what a decimal would store', async () => {
    const files = { 'a.py': 'from decimal import Decimal\nDecimal(0.1)\n' };
    const [finding] = (await analyserOf(files)).findings(path.join(folder, 'a.py'));
    assert.equal(finding?.message, 'Decimal(0.1) stores 0.10000000000000000555…; use Decimal("0.1")');
  });

  it('find nothing in a workspace that has no decimals, however much it looks like a ledger', async () => {
    const files = {
      'a.py': `class Ledger:
    def __init__(self, portfolio):
        self.portfolio = portfolio
        self._previous = 0.0
    def flow(self):
        return self.portfolio.cash_flow - self._previous, self.portfolio.pnl * 0.5
`,
    };
    assert.deepEqual(await found(files), []);
  });

  it("take people's own types for ledger values when a setting names them", async () => {
    const { defaultLintSettings } = await import('../../../engine/protocol/lint');
    const files = { 'a.py': 'from bank import Money\ndef work(m: Money):\n    return m * 0.5\n' };
    assert.deepEqual(await found(files), []);
    assert.deepEqual(await found(files, { ...defaultLintSettings, decimalTypes: ['Money'] }), [
      'a.py:3 DB006 error',
    ]);
  });
});

describe('the vocabulary of ledgers', () => {
  const user = `class Metrics:
    def __init__(self, ledger):
        self.previous = 0.0
        self.ledger = ledger
    def update(self, ledger):
        flow = ledger.portfolio.cash_flow
        change = flow - self.previous
        self.previous = flow
        return change, self.ledger.portfolio.other * 0.5
`;
  const first = 'from decimal import Decimal\nclass A:\n    pnl: Decimal\n';
  const second = `${first}    cash_flow: Decimal\n`;

  it('counts where two of its names are ledger values for certain', async () => {
    assert.deepEqual(await found({ 'use.py': user, 'a.py': second }), ['use.py:3 DB001 error']);
  });

  it('does not count on the evidence of one name', async () => {
    assert.deepEqual(await found({ 'use.py': user, 'a.py': first }), []);
  });
});
