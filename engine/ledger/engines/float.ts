import { FloatArithmetic } from '../arithmetic/floatArithmetic';
import type { Engine } from './engine';
import { ledgerEngine } from './ledgerEngine';

/** The ledger over JavaScript numbers. */
export function floatEngine(): Engine {
  return ledgerEngine('float', new FloatArithmetic());
}
