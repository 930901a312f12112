# Structure: octobot-trading 2.5.13, personal_data/orders/order.py and exchange_data/funding; the zeros are put in.
import decimal
import typing

ZERO = decimal.Decimal(0)


class Order:
    def __init__(self, trader):
        self.trader = trader
        self.filled_price: decimal.Decimal = ZERO
        self.fee: typing.Optional[dict] = None
        self.total_cost = ZERO
        self.creation_time = 0.0  # ok
        self.origin_quantity: decimal.Decimal = 0.0  # expect: DB002

    def update_from_raw(self, raw_order: dict):
        price = raw_order.get("price", None) or raw_order.get("stop", None) or 0.0  # ok
        self.filled_price = decimal.Decimal(str(price))  # ok
        return decimal.Decimal(str(raw_order.get("average", 0.0) or self.filled_price))  # ok

    def on_fill(self, quantity: decimal.Decimal):
        self.total_cost = self.filled_price * quantity
        self.total_cost -= 0.1  # expect: DB006
        self.creation_time = max(self.creation_time, 1.5)  # ok

    def get_profitability(self, last: decimal.Decimal):
        if self.filled_price > last:
            return 1 - last / self.filled_price  # ok
        return 0.0  # expect: DB001 or DB002 hard

    async def get_fee(self) -> decimal.Decimal:
        if self.fee is None:
            return 0.0  # expect: DB002
        return decimal.Decimal(str(self.fee["cost"]))


async def total_fee(orders: typing.List[Order]) -> decimal.Decimal:
    total = 0.0  # expect: DB001 hard
    for order in orders:
        total += await order.get_fee()
    return total


def best(orders: typing.Iterable[Order]) -> decimal.Decimal:
    return max((order.filled_price for order in orders), default=0.0)  # expect: DB002 hard


def usage(done: int, all_: int) -> float:
    return round(done / all_, 2) if all_ else 0.0  # ok
