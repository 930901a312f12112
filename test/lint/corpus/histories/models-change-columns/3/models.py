from django.db import models


class Base(models.Model):
    amount = models.DecimalField(max_digits=12, decimal_places=2)


class Line(Base):
    note = models.TextField()


class Invoice(Line):
    fee = models.DecimalField(max_digits=12, decimal_places=2)
