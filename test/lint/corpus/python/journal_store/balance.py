# Structure: python-accounting 2.0.0, models/account.py and models/balance.py: totals over rows of a query.
from typing import List

from .models import Split, Transaction


def total(splits: List[Split]):
    amount = 0.0  # expect: DB001
    weight = 0.0  # ok
    for split in splits:
        amount += split.value
        weight += split.weight
    return amount, weight


def fees(session):
    amount = 0.0  # expect: DB001 hard
    for transaction in session.query(Transaction):
        amount += transaction.fee
    return amount


def imbalance(transaction: Transaction):
    left = right = 0.0  # expect: DB001 hard
    for split in transaction.splits:
        if split.value > 0:
            left += split.value
        else:
            right -= split.value
    return left - right


def close_to(split: Split, other: Split) -> bool:
    return abs(split.value - other.value) < 0.005  # expect: DB005
