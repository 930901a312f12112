# Structure: hummingbot 20251103, strategy_v2/executors/dca_executor/dca_executor.py; the float zeros are put in.
import numpy as np

from .base import ExecutorBase


class DcaExecutor(ExecutorBase):
    def __init__(self, amount, entry_price, orders):
        super().__init__(amount, entry_price)
        self.orders = orders
        self.filled = 0.0  # expect: DB001 hard
        self.best = np.float64(0)  # expect: DB001 hard
        self.started_at = 0.0  # ok

    def fill(self):
        self.filled += self.amount
        self.best = max(self.best, self.current_price())

    def tick(self, now: float):
        self.started_at = max(self.started_at, now)  # ok
        return now + self._status_interval * 2.0  # ok

    def trailing_stop(self):
        return self.current_price() * 0.97  # expect: DB006 hard

    def to_json(self):
        return {"amount": float(self.amount), "entry": float(self.entry_price)}  # ok


def log_returns(closes):
    total = 0.0  # ok
    for before, after in zip(closes, closes[1:]):
        total += np.log(after / before)
    return total
