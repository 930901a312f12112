/** Python files like those of a trading system, the same at every call: a quarter of them mention decimals. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const packages = ['broker', 'ledger', 'market', 'report', 'risk'];

/** Writes the files into a folder. @returns their lines in all */
export function generateWorkspace(folder: string, files: number, linesPerFile: number): number {
  let lines = 0;
  for (const name of packages) {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, '__init__.py'), '');
  }
  for (let index = 0; index < files; index++) {
    const text = moduleText(index, linesPerFile);
    lines += text.split('\n').length;
    writeFileSync(path.join(folder, packages[index % packages.length] ?? '', `module${index}.py`), text);
  }
  return lines;
}

/** One module of about so many lines. */
export function moduleText(index: number, lines: number): string {
  const isLedger = index % 4 === 0;
  const before =
    isLedger && index >= 20 ? `from ledger.module${index - 20} import Book${index - 20}_0\n` : '';
  let text = `"""Module ${index}."""\nimport logging\n${isLedger ? `from decimal import Decimal\n${before}` : ''}\n`;
  for (let part = 0; text.split('\n').length < lines; part++) {
    text += isLedger && part % 2 === 0 ? ledgerClass(index, part) : plainClass(index, part);
  }
  return text;
}

function ledgerClass(index: number, part: number): string {
  return `
class Book${index}_${part}:
    """What one account holds."""

    def __init__(self, cash: Decimal, fees: dict[str, Decimal]):
        self.cash = cash
        self.fees = fees
        self.previous = 0.0
        self.trades = []
        self.peak = cash

    @property
    def equity(self):
        total = self.cash
        for trade in self.trades:
            total += trade.amount * trade.price
        return total

    def book(self, symbol, amount: Decimal, price: Decimal):
        fee = self.fees.get(symbol, Decimal("0"))
        if amount < 0 and fee > 0:
            fee = -fee
        self.cash -= amount * price + fee
        change = self.equity - self.previous
        self.previous = self.equity
        self.peak = max(self.peak, self.equity)
        logging.info("booked %s of %s at %s", amount, symbol, price)
        return change

    def summary(self):
        return {"cash": str(self.cash), "drawdown": float(self.peak - self.equity)}
`;
}

function plainClass(index: number, part: number): string {
  return `
class Window${index}_${part}:
    """A window over prices."""

    def __init__(self, size, alpha=0.5):
        self.size = size
        self.alpha = alpha
        self.values = []
        self.mean = 0.0

    def push(self, value):
        self.values.append(value)
        if len(self.values) > self.size:
            self.values.pop(0)
        self.mean = self.alpha * value + (1.0 - self.alpha) * self.mean
        return self.mean

    def deviation(self):
        if not self.values:
            return 0.0
        squares = [(value - self.mean) ** 2 for value in self.values]
        return (sum(squares) / len(squares)) ** 0.5

    def levels(self, steps=4):
        low, high = min(self.values), max(self.values)
        for step in range(steps):
            yield low + (high - low) * step / (steps - 1.0)
`;
}
