import type ts from 'typescript-5.9';
import type { Fix } from '../../finding';
import type { DecimalKind } from '../decimalTypes';
import { fixOf, replace, type FileContext } from '../fileContext';
import type { Reduce } from '../reduces';
import { makerOf } from './constructorInScope';
import { keepsReduceStart } from './keepsValue';

/** The fix that makes a reduce start with a decimal; null if none can be made there. */
export function startFix(
  node: ts.CallExpression,
  reduce: Reduce,
  kind: DecimalKind,
  context: FileContext,
): Fix | null {
  const { start } = reduce;
  const made = makerOf(kind, start, context);
  if (made === null) return null;
  return fixOf(
    context,
    'literal',
    `Start with ${made.make(start.getText())}`,
    [replace(start, made.make(start.getText())), ...made.edits],
    { keepsValue: keepsReduceStart(node, reduce, kind, context), changesType: true },
  );
}
