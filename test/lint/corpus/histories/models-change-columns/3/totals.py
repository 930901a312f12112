from models import Invoice, Line


def total(lines: list[Line]):
    total = 0.0
    for line in lines:
        total += line.amount
    return total


def fee(invoice: Invoice):
    return invoice.amount * 0.5 + invoice.fee
