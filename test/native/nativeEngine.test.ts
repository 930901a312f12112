import { strict as assert } from 'node:assert';
import { Worker } from 'node:worker_threads';
import { joinWords, splitWords } from '../../engine/ledger/data/columns';
import type { Bundle, Scaled8Column } from '../../engine/ledger/data/bundle';
import { generateBundle } from '../../engine/ledger/data/generate';
import { finalizeBundle } from '../../engine/ledger/data/finalizeBundle';
import { controlWord } from '../../engine/platform/runControl';
import { nativeEngine, nativeFloatEngine } from '../../engine/ledger/engines/native';
import { EngineError } from '../../engine/platform/errors';
import { nativeModule } from '../../engine/ledger/native';
import type { BacktestParameters } from '../../engine/protocol/vocabulary';
import { scenarioOf } from '../../engine/ledger/scenarios';

const dayMs = 86_400_000;
const one = 100_000_000n;

const parameters: BacktestParameters = {
  strategy: { kind: 'sma', fast: 1, slow: 2 },
  warmup: 0,
  capital: '100000',
  quantity: '100',
  slippageBps: '5',
  commission: '0.001',
};

/** One symbol of daily bars that open at their close before. */
function bundleOf(closes: readonly bigint[], volume: bigint, open = openOf(closes)): Bundle {
  const column = (values: readonly bigint[]): Scaled8Column =>
    values.every((value) => value === BigInt.asIntN(64, value)) ? BigInt64Array.from(values) : values;
  const flat = column(closes);
  return finalizeBundle({
    scenario: null,
    symbols: ['GOOD'],
    offsets: Uint32Array.of(0, closes.length),
    time: Float64Array.from(closes, (_, day) => day * dayMs),
    open: column(open),
    high: flat,
    low: flat,
    close: flat,
    volume: column(closes.map(() => volume)),
    roundedInputs: 0,
  });
}

function openOf(closes: readonly bigint[]): bigint[] {
  return closes.map((close, bar) => closes[bar - 1] ?? close);
}

function newControl() {
  return new Int32Array(new SharedArrayBuffer(8));
}

function failureOf(action: () => void): EngineError {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof EngineError, String(error));
    return error;
  }
  return assert.fail('nothing was thrown');
}

describe('native engine', () => {
  it('names operation, symbol, bar and remedy of an overflow', () => {
    const huge = 2n ** 63n / 10n;
    const closes = [one, 2n * one, huge];
    const bundle = bundleOf(closes, 10_000n * one, [one, one, huge]);
    const run = nativeEngine('i64').prepare(bundle, parameters, newControl());
    assert.deepEqual(failureOf(() => run.run()).toFailure(), {
      code: 'overflow',
      message: 'The notional is outside the storage\'s range',
      where: 'GOOD at 1970-01-03T00:00:00.000Z',
      remedy: 'Use `--storage i128`.',
    });
  });

  it('runs in the wide storage what overflows in the narrow one', () => {
    const huge = 2n ** 63n / 10n;
    const bundle = bundleOf([one, 2n * one, huge], 10_000n * one, [one, one, huge]);
    const result = nativeEngine('i128').prepare(bundle, parameters, newControl()).describe(new Uint8Array(3));
    assert.equal(result.summary.fills, 1);
    assert.equal(result.evidence.finalResidual, '0');
  });

  it('refuses an input outside i64 and takes it in i128', () => {
    const bundle = bundleOf([one, 2n ** 63n], 0n);
    const failure = failureOf(() => nativeEngine('i64').prepare(bundle, parameters, newControl()));
    assert.equal(failure.code, 'overflow');
    assert.match(failure.message, /^92233720368\.54775808 /);
    assert.doesNotThrow(() => nativeEngine('i128').prepare(bundle, parameters, newControl()).run());
  });

  it('refuses a capital outside i64 with the remedy', () => {
    const rich = { ...parameters, capital: '92233720369' };
    const failure = failureOf(() => nativeEngine('i64').prepare(bundleOf([one], 0n), rich, newControl()));
    assert.equal(failure.code, 'overflow');
    assert.equal(failure.remedy, 'Use `--storage i128`.');
  });

  it('names the session that has no return', () => {
    const bundle = bundleOf([one, 2n * one, one, 3n * one], 10_000n * one);
    const broke = { ...parameters, capital: '100', slippageBps: '0', commission: '0' };
    for (const engine of [nativeEngine('i64'), nativeEngine('i128'), nativeFloatEngine()]) {
      const failure = failureOf(() => engine.prepare(bundle, broke, newControl()).run());
      assert.equal(failure.code, 'no-return');
      assert.equal(failure.where, '1970-01-04');
    }
  });

  it('shows the bars it has done', () => {
    const control = newControl();
    const bundle = generateBundle('minute');
    nativeEngine('i64').prepare(bundle, scenarioOf('minute').parameters, control).run();
    assert.equal(Atomics.load(control, controlWord.barsDone), bundle.time.length);
  });

  it('is cancelled from another thread in the middle of a run', async () => {
    const control = newControl();
    const bundle = generateBundle('minute');
    const run = nativeEngine('i64').prepare(bundle, scenarioOf('minute').parameters, control);
    const worker = new Worker(
      `const { workerData } = require('node:worker_threads');
       while (Atomics.load(workerData, 1) === 0);
       Atomics.store(workerData, 0, 1);`,
      { eval: true, workerData: control },
    );
    const failure = failureOf(() => {
      for (;;) run.run();
    });
    assert.equal(failure.code, 'cancelled');
    await worker.terminate();
  });

  it('refuses columns that do not fit together instead of reading beyond them', () => {
    const bundle = bundleOf([one, one, one], one);
    const broken: Bundle[] = [
      { ...bundle, offsets: Uint32Array.of(0, 4) },
      { ...bundle, offsets: Uint32Array.of() },
      { ...bundle, close: BigInt64Array.of(one) },
      { ...bundle, timeline: Float64Array.of(0) },
    ];
    for (const columns of broken) {
      for (const engine of [nativeEngine('i64'), nativeEngine('i128'), nativeFloatEngine()]) {
        assert.equal(failureOf(() => engine.prepare(columns, parameters, newControl()).run()).code, 'bad-input');
      }
    }
  });

  it('leaves no result behind when a run fails', () => {
    const { BacktestF64 } = nativeModule();
    const backtest = new BacktestF64({
      strategy: 'sma',
      window: 1,
      slow: 2,
      warmup: 0,
      capital: '1',
      quantity: '1',
      slippageBps: '5',
      commission: '0',
    });
    assert.throws(() => backtest.summary(), /no run has come to its end/);
    const none = new Float64Array(0);
    const failure = backtest.run(Uint32Array.of(0, 1), none, none, none, none, none, newControl());
    assert.equal(failure?.code, 'bad-input');
    assert.throws(() => backtest.fillCount(), /no run has come to its end/);
  });

  it('splits values into words and joins them again', () => {
    const values = [0n, 1n, -1n, 2n ** 64n, -(2n ** 64n) - 1n, 2n ** 127n - 1n, -(2n ** 127n)];
    const words = splitWords(values);
    assert.deepEqual(
      values.map((_, row) => joinWords(words, 2 * row, 2)),
      values,
    );
    assert.equal(failureOf(() => splitWords([2n ** 127n])).code, 'overflow');
  });
});
