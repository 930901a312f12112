# Structure: hummingbot 20251103, core/data_type/in_flight_order.py: sums over the fills of an order.
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Dict


@dataclass
class Fill:
    price: Decimal
    amount: Decimal
    fee: Decimal = field(default=0.0)  # expect: DB002
    time: float = field(default=0.0)  # ok


@dataclass
class Order:
    fills: Dict[str, Fill] = field(default_factory=dict)
    last_update: float = 0.0  # ok

    def executed(self) -> Decimal:
        return sum((fill.amount for fill in self.fills.values()), 0.0)  # expect: DB002

    def paid(self) -> Decimal:
        return sum((fill.fee for fill in self.fills.values()), Decimal("0"))  # ok

    def worth(self):
        return sum(fill.price * fill.amount for fill in self.fills.values())  # ok

    def updated(self) -> float:
        return sum((fill.time for fill in self.fills.values()), 0.0)  # ok

    def to_json(self) -> dict:
        return {
            "executed": float(self.executed()),  # ok
            "paid": float(self.paid()) if self.fills else 0.0,  # ok
            "label": f"{float(self.worth()):.2f}",  # ok
        }
