from decimal import Decimal


class Portfolio:
    cash: Decimal
    cash_flow: Decimal

    def __init__(self, cash: Decimal):
        self.cash = cash
        self.cash_flow = cash * 0
