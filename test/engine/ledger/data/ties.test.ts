import { strict as assert } from 'node:assert';
import type { Bundle } from '../../../../engine/ledger/data/bundle';
import { generateBundle, generateExample } from '../../../../engine/ledger/data/generate';
import type { Strategy } from '../../../../engine/protocol/vocabulary';
import { parseStrategy, scenarioOf } from '../../../../engine/ledger/scenarios';

/** What a bar decides: buy, sell, nothing because both sides are equal, nothing for another reason. */
type Decision = 'long' | 'flat' | 'tie' | 'none';

interface Count {
  /** Bars at which both sides are exactly equal. */
  ties: number;
  /** Ties before and after which the strategy stands on the same side. */
  touches: number;
  /** Ties at which floats decide. */
  phantoms: number;
  /** Bars after which floats hold another target. */
  differentTargets: number;
  /** Changes of the exact target to 100 and to 0. */
  buys: number;
  sells: number;
  /** Windows without any deviation. */
  flatWindows: number;
}

describe('The ties in the generated bundles', () => {
  // Least counts of ties, touches and phantoms; a change of the generator may move the counts, not take them away.
  const cases = [
    ['daily', 5, 3, 2],
    ['hourly', 50, 20, 20],
    ['minute', 50, 50, 20],
    ['daily-large', 500, 50, 400],
    ['minute-large', 500, 50, 400],
  ] as const;
  for (const [name, ties, touches, phantoms] of cases) {
    it(`are there in ${name}, and rolling floats take some for crossings`, () => {
      const { strategy, warmup } = scenarioOf(name).parameters;
      const count = countTies(generateBundle(name), strategy, warmup);
      console.log(`      ${name}: ${JSON.stringify(count)}`);
      assert.ok(count.ties >= ties);
      assert.ok(count.touches >= touches);
      assert.ok(count.phantoms >= phantoms);
      assert.ok(count.differentTargets > 0, 'floats hold other positions');
      assert.ok(count.buys >= 10 && count.sells >= 10, 'the strategy trades on both sides');
      if (strategy.kind === 'zscore') assert.ok(count.flatWindows > 0, 'some windows do not move at all');
    });
  }

  it('are there in the example too', () => {
    const count = countTies(generateExample(), parseStrategy('sma:20,50'), 0);
    assert.ok(count.ties > 0 && count.phantoms > 0 && count.differentTargets > 0);
  });
});

function countTies(bundle: Bundle, strategy: Strategy, warmup: number): Count {
  const count: Count = {
    ties: 0,
    touches: 0,
    phantoms: 0,
    differentTargets: 0,
    buys: 0,
    sells: 0,
    flatWindows: 0,
  };
  for (let symbol = 0; symbol < bundle.symbols.length; symbol++) {
    const closes = [...bundle.close.slice(bundle.offsets[symbol], bundle.offsets[symbol + 1])];
    const exact = exactDecisions(closes, strategy);
    const float = floatDecisions(closes, strategy);
    let exactTarget = 'flat';
    let floatTarget = 'flat';
    for (let bar = warmup; bar < closes.length; bar++) {
      const decision = exact(bar);
      const taken = float(bar);
      if (decision === 'tie') {
        count.ties++;
        if (taken === 'long' || taken === 'flat') count.phantoms++;
        const before = bar > warmup ? exact(bar - 1) : 'tie';
        if (before !== 'tie' && bar + 1 < closes.length && before === exact(bar + 1)) count.touches++;
      }
      if (strategy.kind === 'zscore' && isFlat(closes, bar, strategy.window)) count.flatWindows++;
      if (decision === 'long' && exactTarget === 'flat') count.buys++;
      if (decision === 'flat' && exactTarget === 'long') count.sells++;
      if (decision === 'long' || decision === 'flat') exactTarget = decision;
      if (taken === 'long' || taken === 'flat') floatTarget = taken;
      if (exactTarget !== floatTarget) count.differentTargets++;
    }
  }
  return count;
}

/** Decisions without any rounding, from prefix sums of the scaled integers. */
function exactDecisions(closes: readonly bigint[], strategy: Strategy): (bar: number) => Decision {
  const sums = prefixSums(closes);
  const squares = strategy.kind === 'zscore' ? prefixSums(closes.map((close) => close * close)) : [];
  const over = (prefix: readonly bigint[], bar: number, window: number): bigint =>
    (prefix[bar + 1] ?? 0n) - (prefix[bar + 1 - window] ?? 0n);
  switch (strategy.kind) {
    case 'sma': {
      const { fast, slow } = strategy;
      return (bar) => {
        if (bar + 1 < slow) return 'none';
        const difference = over(sums, bar, fast) * BigInt(slow) - over(sums, bar, slow) * BigInt(fast);
        return difference > 0n ? 'long' : difference < 0n ? 'flat' : 'tie';
      };
    }
    case 'momentum': {
      const threshold = BigInt(strategy.threshold);
      return (bar) => {
        if (bar + 1 < strategy.window) return 'none';
        const first = closes[bar + 1 - strategy.window] ?? 0n;
        const change = ((closes[bar] ?? 0n) - first) * 100n;
        if (change === threshold * first || change === -threshold * first) return 'tie';
        return change > threshold * first ? 'long' : change < -threshold * first ? 'flat' : 'none';
      };
    }
    case 'zscore': {
      const n = BigInt(strategy.window);
      const threshold = BigInt(strategy.threshold);
      return (bar) => {
        if (bar + 1 < strategy.window) return 'none';
        const sum = over(sums, bar, strategy.window);
        const spread = n * over(squares, bar, strategy.window) - sum * sum;
        if (spread === 0n) return 'none';
        const distance = n * (closes[bar] ?? 0n) - sum;
        const left = distance * distance * (n - 1n);
        const right = threshold * threshold * n * spread;
        if (left === right) return 'tie';
        return left < right ? 'none' : distance < 0n ? 'long' : 'flat';
      };
    }
  }
}

/** Decisions in doubles with rolling sums, as programs take them that never heard of the problem. */
function floatDecisions(closes: readonly bigint[], strategy: Strategy): (bar: number) => Decision {
  const prices = closes.map((close) => Number(close) / 1e8);
  switch (strategy.kind) {
    case 'sma': {
      const fast = rollingSums(prices, strategy.fast);
      const slow = rollingSums(prices, strategy.slow);
      return (bar) => {
        if (bar + 1 < strategy.slow) return 'none';
        const difference = (fast[bar] ?? 0) / strategy.fast - (slow[bar] ?? 0) / strategy.slow;
        return difference > 0 ? 'long' : difference < 0 ? 'flat' : 'tie';
      };
    }
    case 'momentum': {
      const threshold = Number(strategy.threshold);
      return (bar) => {
        if (bar + 1 < strategy.window) return 'none';
        const change = ((prices[bar] ?? 0) / (prices[bar + 1 - strategy.window] ?? 0) - 1) * 100;
        return change > threshold ? 'long' : change < -threshold ? 'flat' : 'none';
      };
    }
    case 'zscore': {
      const n = strategy.window;
      const threshold = Number(strategy.threshold);
      const sums = rollingSums(prices, n);
      const squares = rollingSums(
        prices.map((price) => price * price),
        n,
      );
      return (bar) => {
        const sum = sums[bar] ?? 0;
        const variance = ((squares[bar] ?? 0) - (sum * sum) / n) / (n - 1);
        if (bar + 1 < n || !(variance > 0)) return 'none';
        const z = ((prices[bar] ?? 0) - sum / n) / Math.sqrt(variance);
        return z < -threshold ? 'long' : z > threshold ? 'flat' : 'none';
      };
    }
  }
}

function prefixSums(values: readonly bigint[]): bigint[] {
  const sums = [0n];
  for (const [index, value] of values.entries()) sums.push((sums[index] ?? 0n) + value);
  return sums;
}

function rollingSums(values: readonly number[], window: number): number[] {
  let sum = 0;
  return values.map((value, bar) => {
    sum += value;
    if (bar >= window) sum -= values[bar - window] ?? 0;
    return sum;
  });
}

function isFlat(closes: readonly bigint[], bar: number, window: number): boolean {
  if (bar + 1 < window) return false;
  return closes.slice(bar + 1 - window, bar + 1).every((close) => close === closes[bar]);
}
