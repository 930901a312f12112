# Structure: bittytax 0.6.0, transactions.py and tax_event.py; the float zeros are put in.
from decimal import Decimal
from typing import Optional


class Trade:
    def __init__(self, quantity: Decimal, cost: Optional[Decimal], fee: Optional[Decimal] = None):
        self.quantity = quantity
        self.cost = cost
        self.fee = fee


class Disposal:
    def __init__(self, trade: Trade, cost: Decimal, proceeds: Decimal):
        self.quantity = trade.quantity
        self.cost = cost.quantize(Decimal("0.01"))
        self.gain = proceeds - self.cost
        self.loss = 0  # ok
        if trade.fee:
            self.fees = trade.fee.quantize(Decimal("0.01"))
        else:
            self.fees = 0.0  # expect: DB001 or DB002 hard
