# Structure: zipline-reloaded 3.2.1, finance/ledger.py, with the amounts of the portfolio as Decimals.
from decimal import Decimal


class Portfolio:
    cash_flow: Decimal
    pnl: Decimal
    starting_cash: Decimal

    def __init__(self, starting_cash: Decimal):
        self.starting_cash = starting_cash
        self.cash_flow = starting_cash * 0
        self.pnl = starting_cash * 0


class Ledger:
    def __init__(self, capital: Decimal):
        self.portfolio = Portfolio(capital)
        self._previous_value: Decimal = capital

    @property
    def returns(self):
        if not self._previous_value:
            return 0.0  # expect: DB001 or DB002 hard
        return self.portfolio.pnl / self._previous_value
