import ts from 'typescript-5.9';
import type { FileContext } from './fileContext';
import { unwrapped } from './unwrap';

/** A function whose code is at hand. */
export type Callback = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

export interface Reduce {
  /** Null if the array comes later, as in a curried call. */
  readonly array: ts.Expression | null;
  readonly callback: Callback;
  /** The callback's first parameter. */
  readonly accumulator: ts.Identifier;
  readonly start: ts.Expression;
}

/** The parts of `items.reduce(callback, start)` or `_.reduce(items, callback, start)`; null for any other call. */
export function reduceOf(node: ts.CallExpression, context: FileContext): Reduce | null {
  if (!/(?:^|\.)(?:reduce|reduceRight|foldl|foldr)$/.test(calleeText(node))) return null;
  const index = node.arguments.findIndex((argument) => functionOf(argument, context) !== null);
  const given = node.arguments[index];
  const start = node.arguments[index + 1];
  const callback = given === undefined ? null : functionOf(given, context);
  const accumulator = callback?.parameters[0]?.name;
  if (callback === null || start === undefined || accumulator === undefined || !ts.isIdentifier(accumulator))
    return null;
  const owner = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : null;
  return { array: index === 0 ? owner : (node.arguments[0] ?? null), callback, accumulator, start };
}

function calleeText({ expression }: ts.CallExpression): string {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : '';
}

/** The function that an argument is, or names. */
export function functionOf(node: ts.Expression, { checker }: FileContext): Callback | null {
  const inner = unwrapped(node);
  if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) return inner;
  if (!ts.isIdentifier(inner)) return null;
  const declaration = checker.getSymbolAtLocation(inner)?.valueDeclaration;
  if (declaration === undefined) return null;
  if (ts.isFunctionDeclaration(declaration) && declaration.body !== undefined) return declaration as Callback;
  const initializer =
    ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined
      ? unwrapped(declaration.initializer)
      : undefined;
  return initializer !== undefined &&
    (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
    ? initializer
    : null;
}

export interface SelfCall {
  readonly node: ts.CallExpression;
  readonly method: string;
}

/** Calls of methods on a name inside a piece of code, in order of place. */
export function selfCalls(code: ts.Node, name: string): SelfCall[] {
  const calls: SelfCall[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      unwrapped(node.expression.expression).getText() === name
    )
      calls.push({ node, method: node.expression.name.text });
    ts.forEachChild(node, visit);
  };
  visit(code);
  return calls.sort((a, b) => a.node.pos - b.node.pos);
}

/** What a function gives back, without what functions inside it do. */
export function returnedExpressions(body: ts.ConciseBody): ts.Expression[] {
  if (!ts.isBlock(body)) return [body];
  const returned: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) returned.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return returned;
}
