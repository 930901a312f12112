// Structure: @fuzefinance/orderbook-bignumber 10.1.0, dist/esm/orderside.js and stopbook.js; the mistakes are put in.
import BigNumber from 'bignumber.js';

export class OrderQueue {
  constructor(price) {
    this._price = new BigNumber(price);
    this._volume = new BigNumber(0); // ok
    this._count = 0; // ok
  }

  price() {
    return this._price;
  }

  append(size) {
    this._volume = this._volume.plus(size); // ok
    this._count += 1; // ok
  }

  isBelow(other) {
    return this._price < other; // expect: DB105
  }

  isEmpty() {
    return !this._volume; // expect: DB106 hard
  }

  notional() {
    return this._price * this._volume; // expect: DB104
  }
}

export class OrderSide {
  constructor() {
    this._queues = {};
    this._total = 0; // expect: DB101
    this._depth = 0; // ok
  }

  queue(price) {
    if (this._queues[price] === undefined) {
      this._queues[price] = new OrderQueue(price);
      this._depth += 1; // ok
    }
    return this._queues[price];
  }

  settle(size) {
    this._total = new BigNumber(size).plus(this._total);
  }

  toString() {
    return Object.values(this._queues).map((queue) => `${queue.price().toNumber()}`); // ok
  }
}

export function isMarketable(side, marketPrice, stopPrice) {
  if (side === 'buy') return marketPrice.isLessThan(stopPrice); // ok
  return marketPrice.isGreaterThan(stopPrice); // ok
}

export function better(queue, other) {
  const best = new OrderQueue(1).price();
  return best > new OrderQueue(2).price(); // expect: DB105 hard
}
