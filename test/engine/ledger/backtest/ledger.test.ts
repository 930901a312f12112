import { strict as assert } from 'node:assert';
import { DecimalArithmetic, type Decimal } from '../../../../engine/ledger/arithmetic/decimalArithmetic';
import { conservationResidual } from '../../../../engine/ledger/backtest/audit';
import { Ledger } from '../../../../engine/ledger/backtest/ledger';
import { texts } from './support';

const numbers = new DecimalArithmetic();
const capital = numbers.parse('100000');

function newLedger({ slippage = '0.0005', commission = '0.001', symbols = 1 } = {}): Ledger<Decimal> {
  const one = numbers.parse('1');
  const terms = {
    buyFactor: numbers.add(one, numbers.parse(slippage)),
    sellFactor: numbers.subtract(one, numbers.parse(slippage)),
    commission: numbers.parse(commission),
  };
  return new Ledger(numbers, terms, capital, symbols);
}

function trade(ledger: Ledger<Decimal>, target: string, open: string, volume = '1000000'): boolean {
  ledger.order(0, numbers.parse(target));
  return fill(ledger, open, volume);
}

function fill(ledger: Ledger<Decimal>, open: string, volume: string): boolean {
  return ledger.fill(0, 0, numbers.parse(open), numbers.parse(volume));
}

function books(ledger: Ledger<Decimal>) {
  return {
    cash: numbers.format(ledger.cash),
    realised: numbers.format(ledger.realised),
    commission: numbers.format(ledger.commission),
    turnover: numbers.format(ledger.turnover),
    position: texts(numbers, ledger.positions)[0],
    cost: texts(numbers, ledger.costs)[0],
    pending: texts(numbers, ledger.pending)[0],
  };
}

function lastFill(ledger: Ledger<Decimal>) {
  const booked = ledger.fills.at(-1);
  assert.ok(booked);
  const { quantity, price, notional, commission, cash } = booked;
  return texts(numbers, [quantity, price, notional, commission, cash]);
}

describe('ledger', () => {
  it('pays slippage, notional and commission on a buy', () => {
    const ledger = newLedger();
    assert.equal(trade(ledger, '100', '10'), true);
    assert.deepEqual(lastFill(ledger), ['100', '10.005', '1000.5', '0.1', '98999.4']);
    assert.deepEqual(books(ledger), {
      cash: '98999.4',
      realised: '0',
      commission: '0.1',
      turnover: '1000.5',
      position: '100',
      cost: '1000.5',
      pending: '0',
    });
  });

  it('books what a sale earns over its cost', () => {
    const ledger = newLedger();
    trade(ledger, '100', '10');
    trade(ledger, '0', '11');
    assert.deepEqual(lastFill(ledger), ['-100', '10.9945', '1099.45', '0.1', '100098.75']);
    assert.deepEqual(books(ledger), {
      cash: '100098.75',
      realised: '98.95',
      commission: '0.2',
      turnover: '2099.95',
      position: '0',
      cost: '0',
      pending: '0',
    });
  });

  it('fills a tenth of the volume a bar, and keeps the rest pending', () => {
    const ledger = newLedger();
    trade(ledger, '100', '10', '300');
    assert.equal(books(ledger).pending, '70');
    fill(ledger, '10', '550');
    assert.equal(books(ledger).pending, '15');
    fill(ledger, '10', '550');
    assert.deepEqual(books(ledger).pending, '0');
    const quantities = ledger.fills.map(({ quantity }) => numbers.format(quantity));
    assert.deepEqual(quantities, ['30', '55', '15']);
  });

  it('rounds the fill limit down to whole steps of 10⁻⁸', () => {
    const ledger = newLedger();
    trade(ledger, '1', '10', '0.00000019');
    assert.equal(lastFill(ledger)[0], '0.00000001');
  });

  it('fills nothing on a bar without volume, or with less than ten steps of it', () => {
    const ledger = newLedger();
    assert.equal(trade(ledger, '100', '10', '0'), false);
    assert.equal(fill(ledger, '10', '0.00000009'), false);
    assert.deepEqual(ledger.fills, []);
    assert.equal(books(ledger).pending, '100');
  });

  it('replaces what is pending by what is missing to the new target', () => {
    const ledger = newLedger();
    trade(ledger, '100', '10', '300');
    ledger.order(0, numbers.parse('50'));
    assert.equal(books(ledger).pending, '20');
    ledger.order(0, numbers.parse('30'));
    assert.equal(books(ledger).pending, '0');
    ledger.order(0, numbers.zero);
    assert.equal(books(ledger).pending, '-30');
  });

  it('sells short, values the position as a debt, and covers a part of it', () => {
    const ledger = newLedger();
    trade(ledger, '-50', '20');
    assert.deepEqual(lastFill(ledger), ['-50', '19.99', '999.5', '0.05', '100999.45']);
    ledger.closes[0] = numbers.parse('21');
    assert.equal(numbers.format(ledger.equity()), '99949.45');
    trade(ledger, '-30', '22');
    assert.deepEqual(lastFill(ledger), ['20', '22.011', '440.22', '0.02', '100559.21']);
    assert.deepEqual(books(ledger), {
      cash: '100559.21',
      realised: '-40.42',
      commission: '0.07',
      turnover: '1439.72',
      position: '-30',
      cost: '599.7',
      pending: '0',
    });
  });

  it('splits a fill through zero into a closing and an opening part', () => {
    const ledger = newLedger();
    trade(ledger, '10', '100');
    trade(ledger, '-5', '90');
    assert.deepEqual(lastFill(ledger), ['-15', '89.955', '1349.325', '0.015', '100348.8']);
    assert.deepEqual(books(ledger), {
      cash: '100348.8',
      realised: '-100.95',
      commission: '0.025',
      turnover: '2349.825',
      position: '-5',
      cost: '449.775',
      pending: '0',
    });
  });

  it('passes through zero from short to long as well', () => {
    const ledger = newLedger({ slippage: '0', commission: '0' });
    trade(ledger, '-4', '10');
    trade(ledger, '6', '9');
    assert.deepEqual(books(ledger), {
      cash: '99950',
      realised: '4',
      commission: '0',
      turnover: '130',
      position: '6',
      cost: '54',
      pending: '0',
    });
  });

  it('rounds the notionals of both parts of a fill through zero on their own', () => {
    const ledger = newLedger({ slippage: '0', commission: '0' });
    trade(ledger, '0.5', '1');
    trade(ledger, '-0.5', '0.00000001');
    // Half a step each is rounded to the even 0, while the whole would be one step.
    assert.equal(lastFill(ledger)[2], '0');
  });

  it('rounds a notional half to even', () => {
    const notionalAt = (price: string) => {
      const ledger = newLedger({ slippage: '0', commission: '0' });
      trade(ledger, '0.5', price);
      return lastFill(ledger)[2];
    };
    assert.equal(notionalAt('1.00000001'), '0.5');
    assert.equal(notionalAt('1.00000003'), '0.50000002');
    assert.equal(notionalAt('1.00000005'), '0.50000002');
  });

  it('rounds the price and the commission once each', () => {
    const ledger = newLedger({ commission: '0.00000001' });
    trade(ledger, '0.5', '0.00001');
    // 0.00001 × 1.0005 is 0.000010005, and half a step of commission goes to the even 0.
    assert.deepEqual(lastFill(ledger), ['0.5', '0.00001', '0.000005', '0', '99999.999995']);
  });

  it('rounds the released cost half to even, and releases the rest with the rest of the position', () => {
    const ledger = newLedger({ slippage: '0', commission: '0' });
    trade(ledger, '2', '0.00000001');
    trade(ledger, '3', '0.00000001');
    trade(ledger, '1.5', '1');
    // 0.00000003 × 1.5 / 3 lies halfway and goes to the even 0.00000002.
    assert.equal(books(ledger).cost, '0.00000001');
    trade(ledger, '0', '1');
    assert.equal(books(ledger).cost, '0');
    assert.equal(books(ledger).realised, '2.99999997');
  });

  it('lets cash become negative', () => {
    const ledger = newLedger();
    trade(ledger, '1000', '1000');
    assert.equal(books(ledger).cash, '-900501');
  });

  it('sees money that a wrong entry creates', () => {
    const ledger = newLedger();
    trade(ledger, '100', '10');
    assert.equal(numbers.format(conservationResidual(numbers, ledger, capital)), '0');
    ledger.cash = numbers.add(ledger.cash, numbers.parse('0.00000001'));
    assert.equal(numbers.format(conservationResidual(numbers, ledger, capital)), '0.00000001');
  });
});
