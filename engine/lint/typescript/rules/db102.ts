/** DB102: a reduce whose accumulator is used as a decimal and starts as a number; a `sumBy` of decimals. */
import ts from 'typescript-5.9';
import type { Finding, Fix } from '../../finding';
import { elementOf } from '../collections';
import type { DecimalKind } from '../decimalTypes';
import { findingAt, fixOf, placeOf, replace, shorten, type FileContext } from '../fileContext';
import { makerOf } from '../fixes/constructorInScope';
import { receiverText } from '../fixes/parentheses';
import { perFile } from '../perFile';
import { numberReduceOf } from '../numberReduces';
import { functionOf, returnedExpressions, type Callback } from '../reduces';
import { startFix } from '../fixes/reduceStart';
import { kindInScope } from '../kindInScope';
import { unwrapped } from '../unwrap';
import type { ScriptRule } from '../rule';

export const rule: ScriptRule = {
  about: {
    name: 'number-reduce-start',
    severity: 'error',
    title: 'A reduce over decimals starts with a number',
  },
  findAt,
};

function findAt(node: ts.Node, context: FileContext): Finding | null {
  if (!ts.isCallExpression(node)) return null;
  return reduceStart(node, context) ?? sumBy(node, context);
}

function reduceStart(node: ts.CallExpression, context: FileContext): Finding | null {
  const found = numberReduceOf(node, context);
  if (!found?.call) return null;
  const { reduce, call } = found;
  const kind =
    call.node.arguments
      .map((argument) => context.types.of(argument)?.kind)
      .find((each) => each !== undefined) ??
    (reduce.array === null ? undefined : elementOf(reduce.array, context)?.kind) ??
    kindInScope(node, context);
  if (kind === null) return null;
  const literal = shorten(reduce.start.getText());
  return findingAt(reduce.start, context, {
    rule: 'DB102',
    severity: 'error',
    message: `reduce over ${kind.name} starts with number ${literal}: ${reduce.accumulator.text}.${call.method} is not a function`,
    related: [placeOf(call.node, `\`${shorten(call.node.getText())}\` needs a ${kind.name}`)],
    fixes: [startFix(node, reduce, kind, context)],
  });
}

const firstReturned = perFile((callback: Callback) => returnedExpressions(callback.body)[0] ?? null);

/** `sumBy(items, (item) => item.amount)` and `sum(amounts)` add by `+`. */
function sumBy(node: ts.CallExpression, context: FileContext): Finding | null {
  const name = /(?:^|\.)(sumBy|sum)$/.exec(node.expression.getText())?.[1];
  const [array, iteratee] = node.arguments;
  if (name === undefined || array === undefined) return null;
  // A method of that name, such as `Decimal.sum`, is the library's own.
  const owner = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : null;
  if (owner !== null && !/^(?:_|lodash|fp)$/.test(owner.getText())) return null;
  if (owner === null && !isImportedFromLodash(node.expression, context)) return null;
  const summed = name === 'sum' ? array : iteratee;
  const kind = name === 'sum' ? elementOf(array, context)?.kind : iterateeKind(array, iteratee, context);
  if (kind === undefined || kind === null || summed === undefined) return null;
  return findingAt(node, context, {
    rule: 'DB102',
    severity: 'error',
    message: `${name} adds ${kind.name} natively, starting with number 0`,
    related: [placeOf(summed, `\`${shorten(summed.getText())}\` gives a ${kind.name}`)],
    fixes: [sumFix(node, array, name === 'sum' ? null : (iteratee ?? null), kind, context)],
  });
}

function isImportedFromLodash(callee: ts.Expression, { checker }: FileContext): boolean {
  const declaration = checker.getSymbolAtLocation(callee)?.declarations?.[0];
  for (
    let each: ts.Node | undefined = declaration;
    each !== undefined;
    each = each.parent as ts.Node | undefined
  ) {
    if (ts.isImportDeclaration(each))
      return /lodash|radash|remeda|es-toolkit/.test(each.moduleSpecifier.getText());
    if (ts.isVariableDeclaration(each)) return (each.initializer?.getText() ?? '').includes('lodash');
  }
  return false;
}

function iterateeKind(
  array: ts.Expression,
  iteratee: ts.Expression | undefined,
  context: FileContext,
): DecimalKind | null {
  if (iteratee === undefined) return null;
  if (ts.isStringLiteral(iteratee)) return kindAtPath(array, [iteratee.text], context);
  const callback = functionOf(iteratee, context);
  if (callback === null) return null;
  const returned = firstReturned(callback, context);
  if (returned === null) return null;
  return (
    context.types.of(returned)?.kind ?? kindAtPath(array, pathFrom(callback.parameters[0], returned), context)
  );
}

/** What a path of properties leads to from an array's elements: the library that calls back may be unknown. */
function kindAtPath(
  array: ts.Expression,
  path: readonly string[] | null,
  { checker, types }: FileContext,
): DecimalKind | null {
  if (path === null) return null;
  let type = checker.getIndexTypeOfType(checker.getTypeAtLocation(array), ts.IndexKind.Number);
  for (const name of path) {
    const property = type && checker.getPropertyOfType(checker.getNonNullableType(type), name);
    type = property && checker.getTypeOfSymbol(property);
  }
  return type === undefined ? null : (types.ofType(type)?.kind ?? null);
}

/** `['order', 'price']` of `each.order.price`, where `each` is the parameter; null for anything else. */
function pathFrom(parameter: ts.ParameterDeclaration | undefined, node: ts.Expression): string[] | null {
  const inner = unwrapped(node);
  if (ts.isIdentifier(inner)) return inner.text === parameter?.name.getText() ? [] : null;
  if (!ts.isPropertyAccessExpression(inner)) return null;
  const before = pathFrom(parameter, inner.expression);
  return before === null ? null : [...before, inner.name.text];
}

function sumFix(
  node: ts.CallExpression,
  array: ts.Expression,
  iteratee: ts.Expression | null,
  kind: DecimalKind,
  context: FileContext,
): Fix | null {
  const made = makerOf(kind, node, context);
  const { plus } = kind.methods;
  if (made === null || plus === undefined || kind.library === 'dinero.js') return null;
  const value = addend(iteratee);
  if (value === null) return null;
  const text = `${receiverText(array)}.reduce((sum, ${value.parameter}) => sum.${plus}(${value.text}), ${made.make('0')})`;
  return fixOf(context, 'method', `Add by ${kind.name}.${plus}`, [replace(node, text), ...made.edits], {
    changesType: true,
  });
}

/** What is added for each item, and the item's name. */
function addend(iteratee: ts.Expression | null): { parameter: string; text: string } | null {
  if (iteratee === null) return { parameter: 'each', text: 'each' };
  if (ts.isStringLiteral(iteratee)) {
    return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(iteratee.text)
      ? { parameter: 'each', text: `each.${iteratee.text}` }
      : null;
  }
  if (!ts.isArrowFunction(iteratee) || iteratee.parameters.length !== 1 || ts.isBlock(iteratee.body))
    return null;
  const parameter = iteratee.parameters[0]?.getText() ?? '';
  return /\bsum\b/.test(iteratee.getText()) ? null : { parameter, text: iteratee.body.getText() };
}
