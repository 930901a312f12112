# Structure: lines of hummingbot 20251103 (coinbase_advanced_trade_rate_source.py), pretix 2026.8.0 (plugins/stripe/payment.py),
# django-shop 1.2.4 (modifiers/defaults.py), web3-ethereum-defi 1.2 (erc_4626/vault.py), cryptofeed 2.5.0 (bitflyer.py).
from decimal import Decimal

UNKNOWN_RATE = Decimal(0.99)  # expect: DB003
NO_RATE = Decimal("0.99")  # ok


class WeightModifier:
    initial_weight = Decimal(0.01)  # expect: DB003

    def process(self, cart, weights: list[Decimal]):
        cart.weight = self.initial_weight
        for weight in weights:
            cart.weight += weight  # ok


def rates(prices: dict[str, str]) -> dict[str, Decimal]:
    return {token: Decimal(1.0) / Decimal(price) for token, price in prices.items()}  # expect: DB003


def is_allowed(total: Decimal) -> bool:
    return Decimal("50.00") <= total <= Decimal(30000.00)  # expect: DB003


def gas_of(token: str, floor=Decimal(1.1)) -> Decimal:  # expect: DB003
    if token == "ARB":
        return Decimal(0.4)  # expect: DB003
    if token == "BNB":
        return Decimal(500)  # ok
    return Decimal("0.2")  # ok


def removed(delta: dict, price: Decimal):
    delta["bids"].append((price, Decimal(0)))  # ok
