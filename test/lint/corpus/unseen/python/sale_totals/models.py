# Structure: django-accounting 0.2.10, books/models.py, calculators.py and reports/wrappers.py; django-salesman 1.3.0,
# orders/models.py and basket/models.py; the float zeros are put in. What a related manager of no known model gives is missed.
from collections import defaultdict
from decimal import Decimal as D

from django.db import models


class Sale(models.Model):
    total_incl_tax = models.DecimalField(max_digits=8, decimal_places=2, default=0.0)  # expect: DB002
    total_excl_tax = models.DecimalField(max_digits=8, decimal_places=2, default=D("0"))  # ok
    quantity = models.PositiveIntegerField(default=1)

    def compute(self, prop):
        total = D("0.00")
        for line in self.lines.all():
            total = total + getattr(line, prop)
        return total

    @property
    def amount_paid(self) -> D:
        return D(sum([each.amount for each in self.payments.all()], 0.0))  # expect: DB002 hard

    @property
    def outstanding(self) -> D:
        return self.total_incl_tax - self.amount_paid * 1.0  # expect: DB006

    def has_value(self):
        return self.total_excl_tax != 0.0  # expect: DB005

    def is_partly_paid(self):
        paid = self.amount_paid
        return paid and 0 < paid < self.total_incl_tax  # ok

    def update(self, items):
        self.subtotal = 0.0  # expect: DB001 hard
        for item in items:
            item.update()
            self.subtotal += item.unit_price
        self.items_count = sum([item.quantity for item in items])  # ok


class Item:
    def __init__(self, product):
        self.product = product
        self.quantity = 1

    def update(self):
        if self.product:
            self.unit_price = D(self.product.get_price())
        else:
            self.unit_price = 0.0  # expect: DB001 or DB002


class Processed:
    def __init__(self, sale: Sale, payment):
        self.sale = sale
        self.payment = payment
        self.amount = 0.0  # expect: DB001 hard

    def process(self, rate: D):
        self.amount += self.sale.total_incl_tax / (D("1") + rate)


class Summary:
    sales = 0.0  # expect: DB001 hard
    expenses = D("0")  # ok

    @property
    def net(self):
        return self.sales - self.expenses


class Report:
    def __init__(self):
        self.summaries = defaultdict(Summary)

    def add(self, key, outputs: list[Processed]):
        collected = 0.0  # expect: DB001 hard
        for output in outputs:
            collected += output.amount
            self.summaries[key].sales += output.amount
        return collected
