from decimal import Decimal

from rates import FEE


def fee(amount: Decimal) -> Decimal:
    return amount * Decimal(FEE)


def fees(amounts):
    total = 0.0
    for amount in amounts:
        total += fee(amount)
    return total
