# Structure: investments 0.2.0, money.py, and stockholm 0.5.7, money.py: what isinstance tells; the float factors are put in.
from decimal import Decimal
from typing import Optional, Union


class Money:
    def __init__(self, amount: Union[Decimal, str, float, int], currency: str):
        self._amount = amount if isinstance(amount, Decimal) else Decimal(str(amount))  # ok
        self.currency = currency

    def __add__(self, other):
        if isinstance(other, int) and other == 0:  # ok
            return self
        return Money(self._amount + other._amount, self.currency)

    def __truediv__(self, other):
        if isinstance(other, int):
            return Money(self._amount / 1.0, self.currency)  # expect: DB006
        return float(self._amount / other._amount)  # ok

    def __float__(self):
        return float(self._amount)  # ok


def parsed(amount: Optional[Union[Decimal, float, int, str]], sub_units: bool) -> Decimal:
    result = None
    if isinstance(amount, int):
        result = Decimal(amount)  # ok
    elif isinstance(amount, float):
        result = Decimal(str(amount))  # ok
    elif isinstance(amount, Decimal):
        result = amount
    if result is None:
        raise ValueError("amount")
    if sub_units:
        result = result / 100.0  # expect: DB006
    if result == 0 and result.is_signed():  # ok
        result = 0.0  # expect: DB001 or DB002
    return result
