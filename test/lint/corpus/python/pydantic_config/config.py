# Structure: hummingbot 20251103, strategy/cross_exchange_market_making/..._config_map_pydantic.py, and lnbits 1.6.2, settings.py.
from decimal import Decimal
from typing import Optional

from pydantic import BaseModel, Field


class MakerConfig(BaseModel):
    min_profitability: Decimal = Field(default=0.3, ge=0.0, le=100.0)  # expect: DB002
    order_amount: Decimal = Field(default=Decimal("1"), gt=0.0)  # ok
    slippage_buffer: Optional[Decimal] = Field(0.05)  # expect: DB002
    budget: Decimal = Field(default=..., ge=0.0)  # ok
    max_size_mb: float = Field(default=2.5, ge=0.0)  # ok
    refresh_seconds: float = Field(130.0, gt=0.0)  # ok
    reserve: Decimal | None = 0.0  # expect: DB002

    def target(self, price: Decimal) -> Decimal:
        return price * (1 + self.min_profitability / 100)  # ok

    def next_refresh(self, now: float) -> float:
        return now + self.refresh_seconds * 1.5  # ok
