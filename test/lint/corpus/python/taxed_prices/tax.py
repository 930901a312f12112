# Structure: pretix 2026.8.0, base/models/tax.py and base/decimal.py; the float of the reduced rate is put in.
from decimal import ROUND_HALF_UP, Decimal

from django.db import models


def round_decimal(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


class TaxedPrice:
    def __init__(self, gross: Decimal, net: Decimal, rate: Decimal, name: str):
        self.gross, self.net = gross, net
        self.rate = rate
        self.name = name

    def __sub__(self, other: "TaxedPrice"):
        gross = self.gross - other.gross
        net = round_decimal(gross - (gross * (1 - 100 / (100 + self.rate))))  # ok
        return TaxedPrice(gross, net, self.rate, self.name)

    def __eq__(self, other):
        return self.gross == other.gross and self.name == other.name  # ok

    def reduced(self):
        return self.net * 1.07  # expect: DB006 hard


class TaxRule(models.Model):
    rate = models.DecimalField(max_digits=10, decimal_places=2)
    factor = models.FloatField(default=1.0)  # ok

    def tax(self, base: Decimal) -> Decimal:
        if self.rate == Decimal("0.00"):  # ok
            return Decimal("0.00")
        return round_decimal(base * self.rate / 100)  # ok

    def weight(self):
        return self.factor * 0.5  # ok

    def is_reduced(self) -> bool:
        return self.rate == 0.07  # expect: DB005

    def as_dict(self) -> dict:
        return {"rate": float(self.rate), "percent": float(self.rate) / 100.0}  # ok


class Position(models.Model):
    tax_rule = models.ForeignKey(TaxRule, on_delete=models.PROTECT)
    price = models.DecimalField(max_digits=13, decimal_places=2)

    def save(self, *args, **kwargs):
        discount = 0.0  # expect: DB001
        if self.price > 100:
            discount = self.price / 10
        self.price -= discount
        super().save(*args, **kwargs)
