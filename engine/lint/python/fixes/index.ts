/** Fixes for what the rules for Python find. */
import type { Fix } from '../../finding';
import type { RuleMatch, FixContext, InitialMatch } from '../ruleMatch';
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
import { unwrapConversion } from './unwrapConversion';

/** The fixes for a finding, the preferred one first; empty if none is right. */
export function pythonFixes(match: RuleMatch, context: FixContext): Fix[] {
  switch (match.rule) {
    case 'DB001':
      return initialFixes(match, context);
    case 'DB002':
      return defaultLiteral(match, context);
    case 'DB003':
      return textArgument(match, context);
    case 'DB004':
      return unwrapConversion(match, context);
    case 'DB005':
      return comparedLiteral(match, context);
    case 'DB006':
      return operandLiteral(match, context);
    case 'DB007':
      return parseFloat(match, context);
    case 'DB008':
      return localContext(match, context);
  }
}

/** Nothing has to be passed to if the zero can inherit as it is. */
function initialFixes(match: InitialMatch, context: FixContext): Fix[] {
  const inherited = inheritZero(match, context);
  const passed = inherited.length > 0 ? [] : passParameter(match, context);
  return [...inherited, ...lazyZero(match, context), ...initialLiteral(match, context), ...passed];
}
