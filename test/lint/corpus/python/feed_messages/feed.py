# Structure: cryptofeed 2.5.0, connection.py and exchanges/, and dali-rp2 0.6.11, plugin/pair_converter/ccxt.py.
import json
from decimal import Decimal

import requests


def price_of(text: str) -> Decimal:
    return Decimal(json.loads(text)["price"])  # expect: DB007


def trade_of(text: str):
    message = json.loads(text)  # expect: DB007
    return Decimal(message["p"]) * Decimal(message["q"])


def exact_trade_of(text: str):
    message = json.loads(text, parse_float=Decimal)  # ok
    return message["p"] * message["q"]


def rate(url: str) -> Decimal:
    data = requests.get(url, timeout=5.0).json()  # expect: DB007 hard
    return Decimal(data["rates"]["USD"])


def names(text: str) -> list[str]:
    return [row["name"] for row in json.loads(text)]  # ok


def interval(message: dict) -> float:
    return float(message["t"]) + 60.0 - 0.1  # ok
