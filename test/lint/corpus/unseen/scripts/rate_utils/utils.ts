// Structure: @curvefi/api 2.65.13, utils.js, router.js and depositBalancedAmountsMixins.js; @uma/sdk 0.34.10, across/utils.ts;
// @dhedge/v2-sdk 2.1.3, services; @synthetixio/wei 2.74.4, wei.ts; tronweb 6.5.1, tronweb.ts. The mistakes are put in.
import BigNumber from 'bignumber.js';

export const BN = (value: number | string) => new BigNumber(value);

export function priceImpact(x: string, y: string, smallX: string, smallY: string) {
  const rate = BN(y).div(x);
  const small = BN(smallY).div(smallX);
  if (rate > small) return BN(0); // expect: DB105 hard
  return BN(1).minus(rate.div(small)).times(100); // ok
}

export function balanced(pool: string[]) {
  const balances = pool.map(BN);
  const total = balances.reduce((sum: any, each) => sum.plus(each), 0); // expect: DB102 hard
  return balances.map((each) => each.div(total));
}

export function liquidity(balances: string[], prices: number[]) {
  return balances.reduce((sum, each, index) => sum + Number(each) * (prices[index] ?? 0), 0); // ok
}

export function least(output: string, slippage: number) {
  return BN(output)
    .times(1 - slippage / 100) // ok
    .toFixed(0);
}

export function compound(rate: BigNumber, periods: BigNumber) {
  return new BigNumber(1).div(periods / rate.toNumber()); // expect: DB104
}

export class Wei {
  constructor(readonly big: BigNumber) {}

  compare(other: Wei): number {
    return this.big.comparedTo(other.big) ?? 0;
  }

  gt(other: Wei): boolean {
    return this.compare(other) > 0; // ok
  }

  static from(value: string | number): BigNumber {
    return new BigNumber(value);
  }

  static fromSun(sun: number) {
    return Wei.from(sun) / 1_000_000; // expect: DB104 hard
  }

  static toNumber(value: string) {
    return Wei.from(value).toNumber(); // ok
  }
}

export function toBigInt(value: BigNumber | undefined) {
  return value != null ? BigInt(value.toFixed()) : undefined; // ok
}
