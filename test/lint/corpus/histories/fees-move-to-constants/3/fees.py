from decimal import Decimal

import rates


def fee(amount: Decimal) -> Decimal:
    if amount < 0.1:
        return 0.0
    return max(amount * rates.FEE, rates.FLOOR)


def fees(amounts):
    return sum((fee(amount) for amount in amounts), 0.0)
