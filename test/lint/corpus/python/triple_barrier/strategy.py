# Structure: hummingbot 20251103, strategy/directional_strategy_base.py: class attributes in floats become Decimals.
from dataclasses import dataclass
from decimal import Decimal


@dataclass
class Barriers:
    stop_loss: Decimal
    trailing_delta: Decimal
    take_profit: Decimal = 0.02  # expect: DB002
    cooldown: float = 30.0  # ok


class DirectionalStrategy:
    stop_loss: float = 0.01  # ok
    trailing_delta = 0.001
    slippage_buffer: float = 0.001  # ok

    def barriers(self) -> Barriers:
        return Barriers(
            stop_loss=Decimal(self.stop_loss),  # expect: DB003
            trailing_delta=Decimal(self.trailing_delta),  # expect: DB003 hard
        )

    def limit_price(self, price: Decimal, signal: int) -> Decimal:
        return price * (1 - signal * self.slippage_buffer)  # expect: DB006 hard

    def worth(self, price: Decimal) -> Decimal:
        return price * self.slippage_buffer  # expect: DB006
