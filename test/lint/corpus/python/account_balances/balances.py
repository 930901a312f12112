# Structure: lumibot 4.6.30, brokers/interactive_brokers_rest.py and brokers/polymarket.py: zeros for a missing answer.
from decimal import Decimal
from typing import Optional, Tuple


def cash_of(row: Optional[dict]) -> Decimal:
    if row is None:
        return 0.0  # expect: DB002
    return Decimal(row["cash"])


def balances_of(row: Optional[dict]) -> Tuple[Decimal, Decimal]:
    if row is None:
        return 0.0, 0.0  # expect: DB002 hard
    return Decimal(row["cash"]), Decimal(row["value"])


def utilisation(assets: Decimal, idle: int, total: int) -> float:
    if total == 0:
        return 0.0  # ok
    return (total - idle) / total  # ok


def fee_of(asset: Decimal) -> Decimal:
    def ratio(part: int) -> float:
        return 0.0 if part == 0 else 1.0 / part  # ok

    return asset * Decimal(str(ratio(3)))


def value_of(cash: Optional[Decimal], price: Decimal) -> Decimal:
    return (cash or 0.0) + price  # expect: DB002
