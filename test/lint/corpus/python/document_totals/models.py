# Structure: django-ledger 0.8.5, models/items.py and models/estimate.py; the default of the second field is found there.
from decimal import Decimal

from django.db import models


class DocumentLine(models.Model):
    quantity = models.FloatField(null=True)
    unit_cost = models.FloatField(null=True)
    material_estimate = models.DecimalField(max_digits=20, decimal_places=2, default=0.0)  # expect: DB002
    total_amount = models.DecimalField(max_digits=20, decimal_places=2, default=Decimal("0.00"))  # ok
    weight = models.FloatField(default=0.5)  # ok

    def update_total(self):
        if self.quantity is None:
            self.quantity = 0.0  # ok
        if self.unit_cost is None:
            self.unit_cost = 0.0  # ok
        self.total_amount = round(Decimal(str(self.quantity * self.unit_cost)), 2)

    def gross(self):
        return self.total_amount * 1.19  # expect: DB006

    def reset(self):
        if self.total_amount < 0.00:  # expect: DB005
            self.total_amount = 0.0  # expect: DB001 or DB002 hard


class Payment(models.Model):
    line = models.ForeignKey(DocumentLine, on_delete=models.CASCADE)
    amount = models.DecimalField(max_digits=20, decimal_places=2)

    def open_amount(self):
        return self.line.total_amount - self.amount

    def surcharge(self):
        return self.line.total_amount * 0.015  # expect: DB006 hard
