from django.db import models


class Line(models.Model):
    amount = models.FloatField(default=0.0)


class Invoice(Line):
    fee = models.FloatField(default=0.0)
