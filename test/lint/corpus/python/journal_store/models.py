# Structure: piecash 0.13.0, core/transaction.py, and python-accounting 2.0.0, models/balance.py: columns of Numeric.
from decimal import Decimal

from sqlalchemy import Column, Float, ForeignKey, Integer, Numeric
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Split(Base):
    __tablename__ = "splits"
    id = Column(Integer, primary_key=True)
    transaction_id = Column(Integer, ForeignKey("transactions.id"))
    value = Column(Numeric(13, 4), nullable=False, default=0.0)  # expect: DB002
    weight = Column(Float, default=0.0)  # ok


class Transaction(Base):
    __tablename__ = "transactions"
    id: Mapped[int] = mapped_column(primary_key=True)
    fee: Mapped[Decimal] = mapped_column(Numeric(13, 4))
    splits = relationship(Split)

    def fee_with_tax(self):
        return self.fee * 1.19  # expect: DB006
