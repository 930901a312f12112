from models import Invoice, Line


def total(lines: list[Line]):
    total = None
    for line in lines:
        total = line.amount if total is None else total + line.amount
    return total


def fee(invoice: Invoice):
    return invoice.amount * 0.5 + invoice.fee
