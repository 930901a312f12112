# Structure: hummingbot 20251103, strategy_v2/executors/executor_base.py: a base class of another file holds the amounts.
from decimal import Decimal


class ExecutorBase:
    amount: Decimal

    def __init__(self, amount: Decimal, entry_price: Decimal):
        self.amount = amount
        self.entry_price = entry_price
        self._status_interval = 0.5

    def current_price(self) -> Decimal:
        raise NotImplementedError
