# Structure: tastytrade 13.2.3, dxfeed/quote.py and account.py, and alpaca-py 0.44.0 models; the alias is put in.
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, NewType, Optional, TypeAlias

from pydantic import BaseModel, Field

Amount: TypeAlias = Decimal
Price = NewType("Price", Decimal)


class Balance(BaseModel):
    cash: Amount
    margin: Optional[Amount] = None
    fee: Amount = 0.35  # expect: DB002 hard
    yearly: Annotated[Decimal, Field(ge=0.0)] = Decimal("0")  # ok
    updated_at: float = Field(0.0)  # ok

    def free(self) -> Amount:
        return self.cash - (self.margin or 0.0)  # expect: DB002

    def with_cushion(self):
        return self.cash * 0.95  # expect: DB006


@dataclass(frozen=True)
class Quote:
    bid: Price
    ask: Price
    size: int = 0

    def mid(self):
        return (self.bid + self.ask) / 2.0  # expect: DB006 hard

    def spread(self) -> str:
        return f"{float(self.ask) - float(self.bid):.4f}"  # ok


def worst(quotes: list[Quote]) -> float:
    worst = 0.0  # ok
    for quote in quotes:
        worst = max(worst, float(quote.ask - quote.bid))  # ok
    return worst


def cushion(balance: Balance, ratio: float) -> dict:
    return {"cash": float(balance.cash) * ratio, "margin": float(balance.margin or 0) * ratio}  # ok


def margin_left(balance: Balance) -> Amount:
    if (margin := balance.margin) is None:
        margin = 0.0  # expect: DB001 or DB002 hard
    return balance.cash - margin
