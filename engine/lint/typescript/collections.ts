import ts from 'typescript-5.9';
import type { DecimalValue } from './decimalTypes';
import type { FileContext } from './fileContext';
import { functionOf, returnedExpressions } from './reduces';
import { unwrapped } from './unwrap';

/** What an array holds, where that is a decimal. */
export function elementOf(array: ts.Expression, context: FileContext): DecimalValue | null {
  const { checker, types } = context;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(array));
  if ((type.flags & ts.TypeFlags.Any) !== 0) return mappedElement(array, context);
  if (!checker.isArrayType(type) && !checker.isTupleType(type)) return null;
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return element === undefined ? null : types.ofType(element);
}

/** `texts.map((text) => new Decimal(text))` is an array of decimals also if nothing is known of `texts`. */
function mappedElement(array: ts.Expression, context: FileContext): DecimalValue | null {
  const inner = unwrapped(array);
  if (ts.isIdentifier(inner)) {
    const initializer = constantOf(inner, context);
    return initializer === null ? null : elementOf(initializer, context);
  }
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return null;
  const { name, expression: owner } = inner.expression;
  if (/^(?:filter|slice|reverse|sort)$/.test(name.text)) return elementOf(owner, context);
  const [given] = inner.arguments;
  if (name.text !== 'map' || given === undefined) return null;
  const callback = functionOf(given, context);
  if (callback === null) return null;
  const values = returnedExpressions(callback.body).map((returned) => context.types.of(returned));
  return values.includes(null) ? null : (values[0] ?? null);
}

/** What a constant without a type of its own was made from, further up: so that following it comes to an end. */
function constantOf(name: ts.Identifier, { checker }: FileContext): ts.Expression | null {
  const declaration = checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return null;
  if (declaration.getSourceFile() !== name.getSourceFile() || declaration.end > name.pos) return null;
  const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  if (!isConstant || declaration.type !== undefined || !ts.isIdentifier(declaration.name)) return null;
  const initializer = declaration.initializer && unwrapped(declaration.initializer);
  return initializer !== undefined && ts.isCallExpression(initializer) ? initializer : null;
}

/** The name of the built-in collection that an expression is: `Set`, `Map`; null for all else. */
export function collectionName(node: ts.Expression, { checker }: FileContext): string | null {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  const name = (type.symbol as ts.Symbol | undefined)?.name;
  return name !== undefined && /^(?:Readonly)?(?:Set|Map)$/.test(name) ? name.replace('Readonly', '') : null;
}
