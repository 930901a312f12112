# Structure: cgt-calc 2.0.0, main.py and model.py, and rp2 1.7.2, gain_loss_set.py.
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class HmrcEntry:
    quantity: Decimal
    amount: Decimal
    fees: Decimal


@dataclass
class Report:
    gains: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    entries: list[HmrcEntry] = field(default_factory=list)
    allowance: Decimal | None = None

    def total_gain(self) -> Decimal:
        total = 0.0  # expect: DB001
        for gain in self.gains.values():
            total += gain
        return total

    def fees(self) -> Decimal:
        return sum(entry.fees for entry in self.entries)  # ok

    def taxable(self) -> Decimal:
        return self.total_gain() - (self.allowance if self.allowance is not None else 0.0)  # expect: DB002

    def unit_prices(self) -> list[Decimal]:
        return [entry.amount / entry.quantity for entry in self.entries]  # ok

    def largest(self) -> Decimal:
        largest = 0.0  # expect: DB001
        for entry in self.entries:
            if entry.amount > largest:
                largest = entry.amount
        return largest

    def by_symbol(self, symbols: list[str]):
        rows = {}
        for symbol in symbols:
            rows[symbol] = 0.0  # expect: DB001 hard
            rows[symbol] += self.gains[symbol]
        return rows

    def chart(self) -> list[tuple[str, float]]:
        return [(symbol, float(gain)) for symbol, gain in self.gains.items()]  # ok


def discounted(price: Decimal, discount: Decimal = 0.05) -> Decimal:  # expect: DB002
    return price * (1 - discount)


def blend(price: Decimal, weight=0.5) -> Decimal:  # expect: DB002 hard
    return price * weight
