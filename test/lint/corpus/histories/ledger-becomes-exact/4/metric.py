from ledger import Ledger


class CashFlow:
    def start(self, ledger: Ledger):
        self._previous = ledger.portfolio.cash_flow * 0

    def end(self, packet, ledger: Ledger):
        cash_flow = ledger.portfolio.cash_flow
        packet["used"] = cash_flow - self._previous
        self._previous = cash_flow


class Peak:
    def __init__(self):
        self._peak = 0.0

    def update(self, ledger: Ledger):
        self._peak = max(self._peak, ledger.portfolio.cash)
        return float(self._peak) + ledger.portfolio.cash * 1.5
