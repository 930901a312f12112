# Structure: pynfe 0.6.5, entidades/notafiscal.py; satcfdi 26.10.1, diot, accounting/models.py and pacs/facturama.py; dj-stripe
# 2.11.0, models/core.py and billing.py; the floats are put in, but for those that go into JSON.
from decimal import Decimal


class Product:
    tax_base = Decimal()
    tax = Decimal()
    discount = Decimal()  # ok


class Nota:
    total_base = 0.0  # expect: DB001 hard
    total_tax = Decimal()  # ok

    def add(self, **values):
        product = Product(**values)
        self.total_base += product.tax_base
        self.total_tax += product.tax

    def serialize(self, payments: list, change=0.00):  # ok
        return {"change": change, "payments": payments}


class Totals:
    def __init__(self, providers):
        self.count = len(providers)
        self.tax = sum(each.tax or 0 for each in providers)  # ok
        self.imported = sum(each.imported or 0 for each in providers)
        self.total = round(self.imported * Decimal(".16") - 0.01)  # expect: DB006


def balance(invoice, notes) -> Decimal | None:
    if invoice["type"] == "I":
        if notes is not None:
            return invoice["total"] - notes  # ok
        return 0.0  # expect: DB002
    return None


def entry(tax: dict, rate) -> dict:
    result = {"Total": number(tax.get("Importe")) or 0.0, "Base": 0.0}  # ok
    result["Rate"] = number(rate) if rate is not None else 0.0  # ok
    return result


def number(value) -> float | None:
    return None if value is None else float(value)


def refundable(charged: Decimal, amount: Decimal | None) -> int:
    refunded = (amount or 0.0) / 100  # expect: DB002
    return int((charged - refunded) * 100)  # ok


def percentage(plan: dict):
    return plan.get("percentage", 0.0)  # ok
