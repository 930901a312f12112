# Structure: hummingbot 20251103, strategy_v2/utils/distributions.py; the conversions of float parameters are found there.
from decimal import Decimal
from math import exp, log
from typing import List


def linear(levels: int, start: float = 0.0, end: float = 1.0) -> List[Decimal]:  # ok
    if levels == 1:
        return [Decimal(start)]  # expect: DB003
    step = (Decimal(str(end)) - Decimal(str(start))) / (levels - 1)  # ok
    return [Decimal(str(start)) + step * level for level in range(levels)]  # ok


def logarithmic(levels: int, base: float = exp(1), start: float = 0.4) -> List[Decimal]:  # ok
    return [Decimal(log(level + 2, base)) for level in range(levels)]  # expect: DB003 hard


def geometric(levels: int, ratio: float) -> List[Decimal]:
    return [Decimal(str(ratio)) ** level for level in range(levels)]  # ok
