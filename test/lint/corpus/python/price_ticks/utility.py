# Structure: vnpy 4.5.0, trader/utility.py, and jesse 3.5.3, helpers.py: Decimals within, floats at the door.
from decimal import ROUND_FLOOR, Decimal, localcontext
from math import floor


def round_to(value: float, target: float) -> float:
    decimal_value: Decimal = Decimal(str(value))  # ok
    decimal_target: Decimal = Decimal(str(target))  # ok
    rounded: float = float(int(round(decimal_value / decimal_target)) * decimal_target)  # ok
    return rounded


def floor_to(value: float, target: float) -> float:
    result: float = float(int(floor(Decimal(str(value)) / Decimal(str(target)))) * Decimal(str(target)))  # ok
    return result


def floor_with_precision(number: float, precision: int = 0) -> float:
    with localcontext() as context:
        context.rounding = ROUND_FLOOR  # ok
        return float(round(Decimal(str(number)), precision))  # ok


def fee(amount: float, rate: float = 0.0) -> float:  # ok
    return amount * rate if rate else 0.0  # ok


def quick_round(value: float) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"))  # expect: DB003


def step_down(price: Decimal, step: float) -> Decimal:
    return price - step  # expect: DB006
