# Structure: basana 1.11, backtesting/value_map.py, fees.py and liquidity.py; the floats are put in.
import abc
import itertools
from decimal import Decimal
from typing import Dict, NamedTuple

ZERO = Decimal(0)
ValueMapDict = Dict[str, Decimal]


class ValueMap(ValueMapDict):
    def __iadd__(self, other: ValueMapDict) -> "ValueMap":
        for key in set(itertools.chain(self.keys(), other.keys())):
            self[key] = self.get(key, ZERO) + other.get(key, 0.0)  # expect: DB002
        return self

    def prune(self):
        for key in [key for key, value in self.items() if not value]:  # ok
            del self[key]


class Fee(NamedTuple):
    amount: Decimal
    rate: float = 0.25  # ok


class FeeStrategy(metaclass=abc.ABCMeta):
    def __init__(self, percentage: Decimal, min_fee: Decimal = 0.01):  # expect: DB002
        assert percentage >= 0 and percentage < 100.5, f"Invalid percentage {percentage}"  # expect: DB005
        self._percentage = percentage
        self._min_fee = min_fee

    @abc.abstractmethod
    def fees(self, order) -> Dict[str, Decimal]:
        raise NotImplementedError()

    def total(self, fees: list[Fee]):
        total = 0.0  # expect: DB001
        weight = 0.0  # ok
        for fee in fees:
            total -= max(abs(fee.amount) * self._percentage / Decimal(100), self._min_fee)
            weight += fee.rate
        return total, weight

    @property
    def discounted(self) -> Decimal:
        return self._percentage * 0.5  # expect: DB006


class VolumeShare(FeeStrategy):
    def fees(self, order) -> Dict[str, Decimal]:
        used = self._percentage / 4.0  # expect: DB006 hard
        return {"USD": used}
