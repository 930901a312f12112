# Structure: nautilus-trader 1.231.0, adapters/interactive_brokers/execution.py and adapters/polymarket: SDK floats.
from dataclasses import dataclass
from decimal import Decimal


class Money:
    def __init__(self, amount: float, currency: str):
        self.amount = Decimal(str(amount))
        self.currency = currency


@dataclass
class Commission:
    fees: float | None
    currency: str


def commission_of(report: Commission) -> Money:
    fees = report.fees
    if fees is None or fees == -1.0:  # ok
        fees = 0.0  # ok
    return Money(fees, report.currency)


def sizes(positions: list[dict]) -> dict[str, float]:
    by_asset: dict[str, float] = {}
    for position in positions:
        by_asset[position["asset"]] = float(position.get("size", 0.0) or 0.0)  # ok
    return by_asset


def collateral(is_buy: bool, balance: Decimal) -> dict:
    user_balance = float(balance) if is_buy else 0.0  # ok
    return {"balance": user_balance}


def cost(average: float | None, filled: Decimal) -> float:
    return float(average or 0.0) * float(filled)  # ok


def settled(money: Money) -> Decimal:
    return money.amount * 0.5  # expect: DB006
