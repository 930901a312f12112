# Structure: tastytrade 13.2.3, instruments.py: a name says decimal, the value is an int.
import re
from decimal import Decimal

from pydantic import BaseModel


class Option(BaseModel):
    strike_price: Decimal
    shares_per_contract: int = 100

    def notional(self, price: Decimal) -> Decimal:
        return price * self.shares_per_contract  # ok

    def strike_key(self) -> str:
        return f"{float(self.strike_price):g}"  # ok

    def is_near(self, price: Decimal) -> bool:
        return self.strike_price == 0.1  # expect: DB005


def streamer_symbol(occ: str) -> str:
    match = re.match(r"(\d{5})(\d{3})", occ)
    if match is None:
        return ""
    strike = int(match.group(1))
    decimal = int(match.group(2))
    if decimal != 0:
        return f"{strike}{str(decimal / 1000.0)[1:]}"  # ok
    return str(strike)
