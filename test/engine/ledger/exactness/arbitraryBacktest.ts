import fc from 'fast-check';
import type { Bundle } from '../../../../engine/ledger/data/bundle';
import type { BacktestParameters, Strategy } from '../../../../engine/protocol/vocabulary';
import { bundleOfColumns } from '../backtest/support';

export interface ArbitraryBacktest {
  readonly bundle: Bundle;
  readonly parameters: BacktestParameters;
}

/**
 * Random bundles and parameters that trade: prices on a coarse grid, so that windows tie, and short windows. One value
 * in eight comes from the edges: gaps, no volume, huge and tiny prices, fractional volumes that fill in parts.
 */
export function arbitraryBacktest(): fc.Arbitrary<ArbitraryBacktest> {
  return fc.record({ bundle: arbitraryBundle(), parameters: arbitraryParameters() });
}

interface ArbitraryBar {
  readonly isThere: boolean;
  readonly open: bigint;
  readonly close: bigint;
  readonly volume: bigint;
}

const cent = 10n ** 6n;
const unit = 10n ** 8n;

function mostly<T>(usual: fc.Arbitrary<T>, edge: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: edge });
}

/** Around 100, a cent to a few units apart. */
const usualPrice = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 98, max: 102 }).map((units) => BigInt(units) * unit) },
  { weight: 1, arbitrary: fc.integer({ min: 9_500, max: 10_500 }).map((cents) => BigInt(cents) * cent) },
);

const price = mostly(
  usualPrice,
  fc.oneof(
    fc.constantFrom(1n, 2n, 10_005n, 123_456_789n, 90_000_000_000n * unit),
    fc.bigInt({ min: 1n, max: 2n ** 62n }),
    // Beyond 64 bits.
    fc.bigInt({ min: 2n ** 63n, max: 10n ** 24n }),
  ),
);

const volume = mostly(
  fc.integer({ min: 0, max: 5_000 }).map((units) => BigInt(units) * unit),
  fc.oneof(
    fc.constantFrom(0n, 1n, 9n, 10n, 19n, 90_000_000_000n * unit),
    fc.bigInt({ min: 0n, max: 1_000n * unit }),
  ),
);

const isThere = mostly(fc.constant(true), fc.constant(false));
const bar: fc.Arbitrary<ArbitraryBar> = fc.record({ isThere, open: price, close: price, volume });

/** Some series keep to usual prices, so that most runs trade for long before an edge ends them. */
const calmBar: fc.Arbitrary<ArbitraryBar> = fc.record({
  isThere,
  open: usualPrice,
  close: usualPrice,
  volume,
});

const series = fc.oneof(
  fc.array(calmBar, { minLength: 1, maxLength: 60, size: 'max' }),
  fc.array(bar, { minLength: 1, maxLength: 60, size: 'max' }),
);

/** Half a day, an hour or a day between bars, so that sessions hold one bar or several. */
const barMs = fc.constantFrom(3_600_000, 43_200_000, 86_400_000);

function arbitraryBundle(): fc.Arbitrary<Bundle> {
  const symbols = fc.array(series, { minLength: 1, maxLength: 4 });
  return fc.tuple(symbols, barMs).map(([grid, step]) => {
    const start = Date.UTC(2024, 0, 2, 14, 30);
    const present = grid.map((bars) =>
      bars.map((value, index) => ({ ...value, time: start + index * step })).filter((value) => value.isThere),
    );
    const rows = present.flat();
    const offsets = new Uint32Array(grid.length + 1);
    present.forEach((bars, symbol) => (offsets[symbol + 1] = (offsets[symbol] ?? 0) + bars.length));
    return bundleOfColumns({
      symbols: grid.map((_, symbol) => `SYM${symbol}`),
      offsets,
      scenario: null,
      time: Float64Array.from(rows, ({ time }) => time),
      open: rows.map(({ open }) => open),
      close: rows.map(({ close }) => close),
      volume: rows.map((value) => value.volume),
    });
  });
}

const smallWindow = fc.integer({ min: 1, max: 5 });
const strategy: fc.Arbitrary<Strategy> = fc.oneof(
  fc
    .tuple(smallWindow, smallWindow)
    .map(([fast, more]) => ({ kind: 'sma' as const, fast, slow: fast + more })),
  fc.record({
    kind: fc.constant('momentum' as const),
    window: smallWindow,
    threshold: fc.constantFrom('0', '1', '2.5', '0.00000001'),
  }),
  fc.record({
    kind: fc.constant('zscore' as const),
    window: fc.integer({ min: 2, max: 6 }),
    threshold: fc.constantFrom('0', '0.5', '1', '1.5'),
  }),
);

function arbitraryParameters(): fc.Arbitrary<BacktestParameters> {
  return fc.record({
    strategy,
    warmup: fc.integer({ min: 0, max: 4 }),
    capital: mostly(fc.constant('100000'), fc.constantFrom('0.00000001', '1', '12345.6789')),
    quantity: mostly(fc.constant('100'), fc.constantFrom('0.00000001', '0.3', '33.33333333', '100000')),
    slippageBps: mostly(fc.constant('5'), fc.constantFrom('0', '0.00000001', '9999.99999999')),
    commission: mostly(fc.constant('0.001'), fc.constantFrom('0', '0.00000001', '0.12345678')),
  });
}
