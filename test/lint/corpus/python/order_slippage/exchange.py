# Structure: hummingbot 20251103, connector/exchange/hyperliquid/hyperliquid_exchange.py; both conversions are found there.
from decimal import Decimal

from . import constants
from .constants import RATE_LIMIT


class Exchange:
    def __init__(self, tick_size: Decimal):
        self._tick_size = tick_size
        self._last_poll = 1.0  # ok
        self._interval = RATE_LIMIT  # ok

    def quantize(self, price: Decimal) -> Decimal:
        return price // self._tick_size * self._tick_size

    def buy_limit(self, reference: Decimal) -> Decimal:
        return self.quantize(reference * Decimal(1 + constants.MARKET_ORDER_SLIPPAGE))  # expect: DB003 hard

    def sell_limit(self, reference: Decimal) -> Decimal:
        return self.quantize(reference * (1 - constants.MARKET_ORDER_SLIPPAGE))  # expect: DB006 hard

    def is_due(self, now: float) -> bool:
        return now - self._last_poll > self._interval  # ok
