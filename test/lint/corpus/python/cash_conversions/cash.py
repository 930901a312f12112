# Structure: lumibot 4.6.30, backtesting/backtesting_broker.py (_apply_trade_cost, _execute_filled_order), exact cash.
from decimal import Decimal


class Account:
    def __init__(self, cash: Decimal):
        self.cash = cash
        self.fees = Decimal("0")

    def apply_cost(self, cost: Decimal):
        self.cash = self.cash - float(cost)  # expect: DB004

    def settle(self, amount: Decimal, cost: Decimal) -> Decimal:
        return float(amount) + cost  # expect: DB004

    def round_cash(self):
        self.cash = float(self.cash)  # expect: DB004

    def report(self, cost: Decimal) -> dict:
        cost_in_float = float(cost)  # ok
        return {"cash": float(self.cash), "cost": round(cost_in_float, 2)}  # ok

    def notional(self, price: Decimal, quantity: Decimal) -> float:
        return float(price) * float(quantity)  # ok

    def spread(self, bid: Decimal, ask: Decimal) -> float:
        return float(ask) - float(bid)  # ok

    def distance(self, strikes: list[Decimal], price: Decimal) -> Decimal:
        return min(strikes, key=lambda strike: abs(float(strike) - float(price)))  # ok

    def total_pnl(self, start: Decimal, unrealized: float) -> float:
        return float(self.cash - start) + unrealized  # ok
