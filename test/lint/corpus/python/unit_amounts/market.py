# Structure: zelos-demeter 1.3.0, gmx/market2_lp.py, uniswap/helper.py and broker; the conversions are found there.
import math
from dataclasses import dataclass

from .units import TokenInfo, UnitDecimal
from decimal import Decimal


@dataclass
class LpResult:
    amount: float
    fee: float


class Asset:
    def __init__(self, token: TokenInfo, init_amount=Decimal(0)):  # ok
        self.decimal = token.decimal
        self.balance = init_amount

    def add(self, amount=Decimal(0)):  # ok
        self.balance += amount
        return self

    def scaled(self) -> float:
        return self.decimal * 1.5  # ok


class Market:
    def deposit(self, result: LpResult, asset: Asset):
        asset.add(Decimal(result.amount))  # expect: DB003
        return UnitDecimal(result.fee, "USD")  # expect: DB003 hard

    def exact(self, result: LpResult):
        return UnitDecimal(str(result.fee), "USD")  # ok

    def tick_price(self, tick: int) -> Decimal:
        return Decimal(1.0001**tick)  # expect: DB003 hard

    def root(self, price: Decimal) -> Decimal:
        return Decimal(math.sqrt(price))  # expect: DB003 hard

    def missing(self) -> Decimal:
        return Decimal("NaN")  # ok

    def spent(self, fee: UnitDecimal, gas: float = 0.0) -> UnitDecimal:  # ok
        return fee + 0.1  # expect: DB006 hard
