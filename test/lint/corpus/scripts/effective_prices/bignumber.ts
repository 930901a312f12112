// Structure: @balancer-labs/sor 4.1.3, utils/bignumber.ts.
import { BigNumber } from 'bignumber.js';

export type Amount = BigNumber;
export const bnum = (value: BigNumber.Value): Amount => new BigNumber(value); // ok
export const INFINITY = bnum('Infinity'); // ok
