# Structure: bittytax 0.6.0, audit.py, holdings.py, tax.py, report.py and price/valueasset.py; the float zeros are put in.
from decimal import Decimal
from typing import Dict, List, Optional, Tuple, TypedDict

from .events import Disposal, Trade


class Totals(TypedDict):
    cost: Decimal
    gain: Decimal
    count: int


class Holding:
    def __init__(self, asset: str):
        self.asset = asset
        self.quantity = 0.0  # expect: DB001
        self.cost = Decimal(0)  # ok
        self.deposits = 0  # ok

    def add(self, quantity: Decimal, cost: Decimal) -> None:
        self.quantity += quantity
        self.cost += cost
        self.deposits += 1

    def value(self, price: Optional[Decimal]) -> Tuple[Decimal, bool]:
        if price is None:
            return 0.0, False  # expect: DB002
        return price * self.quantity, True


class Report:
    def __init__(self) -> None:
        self.wallets: Dict[str, Dict[str, Decimal]] = {}
        self.totals: Totals = {"cost": Decimal(0), "gain": 0.0, "count": 0}  # expect: DB001 or DB002 hard

    def bought(self, wallet: str, asset: str, trade: Trade) -> None:
        if asset not in self.wallets[wallet]:
            self.wallets[wallet][asset] = 0.0  # expect: DB001 or DB002 hard
        self.wallets[wallet][asset] += trade.quantity

    def sold(self, wallet: str, asset: str, trade: Trade) -> None:
        if asset not in self.wallets[wallet]:
            self.wallets[wallet][asset] = 0  # ok
        self.wallets[wallet][asset] -= trade.quantity
        if self.wallets[wallet][asset] < 0:  # ok
            raise ValueError(asset)

    def prune(self, wallet: str) -> None:
        for asset in list(self.wallets[wallet]):
            if self.wallets[wallet][asset] == 0.0:  # expect: DB005
                self.wallets[wallet].pop(asset)

    def dispose(self, disposal: Disposal) -> None:
        self.totals["cost"] += disposal.cost
        self.totals["gain"] += disposal.gain
        self.totals["count"] += 1  # ok

    def fees(self, buy: Trade, sell: Trade) -> Decimal:
        return (buy.fee or 0.0) + (sell.fee or Decimal(0))  # expect: DB002 hard


def summary(disposals: List[Disposal]):
    count = quantity = gain = 0.0  # expect: DB001 hard
    for disposal in disposals:
        count += 1
        quantity += disposal.quantity
        gain += disposal.gain
    return count, quantity, gain


def empty() -> Totals:
    return {"cost": Decimal(0), "gain": 0.0, "count": 0}  # expect: DB002 hard


def allowance(rates: Dict[str, Decimal], year: str) -> Decimal:
    return Decimal(rates[year]) * 4.0  # expect: DB006


def tax(gain: Decimal, rate: Decimal) -> Decimal:
    return gain * rate / 100  # ok
