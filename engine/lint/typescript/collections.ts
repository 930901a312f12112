import ts from 'typescript-5.9';
import type { DecimalValue } from './decimalTypes';
import type { FileContext } from './fileContext';

/** What an array holds, where that is a decimal. */
export function elementOf(array: ts.Expression, { checker, types }: FileContext): DecimalValue | null {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(array));
  if (!checker.isArrayType(type) && !checker.isTupleType(type)) return null;
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return element === undefined ? null : types.ofType(element);
}

/** The name of the built-in collection that an expression is: `Set`, `Map`; null for all else. */
export function collectionName(node: ts.Expression, { checker }: FileContext): string | null {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  const name = (type.symbol as ts.Symbol | undefined)?.name;
  return name !== undefined && /^(?:Readonly)?(?:Set|Map)$/.test(name) ? name.replace('Readonly', '') : null;
}
