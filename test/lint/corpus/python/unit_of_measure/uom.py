# Structure: trytond-product 8.2.0, uom.py and product.py: factors are Float fields, prices are Numeric fields.
from decimal import Decimal

from trytond.model import ModelSQL, fields


class Uom(ModelSQL):
    rate = fields.Float("Rate")
    factor = fields.Float("Factor")

    @staticmethod
    def default_rate():
        return 1.0  # ok

    def on_change_factor(self):
        if (self.factor or 0.0) == 0.0:  # ok
            self.rate = 0.0  # ok
        else:
            self.rate = round(1.0 / self.factor, 12)  # ok


class Line(ModelSQL):
    unit_price = fields.Numeric("Unit Price")
    quantity = fields.Float("Quantity")

    def get_amount(self):
        return Decimal(str(self.quantity)) * self.unit_price  # ok

    def get_discounted(self):
        return self.unit_price * 0.9  # expect: DB006 hard
