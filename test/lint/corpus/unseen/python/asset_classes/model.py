# Structure: asset-allocation 1.3.3, model.py: attributes of a base class have no annotation; the float zeros are put in.
from decimal import Decimal
from typing import List


class AssetBase:
    def __init__(self):
        self.allocation = Decimal(0)
        self.current_value = Decimal(0)
        self.threshold = 0.0  # ok
        self.depth = 0  # ok

    @property
    def difference(self):
        return (self.current_value - self.allocation) * 100 / self.allocation  # ok


class Stock:
    def __init__(self, symbol: str):
        self.symbol = symbol
        self.quantity: Decimal = 0.0  # expect: DB002
        self.price: Decimal = Decimal(0)
        self.value_in_base: Decimal = None


class AssetClass(AssetBase):
    def __init__(self):
        super().__init__()
        self.classes = []
        self.stocks: List[Stock] = []

    def stock_value(self):
        total = 0.0  # expect: DB001
        for stock in self.stocks:
            total += stock.value_in_base
        return total

    def child_allocation(self):
        total = 0.0  # expect: DB001 hard
        if not self.classes:
            total = self.allocation
        for child in self.classes:
            total += child.child_allocation()
        return total


class Model:
    def __init__(self):
        self.total: Decimal = Decimal(0)
        self.classes: List[AssetClass] = []

    def validate(self) -> bool:
        total = 0.0  # expect: DB001 hard
        for each in self.classes:
            total += each.allocation
        return total == Decimal(100)

    def set_values(self):
        for each in self.classes:
            each.current_value = self.total * each.allocation / 100.0  # expect: DB006
