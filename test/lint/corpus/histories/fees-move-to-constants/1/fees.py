from decimal import Decimal


def fee(amount: Decimal) -> Decimal:
    return amount * 0.015


def fees(amounts):
    total = 0.0
    for amount in amounts:
        total += fee(amount)
    return total
