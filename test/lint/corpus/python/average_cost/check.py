# Structure: beancount 3.2.3, plugins/check_average_cost.py: bounds are made from 1 minus a float tolerance, as there.
import collections
from decimal import Decimal

DEFAULT_TOLERANCE = 0.01  # ok


class Posting:
    number: Decimal
    cost: Decimal


def check(postings: list[Posting], average: Decimal, config: str | None = None):
    tolerance = float(config) if config else DEFAULT_TOLERANCE  # ok
    lowest = Decimal(1 - tolerance)  # expect: DB003 hard
    highest = Decimal(1 + tolerance)  # expect: DB003 hard
    balances = collections.defaultdict(Decimal)  # ok
    wrong = []
    for posting in postings:
        balances[posting.cost] += posting.number
        if not average * lowest <= posting.cost <= average * highest:  # ok
            wrong.append(posting)
    return wrong


def infer_quantum(numbers: list[Decimal], threshold: float = 0.01) -> int:  # ok
    counts = collections.Counter(-number.as_tuple().exponent for number in numbers)
    total = sum(counts.values())
    return max(digits for digits, count in counts.items() if count / total > threshold)  # ok
