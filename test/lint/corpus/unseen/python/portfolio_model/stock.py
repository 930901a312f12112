# Structure: gnucash-portfolio 1.6.2, model/stock_model.py.
from decimal import Decimal


class StockModel:
    shares: Decimal = Decimal(0)
    price: Decimal = None
    balance = Decimal(0)
    income: Decimal = None
