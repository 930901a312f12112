// Structure: @interlay/interbtc-api 2.6.0, amm/liquidity-pool/stable.js, escrow.js and loans.js; @ref-finance/ref-sdk 1.5.0,
// ref-sdk.esm.js (the comparison with a threshold is found there); @minswap/sdk 0.3.4. Without any type, most is missed.
import Big from 'big.js';

export class StablePool {
  constructor(balances, tradingFee) {
    this.balances = balances;
    this.tradingFee = tradingFee;
  }

  feePerToken() {
    const coins = Big(this.balances.length);
    return this.tradingFee.mul(coins).div((coins - 1) * 4); // expect: DB104
  }

  invariant(amounts, amplification) {
    const coins = amounts.length; // ok
    let previous = 0; // expect: DB101 hard
    let current = amounts.reduce((sum, each) => sum.add(each), Big(0)); // ok
    for (let i = 0; i < 255; i += 1) {
      previous = current;
      current = amplification.mul(coins).mul(current);
      if (current.sub(previous).abs().lte(1)) return current; // ok
    }
    return current;
  }

  balance(outIndex, normalized) {
    let sum = 0; // expect: DB101 hard
    for (let i = 0; i < normalized.length; i += 1) {
      if (i === outIndex) continue; // ok
      sum = sum.add(normalized[i]);
    }
    return sum;
  }

  total(amounts) {
    return amounts.map((each) => new Big(each)).reduce((sum, each) => sum.plus(each), 0); // expect: DB102
  }
}

export function apy(staked) {
  if (staked === Big(0)) return Big(0); // expect: DB106
  return staked.div(2);
}

export function indexOf(supply, text) {
  const total = Big(text);
  if (!total) return Big(0); // expect: DB106
  return Big(supply).div(total);
}

export function sufficient(pools, threshold) {
  const least = new Big(threshold);
  return pools.filter((pool) => pool.liquidity > least); // expect: DB105
}

export function largest(allocations) {
  let most = new Big(0); // ok
  let index = 0; // ok
  for (let i = 0; i < allocations.length; i += 1) {
    if (allocations[i].gt(most)) {
      index = i; // ok
      most = allocations[i];
    }
  }
  return index;
}

export function reducedFee(share, fee) {
  const reduction = (new Big(share) * fee) / 100; // expect: DB104
  return new Big(1).minus(reduction).times(fee).toFixed(0); // ok
}
