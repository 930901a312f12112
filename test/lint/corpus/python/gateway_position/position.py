# Structure: hummingbot 20251103, connector/gateway/gateway_lp.py. There the amounts are floats; here they are Decimals.
from decimal import Decimal
from typing import Optional


def open_position(price: Decimal, base_amount: Optional[Decimal], quote_amount: Optional[Decimal]) -> Decimal:
    base = base_amount or 0.0  # expect: DB002
    quote_in_base = quote_amount / price if quote_amount else 0.0  # expect: DB002
    return base + quote_in_base


def open_position_in_floats(price: float, base_amount: Optional[float], quote_amount: Optional[float]) -> Decimal:
    base = base_amount or 0.0  # ok
    quote_in_base = (quote_amount or 0.0) / price if price > 0 else 0.0  # ok
    total = base + quote_in_base  # ok
    return Decimal(str(total))


def price_range(price: float, width_pct: float):
    width = width_pct / 100.0  # ok
    return Decimal(str(price * (1 - width))), Decimal(str(price * (1 + width)))
