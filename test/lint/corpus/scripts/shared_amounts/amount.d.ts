// Structure: @aave/contract-helpers 1.38.0, commons: a declared module whose values come from bignumber.js.
import BigNumber from 'bignumber.js';

export interface Reserve {
  available: BigNumber;
  borrowed: BigNumber;
  decimals: number;
  symbol: 'DAI' | 'USDC';
}
export declare function normalize(value: BigNumber | number | string, decimals: number): string;
export declare function valueOf(reserve: Reserve): BigNumber;
export declare function countOf(reserve: Reserve): number;
