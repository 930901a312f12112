# Structure: django-ledger 0.8.5, io/io_generator.py: the margin, and the zeros of the other branch, are found there.
from decimal import Decimal
from random import random, randint


class Product:
    received: Decimal
    average_cost: Decimal

    def get_average_cost(self) -> Decimal:
        return self.average_cost


def invoice_line(product: Product):
    quantity = Decimal(str(round(random() * randint(1, 2), 2)))
    margin = Decimal(random() + 3.5)  # expect: DB003
    average = product.get_average_cost()
    if product.received > 0.0:  # expect: DB005
        quantity = min(quantity, product.received)
        unit_cost = average * margin
    else:
        quantity = 0.0  # expect: DB001 hard
        unit_cost = 0.0  # expect: DB001 hard
    return quantity, quantity * unit_cost


def is_late():
    return random() > 0.25  # ok
