/** Fixes for what the rules for Python find. */
import type { Fix } from '../../finding';
import type { Evidence, FixContext, InitialEvidence } from '../evidence';
import {
  comparedLiteral,
  defaultLiteral,
  initialLiteral,
  operandLiteral,
  textArgument,
} from './exactLiteral';
import { inheritZero } from './inherit';
import { lazyZero } from './lazy';
import { localContext } from './localContext';
import { parseFloat } from './parseFloat';
import { passParameter } from './passParameter';
import { unwrapConversion } from './unwrap';

/** The fixes for a finding, the preferred one first; empty where none is right. */
export function pythonFixes(evidence: Evidence, context: FixContext): Fix[] {
  switch (evidence.rule) {
    case 'DB001':
      return initialFixes(evidence, context);
    case 'DB002':
      return defaultLiteral(evidence, context);
    case 'DB003':
      return textArgument(evidence, context);
    case 'DB004':
      return unwrapConversion(evidence, context);
    case 'DB005':
      return comparedLiteral(evidence, context);
    case 'DB006':
      return operandLiteral(evidence, context);
    case 'DB007':
      return parseFloat(evidence, context);
    case 'DB008':
      return localContext(evidence, context);
  }
}

/** Nothing has to be passed to where the zero can inherit as it is. */
function initialFixes(evidence: InitialEvidence, context: FixContext): Fix[] {
  const inherited = inheritZero(evidence, context);
  const passed = inherited.length > 0 ? [] : passParameter(evidence, context);
  return [...inherited, ...lazyZero(evidence, context), ...initialLiteral(evidence, context), ...passed];
}
