# Structure: django-plans 2.8.2, plan_change.py and models.py, and shuup 3.1.0-like price helpers; one zero is put in.
from __future__ import annotations

import datetime
import random
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pricing import Pricing


class PlanChangePolicy:
    charge: Decimal | None = None
    free_charge = 0.1  # expect: DB001 or DB006 hard

    def day_cost(self, pricing: "Pricing", days: int) -> Decimal:
        return (pricing.price / days).quantize(Decimal("1.00"))  # ok

    def change_cost(self, pricing: Pricing, period: datetime.timedelta) -> Decimal | None:
        cost = 0.0  # expect: DB001 hard
        if period.days > 0:
            cost = self.day_cost(pricing, 30) * period.days
        return cost if cost > 0 else None

    def discount(self, pricing: Pricing) -> Decimal:
        return pricing.price * (1 - pricing.discount)  # ok

    def surcharge(self, pricing: Pricing) -> Decimal:
        return self.discount(pricing) * self.free_charge

    def sample(self) -> Decimal:
        return Decimal(random.random() * 500)  # expect: DB003

    def age(self, start: datetime.datetime) -> float:
        return (datetime.datetime.now() - start).total_seconds() / 86400.0  # ok
