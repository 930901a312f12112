# Structure: zipline-reloaded 3.2.1, finance/metrics/metric.py: parameters carry no annotation, as there.
from .ledger import Ledger


class CashFlow:
    def start_of_simulation(self, ledger):
        self._previous = 0.0  # expect: DB001 hard

    def end_of_bar(self, packet, ledger):
        cash_flow = ledger.portfolio.cash_flow
        packet["minute_perf"]["capital_used"] = cash_flow - self._previous
        self._previous = cash_flow


class PnL:
    def start_of_simulation(self, ledger: Ledger):
        self._previous = 0.0  # expect: DB001

    def end_of_bar(self, packet, ledger: Ledger):
        pnl = ledger.portfolio.pnl
        packet["minute_perf"]["pnl"] = pnl - self._previous
        self._previous = pnl


class MaxLeverage:
    def start_of_simulation(self, ledger: Ledger):
        self._max_leverage = 0.0  # ok

    def end_of_bar(self, packet, leverage: float):
        self._max_leverage = max(self._max_leverage, leverage)  # ok
        packet["max_leverage"] = self._max_leverage


class Drawdown:
    def __init__(self):
        self._peak = 0.0  # expect: DB001

    def update(self, ledger: Ledger):
        self._peak = max(self._peak, ledger.portfolio.pnl)
        return self._peak
