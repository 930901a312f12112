import type { Fix } from '../../../engine/lint/finding';
import type { Marked } from './marked';

/** A program whose `run()` goes wrong before a fix and gives what it should after it. */
export interface Case extends Marked {
  readonly name: string;
  readonly kind: Fix['kind'];
  /** Outcome of the program before and after: a type, or what is raised; with its text where that is the point. */
  readonly before: string;
  readonly after: string;
}

/** What most of the programs deal with. */
export const trades = `
from decimal import Decimal


class Trade:
    def __init__(self, amount):
        self.amount = Decimal(amount)


class Ledger:
    cash_flow = Decimal("12.50")


TRADES = [Trade("1.10"), Trade("2.20")]
`;
