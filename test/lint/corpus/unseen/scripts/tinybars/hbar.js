// Structure: @hashgraph/sdk 2.81.0, src/Hbar.js and query/Query.js, with types in JSDoc; the native operators are put in.
import BigNumber from 'bignumber.js';

export class Hbar {
  constructor(amount, unit) {
    /** @type {BigNumber} */
    this._tinybars = new BigNumber(amount).multipliedBy(unit.tinybars);
    if (!this._tinybars.isInteger()) throw new Error('parts of a tinybar'); // ok
  }

  to(unit) {
    return this._tinybars / unit.tinybars; // expect: DB104
  }

  negated() {
    return this._tinybars.negated(); // ok
  }

  toString(unit) {
    if (unit != null) return `${this._tinybars.dividedBy(unit.tinybars)} ${unit.symbol}`; // ok
    if (this._tinybars < 10000) return this._tinybars.toFixed(); // expect: DB105
    return this._tinybars.toString(); // ok
  }

  withMargin() {
    return this._tinybars.multipliedBy(1.1).toFixed(0); // ok
  }
}
