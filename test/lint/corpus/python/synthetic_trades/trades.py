# Structure: web3-ethereum-defi 1.2, uniswap_v2/synthetic_data.py: the conversion of a random float is found there.
import random
import time
from decimal import Decimal


def trade(price: Decimal, least: float, most: float, generator: random.Random) -> Decimal:
    amount = Decimal(generator.uniform(least, most))  # expect: DB003 hard
    return amount / price


def sizes(total: Decimal, parts: int) -> list[Decimal]:
    pause = 0.25  # ok
    time.sleep(pause)
    return [total / parts for _ in range(parts)]  # ok


def share_price(assets: float, events: list[float]) -> float:
    supply = 0.0  # ok
    for delta in events:
        supply = max(0.0, supply + delta)  # ok
    return assets / supply if supply > 0 else 1.0  # ok


def fee(amount: Decimal, started: float) -> Decimal:
    elapsed = time.time() - started  # ok
    return amount * float(elapsed)  # expect: DB006 hard


def noise() -> Decimal:
    return Decimal(random.uniform(0.0, 1.0))  # expect: DB003
