# Structure: lumibot 4.6.30, backtesting/backtesting_broker.py (_realize_futures_pnl). There all is float; here one twin is exact.
from decimal import Decimal


class Lot:
    quantity: Decimal
    price: Decimal


def realize(lots: list[Lot], closing: Decimal, exit_price: Decimal) -> Decimal:
    remaining = closing
    realized = 0.0  # expect: DB001
    while remaining > 0 and lots:
        lot = lots[0]
        taken = min(lot.quantity, remaining)
        realized += (exit_price - lot.price) * taken
        remaining -= taken
    return realized


def realize_in_floats(lots: list[dict], closing: float, exit_price: float) -> float:
    remaining = closing
    realized = 0.0  # ok
    while remaining > 1e-9 and lots:  # ok
        taken = min(abs(lots[0]["qty"]), remaining)
        realized += (exit_price - lots[0]["price"]) * taken  # ok
        remaining -= taken
    return realized


def closing_quantity(held: Decimal, filled: Decimal) -> Decimal:
    closing = 0.0  # expect: DB001
    if held * filled < 0:
        closing = min(abs(held), abs(filled))
    return filled - closing


def book(lots: list[Lot]):
    totals = {"cost": 0.0, "count": 0}  # expect: DB001
    gains, losses = 0.0, 0.0  # expect: DB001 hard
    for lot in lots:
        totals["cost"] += lot.price * lot.quantity
        totals["count"] += 1
        if lot.quantity > 0:
            gains += lot.price
        else:
            losses += lot.price
    return totals, gains, losses
