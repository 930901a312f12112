import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { DecimalArithmetic } from '../../../../engine/ledger/arithmetic/decimalArithmetic';
import { formatScaled } from '../../../../engine/ledger/arithmetic/decimalText';
import { conservationResidual } from '../../../../engine/ledger/backtest/audit';
import { Ledger } from '../../../../engine/ledger/backtest/ledger';
import { ModelLedger } from './modelLedger';

const numbers = new DecimalArithmetic();
const value = (scaled: bigint) => numbers.parse(formatScaled(scaled, 8));
const text = (scaled: bigint) => formatScaled(scaled, 8);

const unit = 10n ** 8n;
const edgePrice = fc.constantFrom(1n, 3n, 90_000_000_000n * unit);
const price = fc.oneof(
  { weight: 7, arbitrary: fc.bigInt({ min: 1n, max: 500n * unit }) },
  { weight: 1, arbitrary: edgePrice },
);
const edgeTarget = fc.constantFrom(0n, 1n, -1n, 1_000_000n * unit);
const target = fc.oneof(
  { weight: 7, arbitrary: fc.bigInt({ min: -200n * unit, max: 200n * unit }) },
  { weight: 1, arbitrary: edgeTarget },
);
const volume = fc.oneof(
  { weight: 7, arbitrary: fc.bigInt({ min: 0n, max: 3_000n * unit }) },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 19n) },
);
/** A bar, and the target that is decided at it, if any. */
const step = fc.record({ open: price, volume, target: fc.option(target) });

const terms = {
  buyFactor: numbers.parse('1.0005'),
  sellFactor: numbers.parse('0.9995'),
  commission: numbers.parse('0.001'),
};
const capital = numbers.parse('100000');

describe('ledger with any targets, short and through zero', () => {
  it('keeps the books of a model in integers, and creates no money', () => {
    let crossings = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), (steps) => {
        const ledger = new Ledger(numbers, terms, capital, 1);
        const model = new ModelLedger();
        for (const bar of steps) {
          const before = model.position;
          if (ledger.hasPending(0)) ledger.fill(0, 0, value(bar.open), value(bar.volume));
          model.fill(bar.open, bar.volume);
          if (before * model.position < 0n) crossings++;
          assert.deepEqual(booksOf(ledger), modelBooksOf(model));
          assert.equal(numbers.format(conservationResidual(numbers, ledger, capital)), '0');
          if (bar.target === null) continue;
          ledger.order(0, value(bar.target));
          model.order(bar.target);
        }
      }),
    );
    assert.ok(crossings > 50, `only ${crossings} fills went through zero`);
  });

  it('never fills more than a tenth of a volume, nor past the target', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), (steps) => {
        const ledger = new Ledger(numbers, terms, capital, 1);
        for (const bar of steps) {
          const pending = numbers.format(ledger.pending[0] ?? capital);
          const fills = ledger.fills.length;
          if (ledger.hasPending(0)) ledger.fill(0, 0, value(bar.open), value(bar.volume));
          const filled = ledger.fills[fills];
          if (filled !== undefined) {
            const quantity = Number(numbers.format(filled.quantity));
            assert.ok(Math.abs(quantity) * 10 <= Number(text(bar.volume)) * (1 + 1e-12));
            assert.equal(Math.sign(quantity), Math.sign(Number(pending)));
            assert.ok(Math.abs(quantity) <= Math.abs(Number(pending)));
          }
          if (bar.target !== null) ledger.order(0, value(bar.target));
        }
      }),
    );
  });
});

function booksOf(ledger: Ledger<ReturnType<typeof value>>): (string | undefined)[] {
  const { cash, realised, commission, turnover, positions, costs, pending } = ledger;
  const own = [positions, costs, pending].map((cells) => cells[0] ?? capital);
  return [cash, realised, commission, turnover, ...own].map((amount) => numbers.format(amount));
}

function modelBooksOf(model: ModelLedger): string[] {
  const { cash, realised, commission, turnover, position, cost, pending } = model;
  return [cash, realised, commission, turnover, position, cost, pending].map(text);
}
