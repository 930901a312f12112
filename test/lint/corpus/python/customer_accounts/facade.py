# Structure: django-oscar-accounts 3.0.1, models.py and facade.py, and django-hordak 1.15.0, models/core.py.
from decimal import Decimal as D

from django.db import models
from django.db.models import Sum


class Account(models.Model):
    balance = models.DecimalField(decimal_places=2, max_digits=12, default=D("0.00"), null=True)  # ok
    credit_limit = models.DecimalField(decimal_places=2, max_digits=12, default=0.00)  # expect: DB002

    def num_transactions(self):
        return self.transactions.count()

    def is_debit_permitted(self, amount: D) -> bool:
        if self.credit_limit is None:
            return True
        return self.balance + self.credit_limit - amount >= 0  # ok

    def permitted_allocation(self, total: D) -> D:
        return min(total, self.balance or 0.0)  # expect: DB002


class Transfer(models.Model):
    source = models.ForeignKey(Account, related_name="sources", on_delete=models.PROTECT)
    amount = models.DecimalField(decimal_places=2, max_digits=12)


def total_of(transfers) -> D:
    return transfers.aggregate(total=Sum("amount"))["total"] or 0.0  # expect: DB002 hard


def fee_of(transfer: Transfer) -> D:
    fee = D("0.1")
    if transfer.amount == 0.1:  # expect: DB005
        return fee
    return fee + 0.25  # expect: DB006


def average_of(account: Account) -> float:
    count = account.num_transactions()
    return float(account.balance) / count if count else 0.0  # ok
