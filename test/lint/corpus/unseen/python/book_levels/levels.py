# Structure: x10-python-trading-starknet 2.6.0, tools/orderbook.py, models/market.py and vault_module.py; ethereal-sdk 0.2.1,
# async_rest_client.py; injective-py 1.16.2, composer_v2.py. The floats are put in, but for those that convert for a caller.
import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Iterable, List, Optional, Tuple

from pydantic import BaseModel, Field

SLIPPAGE = Decimal(0.65)  # expect: DB003
TAKER_FEE = Decimal("0.0005")  # ok


@dataclass
class Entry:
    price: Decimal
    amount: Decimal


class Balance(BaseModel):
    asset: str
    balance: Decimal
    reserved: Decimal = 0.0  # expect: DB002
    stop_price: Decimal | None = Field(
        0.0,  # expect: DB002
        description="0.0 is none",
    )


def impact(notional: Decimal, levels: Iterable[Tuple[Decimal, Entry]]):
    remaining = notional
    amount = 0.0  # expect: DB001
    weighted = Decimal(0)  # ok
    for price, entry in levels:
        take = min(remaining / price, entry.amount)
        if remaining <= 0:  # ok
            break
        weighted += take * price
        amount += take
        remaining -= take * price
    return weighted / amount


def largest(entries: List[Entry], least: Decimal) -> Decimal:
    found = [entry for entry in entries if entry.amount >= least]
    return found[0].amount if found else 0.0  # expect: DB002


def smallest(entries: List[Entry]) -> Decimal:
    return entries[-1].amount if entries else 0  # ok


def shares(balances: List[Balance], asset: str) -> Decimal:
    matching = filter(lambda each: each.asset == asset, balances)
    return sum(map(lambda each: each.balance, matching), 0.0)  # expect: DB002 hard


def margin(quantity: Decimal, price: Decimal, leverage: Decimal, reduces: bool) -> Decimal:
    if reduces:
        result = 0.0  # expect: DB001
    else:
        result = quantity * price / leverage
    return result


def trigger(price: Optional[Decimal], block: Optional[int]):
    price = price or 0.0  # expect: DB002
    block = block or 0  # ok
    return price, block


def maintenance(cost: str, leverage: Decimal) -> Decimal:
    return Decimal(cost) * (Decimal("1") / (leverage * 2.0))  # expect: DB006


def replaced(old: Entry, quantity: Optional[float], price: Optional[float]):
    quantity = float(old.amount) if quantity is None else quantity  # ok
    price = float(old.price) if price is None else price  # ok
    return quantity, price


def delay() -> float:
    return random.uniform(0.0, 1.0)  # ok
