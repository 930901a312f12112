from ledger import Ledger


class CashFlow:
    def start(self, ledger: Ledger):
        self._previous = 0.0

    def end(self, packet, ledger: Ledger):
        cash_flow = ledger.portfolio.cash_flow
        packet["used"] = cash_flow - self._previous
        self._previous = cash_flow
