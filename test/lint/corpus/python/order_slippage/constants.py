# Structure: hummingbot 20251103, connector/exchange/hyperliquid: a float constant of one file made a Decimal in another.
MARKET_ORDER_SLIPPAGE = 0.05  # ok
RATE_LIMIT = 0.5  # ok
