# Structure: lumibot 4.6.30, entities/position.py and entities/cash_event.py: one attribute exact, its twin a float.
from decimal import Decimal


class Position:
    def __init__(self, quantity, price: Decimal):
        self.quantity = quantity
        self.price = price

    @property
    def quantity(self):
        result = self._quantity_float
        if abs(result) < 0.000001:  # ok
            return 0.0  # ok
        return result

    @quantity.setter
    def quantity(self, value):
        self._quantity = Decimal(value)  # ok
        self._quantity_float = float(self._quantity)  # ok

    def to_minimal_dict(self) -> dict:
        worth = 0.0  # ok
        if self.price is not None:
            worth = float(self.price)  # ok
        return {"price": round(worth, 2), "quantity": self.quantity}

    def exact_worth(self):
        worth = 0.0  # expect: DB001
        if self.price is not None:
            worth = self.price * self._quantity
        return worth


def coerce_amount(value) -> float:
    if value is None:
        return 0.0  # ok
    if isinstance(value, Decimal):
        value = float(value)  # ok
    return float(value) * 1.0  # ok


def to_decimal(value) -> Decimal:
    if isinstance(value, float):
        return Decimal(str(value))  # ok
    return Decimal(value)  # ok
