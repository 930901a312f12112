# Structure: trytond-account 8.2.1, account.py and move.py, and lino-xl 26.10.5, ledger; the floats are put in.
from decimal import Decimal
from itertools import groupby
from operator import attrgetter


class Line:
    __slots__ = ("account", "debit", "credit", "factor")

    def __init__(self, account: str, debit: Decimal, credit: Decimal, factor: float):
        self.account = account
        self.debit = debit
        self.credit = credit
        self.factor = factor

    @property
    def amount(self) -> Decimal:
        return self.debit - self.credit

    @classmethod
    def opening(cls, account: str) -> "Line":
        return cls(account, Decimal("0"), Decimal("0"), 1.0)  # ok


class Statement:
    rounding = Decimal("0.05")

    def __init__(self, lines: list[Line]):
        self.lines = lines
        self._balance = None
        self._turnover = 0.0  # expect: DB001
        self._factor = 0.0  # ok

    def balance(self) -> Decimal:
        if self._balance is None:
            self._balance = sum((line.amount for line in self.lines), Decimal("0"))  # ok
        return self._balance

    def post(self, line: Line) -> None:
        self._turnover += abs(line.amount)
        self._factor += line.factor  # ok

    def by_account(self):
        result = {}
        for account, lines in groupby(sorted(self.lines, key=attrgetter("account")), attrgetter("account")):
            result[account] = sum([line.amount for line in lines], 0.0)  # expect: DB002 hard
        return result

    def rounded(self) -> Decimal:
        return round(self.balance() / self.rounding) * self.rounding  # ok

    def is_settled(self) -> bool:
        return abs(self.balance()) < 0.005  # expect: DB005

    def average_factor(self) -> float:
        return self._factor / len(self.lines) if self.lines else 0.0  # ok


def running(lines: list[Line]):
    balance = 0.0  # expect: DB001
    for line in lines:
        balance = balance + line.amount
        yield line.account, balance


def widest(statement: Statement):
    match statement.lines:
        case []:
            return 0.0  # ok
        case [only]:
            return float(only.amount)  # ok
    return float(max(line.amount for line in statement.lines))  # ok


def closure(lines: list[Line]):
    total = 0.0  # expect: DB001 hard

    def add(line: Line):
        nonlocal total
        total += line.amount

    for line in lines:
        add(line)
    return total
