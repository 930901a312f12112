import { roundedQuotient } from '../../../../engine/ledger/arithmetic/rounding';

const one8 = 10n ** 8n;

/**
 * The ledger of one symbol, told another way: in integers of 10⁻⁸, one signed lot at a time. Slippage is 5 basis points
 * and commission 0.001 a unit.
 */
export class ModelLedger {
  cash = 100_000n * one8;
  position = 0n;
  cost = 0n;
  pending = 0n;
  realised = 0n;
  commission = 0n;
  turnover = 0n;

  order(target: bigint): void {
    this.pending = target - this.position;
  }

  fill(open: bigint, volume: bigint): void {
    const wanted = abs(this.pending);
    const size = wanted < volume / 10n ? wanted : volume / 10n;
    if (size === 0n) return;
    const side = this.pending > 0n ? 1n : -1n;
    const price = roundedQuotient(open * (10_000n * 2n + side * 10n), 20_000n);
    const isAgainst = this.position * side < 0n;
    const closing = isAgainst ? (size < abs(this.position) ? size : abs(this.position)) : 0n;
    const opening = size - closing;

    const closed = roundedQuotient(price * closing, one8);
    const opened = roundedQuotient(price * opening, one8);
    if (closing > 0n) {
      const released = roundedQuotient(this.cost * closing, abs(this.position));
      this.realised += -side * (closed - released);
      this.cost -= released;
    }
    this.cost += opened;
    this.position += side * size;
    this.pending -= side * size;
    const commission = roundedQuotient(size * (one8 / 1_000n), one8);
    this.cash -= side * (closed + opened) + commission;
    this.commission += commission;
    this.turnover += closed + opened;
  }
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
