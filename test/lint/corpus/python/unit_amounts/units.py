# Structure: zelos-demeter 1.3.0, demeter/_typing.py: a Decimal of its own with a unit.
from dataclasses import dataclass
from decimal import Decimal


class UnitDecimal(Decimal):
    def __new__(cls, value, unit: str = ""):
        new = super().__new__(cls, value)
        new._unit = unit
        return new


@dataclass
class TokenInfo:
    name: str
    decimal: int
