// Structure: @makerdao/dai 0.42.4, packages/currency (an amount in its own class over bignumber.js).
import BigNumber from 'bignumber.js';

export class Currency {
  readonly _amount: BigNumber;
  readonly symbol: string;

  constructor(amount: BigNumber.Value, symbol: string) {
    this._amount = new BigNumber(amount);
    this.symbol = symbol;
  }

  toBigNumber(): BigNumber {
    return this._amount; // ok
  }

  toNumber(): number {
    return this._amount.toNumber(); // ok
  }

  isSame(other: Currency) {
    return this.symbol === other.symbol && this._amount.eq(other._amount); // ok
  }
}

export class Dai extends Currency {
  half() {
    return this._amount / 2; // expect: DB104
  }
}
