class Portfolio:
    def __init__(self, cash):
        self.cash = float(cash)
        self.cash_flow = 0.0


class Ledger:
    def __init__(self, cash):
        self.portfolio = Portfolio(cash)
