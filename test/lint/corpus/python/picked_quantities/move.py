# Structure: trytond-stock 8.2.1, move.py: quantities are floats there and stay so; values are Decimals.
from collections import defaultdict
from decimal import Decimal


class Move:
    quantity: float
    value: Decimal


def quantities(moves: list[Move]) -> dict[str, float]:
    result = defaultdict(float)  # ok
    picked = 0.0  # ok
    for move in moves:
        result["sum"] += move.quantity
        picked += move.quantity
        result["rest"] = result.get("rest", 0.0) - move.quantity  # ok
    return result


def values(moves: list[Move]) -> dict[str, Decimal]:
    result = defaultdict(float)  # expect: DB002
    for move in moves:
        result["sum"] += move.value
    return result


def rest(by_place: dict[str, Decimal], place: str, value: Decimal) -> Decimal:
    return by_place.get(place, 0.0) - value  # expect: DB002


def rest_or_none(by_place: dict[str, Decimal], place: str, value: Decimal):
    return by_place.get(place, Decimal("0.0")) - value  # ok


def average(by_place: dict[str, Decimal]) -> Decimal:
    return by_place.pop("sum", 0.0)  # expect: DB002 hard
