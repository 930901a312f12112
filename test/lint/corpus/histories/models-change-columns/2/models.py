from django.db import models


class Line(models.Model):
    amount = models.DecimalField(max_digits=12, decimal_places=2, default=0.0)


class Invoice(Line):
    fee = models.FloatField(default=0.0)
