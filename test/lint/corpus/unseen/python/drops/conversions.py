# Structure: xrpl-py 5.2.0, utils/xrp_conversions.py; monero 1.1.1, numbers.py; moneyonchain 2.1.22, moc_base/moc.py (both of
# its conversions are found there); bittytax 0.6.0, conv/parsers/hotbit.py (found there); stellar-sdk 16.1.1, utils.py.
from decimal import Decimal
from typing import Final, Union

ONE_DROP: Final[Decimal] = Decimal(0.000001)  # expect: DB003
PICONERO = Decimal("0.000000000001")  # ok
MINIMUM = Decimal(0.00000001)  # expect: DB003
TAKER_FEE = Decimal(0.002)  # expect: DB003
LATENCY = 1.0  # ok


def to_atomic(amount: Union[Decimal, int, float]) -> int:
    if not isinstance(amount, (Decimal, int, float)):  # ok
        raise TypeError("amount")
    return int(amount * 10**12)  # ok


def with_margin(interest: Decimal) -> Decimal:
    return interest + interest * Decimal(0.01)  # expect: DB003


def block_time(average: float = 30.0) -> float:  # ok
    return average


def quality(pays: dict, gets: dict) -> str:
    return str((1.0 * Decimal(pays["value"]) / Decimal(gets["value"])).normalize())  # expect: DB006


def inverted(value) -> Decimal:
    fraction = Decimal(value)  # ok
    return 1 / fraction  # ok


def inverted_badly(value) -> Decimal:
    fraction = Decimal(value)
    return 1.0 / fraction  # expect: DB006
