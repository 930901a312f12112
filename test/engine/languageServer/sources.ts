/** Sources with float zeros, for the tests of the language server and of the editor. */

export const ledger = `from decimal import Decimal


class Ledger:
    cash: Decimal

    def __init__(self) -> None:
        self.cash = Decimal("0")

    def deposit(self, amount: Decimal) -> None:
        self.cash += amount
`;

/** A zero that meets a value of another file's ledger. */
export const metrics = `from ledger import Ledger


class Metrics:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.previous = 0.0

    def step(self):
        cash = self.ledger.cash
        change = cash - self.previous
        self.previous = cash
        return change
`;

/** Floats that can be written as exact decimals without changing a value, and one that cannot. */
export const fees = `from decimal import Decimal


def net(amount: Decimal, fee: Decimal = 0.5) -> Decimal:
    return amount - fee - 0.25


RATE = Decimal(0.1)
`;
