# Structure: python-accounting 2.0.0, models/balance.py and reports/: sums in a dictionary of a report.
from decimal import Decimal

from sqlalchemy import Numeric, select
from sqlalchemy.orm import Mapped, mapped_column, DeclarativeBase


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    opening: Mapped[Decimal] = mapped_column(Numeric(13, 4), default=0.0)  # expect: DB002
    closing: Mapped[Decimal | None] = mapped_column(Numeric(13, 4))
    ratio: Mapped[float] = mapped_column(default=0.5)  # ok

    def opening_balance(self) -> Decimal:
        return self.opening

    def change(self) -> Decimal:
        return (self.closing or 0.0) - self.opening  # expect: DB002


def trial(session):
    balances = {"debits": 0.0, "credits": 0, "accounts": []}  # expect: DB001 hard
    for account in session.scalars(select(Account)).all():
        balance = account.opening_balance()
        if balance > 0:
            balances["debits"] += balance
        else:
            balances["credits"] += balance
    return balances


def shares(accounts: list[Account]) -> dict[str, float]:
    total = sum(account.opening for account in accounts)  # ok
    return {str(account.id): float(account.opening / total) for account in accounts}  # ok


def ratios(accounts: list[Account]):
    total = 0.0  # ok
    for account in accounts:
        total += account.ratio
    return total / len(accounts) if accounts else 0.0  # ok


def first(accounts: list[Account]):
    return next((account.opening for account in accounts), 0.0) + accounts[0].opening  # expect: DB002 hard
