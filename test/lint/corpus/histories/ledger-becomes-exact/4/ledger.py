from decimal import Decimal

from portfolio import Portfolio


class Ledger:
    def __init__(self, cash: Decimal):
        self.portfolio = Portfolio(cash)
