import { strict as assert } from 'node:assert';
import { Decimal as BaseDecimal } from 'decimal.js';
import fc from 'fast-check';
import { DecimalArithmetic, type Decimal } from '../../../../engine/ledger/arithmetic/decimalArithmetic';
import { FloatArithmetic } from '../../../../engine/ledger/arithmetic/floatArithmetic';
import { dateOfDay, dayMs, EquityCurve } from '../../../../engine/ledger/backtest/equityCurve';
import { EngineError } from '../../../../engine/platform/errors';

const numbers = new DecimalArithmetic();

/** One equity a day. */
function curveOf(capital: string, equities: readonly string[]): EquityCurve<Decimal> {
  const curve = new EquityCurve(numbers, numbers.parse(capital));
  equities.forEach((equity, day) => curve.record(day * dayMs, numbers.parse(equity)));
  curve.finish();
  return curve;
}

function returnsOf(curve: EquityCurve<Decimal>): string[] {
  return curve.sessions.map((session) => numbers.format(session.return));
}

describe('equity curve', () => {
  it('returns what each session made of the one before, rounded to 12 digits', () => {
    const curve = curveOf('100', ['110', '99', '104.5']);
    assert.deepEqual(returnsOf(curve), ['0.1', '-0.1', '0.055555555556']);
    assert.equal(numbers.format(curve.totalReturn()), '0.045');
    assert.equal(numbers.format(curve.maxDrawdown()), '0.1');
  });

  it('closes a session with the equity of its last time', () => {
    const curve = new EquityCurve(numbers, numbers.parse('100'));
    const record = (hours: number, equity: string) => curve.record(hours * 3_600_000, numbers.parse(equity));
    record(9, '101');
    record(23.999, '102');
    record(24, '103');
    curve.finish();
    const sessions = curve.sessions.map(({ day, equity }) => [dateOfDay(day), numbers.format(equity)]);
    assert.deepEqual(sessions, [
      ['1970-01-01', '102'],
      ['1970-01-02', '103'],
    ]);
  });

  it('dates sessions before the epoch as well', () => {
    const curve = new EquityCurve(numbers, numbers.parse('100'));
    curve.record(-1, numbers.parse('101'));
    curve.finish();
    assert.deepEqual(
      curve.sessions.map(({ day }) => dateOfDay(day)),
      ['1969-12-31'],
    );
  });

  it('has no sessions when nothing was recorded', () => {
    const curve = curveOf('100', []);
    assert.deepEqual(curve.sessions, []);
    assert.equal(numbers.format(curve.finalEquity), '100');
    assert.equal(numbers.format(curve.totalReturn()), '0');
    assert.equal(numbers.format(curve.maxDrawdown()), '0');
  });

  it('takes the deepest of several drawdowns, relative to each peak', () => {
    assert.equal(numbers.format(curveOf('100', ['80', '200', '170', '160', '210']).maxDrawdown()), '0.2');
    assert.equal(
      numbers.format(curveOf('100', ['81', '200', '150', '180', '400', '301']).maxDrawdown()),
      '0.25',
    );
  });

  it('lets a drawdown exceed 1', () => {
    assert.equal(numbers.format(curveOf('100', ['-50']).maxDrawdown()), '1.5');
  });

  it('refuses a session after one that ended with nothing, and names it', () => {
    assert.throws(
      () => curveOf('100', ['50', '0', '10']),
      (error) =>
        error instanceof EngineError && error.code === 'no-return' && error.message.includes('1970-01-03'),
    );
    assert.deepEqual(returnsOf(curveOf('100', ['50', '0'])), ['-0.5', '-1']);
  });

  it('finds the same drawdown as a look at every time, in both number systems', () => {
    const equities = fc.array(fc.integer({ min: -300, max: 1000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(equities, (values) => {
        const floats = new FloatArithmetic();
        const curve = new EquityCurve(floats, 500);
        let peak = 500;
        let deepest = 0;
        values.forEach((equity, minute) => {
          curve.record(minute * 60_000, equity);
          peak = Math.max(peak, equity);
          deepest = Math.max(deepest, (peak - equity) / peak);
        });
        curve.finish();
        assert.equal(curve.maxDrawdown(), deepest);

        const exact = new EquityCurve(numbers, numbers.parse('500'));
        values.forEach((equity, minute) => exact.record(minute * 60_000, numbers.parse(`${equity}`)));
        exact.finish();
        assert.ok(Math.abs(Number(numbers.format(exact.maxDrawdown())) - deepest) < 1e-12);
      }),
    );
  });
});

describe('annualised risk', () => {
  const annualise = (returns: readonly string[]) => {
    const { volatility, sharpe } = numbers.annualise(returns.map((text) => numbers.parse(text)));
    return [volatility, sharpe].map((value) => (value === null ? null : numbers.format(value)));
  };

  it('is unknown with fewer than two sessions, or without deviation', () => {
    assert.deepEqual(annualise([]), [null, null]);
    assert.deepEqual(annualise(['0.1']), [null, null]);
    assert.deepEqual(annualise(['0.1', '0.1', '0.1']), [null, null]);
  });

  it('is 0 in Sharpe ratio when the mean is', () => {
    // s = √0.0002, and √252 × s = √0.0504.
    assert.deepEqual(annualise(['0.01', '-0.01']), ['0.224499443206', '0']);
  });

  it('keeps the sign of the mean', () => {
    const [volatility, sharpe] = annualise(['0.01', '0.03']);
    assert.deepEqual(annualise(['-0.01', '-0.03']), [volatility, `-${sharpe}`]);
    // m / s = 0.02 / √0.0002 = √2, and √252 × √2 = √504.
    assert.equal(sharpe, '22.449944320644');
  });

  it('agrees with 80 digits of another root', () => {
    const Wide = BaseDecimal.clone({ precision: 80, rounding: BaseDecimal.ROUND_HALF_EVEN, defaults: true });
    const steps = fc.array(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, (values) => {
        const returns = values.map((value) => new Wide(value.toString()).times('1e-12'));
        const n = returns.length;
        const mean = returns.reduce((sum, r) => sum.plus(r)).dividedBy(n);
        const squares = returns.reduce((sum, r) => sum.plus(r.minus(mean).pow(2)), new Wide(0));
        const deviation = squares.dividedBy(n - 1).squareRoot();
        fc.pre(!deviation.isZero());
        const year = new Wide(252).squareRoot();
        assert.deepEqual(annualise(returns.map((r) => r.toFixed())), [
          year.times(deviation).toDecimalPlaces(12).toFixed(),
          year.times(mean).dividedBy(deviation).toDecimalPlaces(12).toFixed(),
        ]);
      }),
    );
  });

  it('follows the float formulas left to right', () => {
    const returns = [0.1, -0.2, 0.3];
    const mean = (0.1 + -0.2 + 0.3) / 3;
    const squares = (0.1 - mean) * (0.1 - mean) + (-0.2 - mean) * (-0.2 - mean) + (0.3 - mean) * (0.3 - mean);
    const deviation = Math.sqrt(squares / 2);
    assert.deepEqual(new FloatArithmetic().annualise(returns), {
      volatility: Math.sqrt(252) * deviation,
      sharpe: (Math.sqrt(252) * mean) / deviation,
    });
  });
});
