import { DecimalArithmetic } from '../arithmetic/decimalArithmetic';
import type { Engine } from './engine';
import { ledgerEngine } from './ledgerEngine';

/** The ledger over decimal.js. */
export function decimalJsEngine(): Engine {
  return ledgerEngine('decimal.js', new DecimalArithmetic());
}
