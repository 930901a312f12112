from decimal import Decimal as D

FEE = D("0.015")
FLOOR = D(0.1)
