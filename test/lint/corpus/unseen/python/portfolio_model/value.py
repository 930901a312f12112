# Structure: gnucash-portfolio 1.6.2, lib/portfoliovalue.py and securitiesaggregate.py; the conversion of the income is
# found there, the float zeros are put in.
from decimal import Decimal

from .stock import StockModel


def dividends(accounts):
    total = Decimal(0)
    for account in accounts:
        total += account.balance
    return total * (-1)


def stock_model(last_price, accounts) -> StockModel:
    model = StockModel()
    if last_price is not None:
        model.price = last_price.value
    else:
        model.price = 0.0  # expect: DB001 or DB002 hard
    if model.shares > 0 and model.price:
        model.balance = model.shares * model.price
    else:
        model.balance = 0.0  # expect: DB001 or DB002 hard
    gain = 0  # ok
    if model.balance > 0:
        gain = model.balance / 100
        gain *= -1  # ok
    income = dividends(accounts)
    model.income = float(income)  # expect: DB004 hard
    return model


def average(splits) -> Decimal:
    average_price = 0.0  # expect: DB001
    total = Decimal(0)
    count = 0  # ok
    for split in splits:
        total += split.value / split.quantity
        count += 1
    if count:
        average_price = total / count
    return average_price
