# Structure: nautilus-trader 1.231.0, analysis/analyzer.py and examples/strategies/grid_market_maker.py.
from decimal import Decimal
from typing import Optional


class Position:
    signed_quantity: float
    quantity: str


def total_pnl(balance: Optional[Decimal], starting: Decimal, unrealized: Optional[float]) -> float:
    if balance is None:
        return 0.0  # ok
    unrealized_float = 0.0 if unrealized is None else unrealized  # ok
    return float(balance - starting) + unrealized_float  # ok


def exposure(positions: list[Position]) -> tuple[float, Decimal]:
    net = 0.0  # ok
    exact = Decimal(0)
    for position in positions:
        net += position.signed_quantity
        quantity = Decimal(str(position.quantity))
        exact += quantity if position.signed_quantity > 0 else -quantity
    return net, exact


def needs_quote(mid: Decimal, last: Decimal, threshold_bps: int) -> bool:
    last_float = float(last)
    if last_float == 0.0:  # ok
        return True
    return abs(float(mid) - last_float) / last_float >= threshold_bps / 10_000.0  # ok
