# Structure: django-plans 2.8.2, models.py (PlanPricing).
from dataclasses import dataclass
from decimal import Decimal


@dataclass
class Pricing:
    price: Decimal
    discount: Decimal = Decimal("0")  # ok
    period: float = 30.0  # ok
