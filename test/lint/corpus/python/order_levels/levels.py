# Structure: hummingbot 20251103, strategy_v2/executors/grid_executor/grid_executor.py: floats for ceil and floor only.
import math
from decimal import Decimal


def smallest_amount(least: Decimal, increment: Decimal) -> Decimal:
    return Decimal(str(math.ceil(float(least) / float(increment)))) * increment  # ok


def levels(total: Decimal, per_level: Decimal, limit: int) -> int:
    return min(limit, int(float(total) / float(per_level)))  # ok


def step(total: Decimal, price: Decimal, increment: Decimal) -> Decimal:
    floored = math.floor(float(total / price) / float(increment))  # ok
    return max(increment, Decimal(str(floored)) * increment)


def volatility(prices: list[Decimal]) -> float:
    changes = [math.log(float(after) / float(before)) for before, after in zip(prices, prices[1:])]  # ok
    mean = 0.0  # ok
    for change in changes:
        mean += change / len(changes)
    return mean


def widened(price: Decimal, spread: Decimal) -> Decimal:
    return price * (1.0 + spread)  # expect: DB006


def inverse(rate: Decimal) -> Decimal:
    return 1.0 / rate  # expect: DB006


def nudge(price: Decimal) -> Decimal:
    price -= 0.01  # expect: DB006
    return price


def percent(share: Decimal, percentage: float) -> Decimal:
    return share * percentage / 100  # expect: DB006
