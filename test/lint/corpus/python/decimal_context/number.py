# Structure: rp2 1.7.2 (rp2_decimal.py), investing-algorithm-framework 8.10.0 (domain/decimal_parsing.py,
# domain/services/rounding_service.py), beancount 3.2.3 (scripts/example.py); both changes are found there.
import decimal
from decimal import ROUND_DOWN, Decimal, FloatOperation, getcontext, localcontext

DECIMALS = 13


class ExactDecimal(Decimal):
    getcontext().prec = DECIMALS + 18  # expect: DB008
    getcontext().traps[FloatOperation] = True  # ok


def parse(value: str) -> Decimal:
    getcontext().prec = len(value)  # expect: DB008
    return Decimal(value)


def set_up(precision: int):
    context = decimal.Context(prec=precision)  # ok
    decimal.setcontext(context)  # expect: DB008


def round_down(value: Decimal, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = 40  # ok
        context.rounding = ROUND_DOWN  # ok
        return round(value, places)


def digits() -> int:
    return decimal.getcontext().prec  # ok
