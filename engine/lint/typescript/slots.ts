import ts from 'typescript-5.9';
import type { DecimalKind } from './decimalTypes';
import type { FileContext } from './fileContext';
import { declarationOf, numberLiteral } from './initialValues';
import { unwrapped } from './unwrap';

/** The identity of a name or slot: its declaration; for `totals[key]`, the declaration of `totals` and a mark. */
export type Slot = ts.Node | string;

/** A name or slot that starts as a number. */
export interface Initial {
  readonly slot: Slot;
  /** As the code writes it. */
  readonly name: string;
  readonly literal: ts.Expression;
  /** The type that its declaration gives in words. */
  readonly type: ts.TypeNode | null;
  /** The decimal that it is declared to be; null if it is declared as something else, or as nothing. */
  readonly declaredKind: DecimalKind | null;
}

/** All names and slots that start as a number literal, in order of place; in steps. */
export function* initialValuesIn(
  nodes: readonly ts.Node[],
  context: FileContext,
): Generator<undefined, Initial[], undefined> {
  const initialValues: Initial[] = [];
  for (const node of nodes) {
    const initial = initialAt(node, context);
    if (initial !== null) initialValues.push(initial);
    yield;
  }
  return initialValues.sort((a, b) => a.literal.pos - b.literal.pos);
}

function initialAt(node: ts.Node, context: FileContext): Initial | null {
  if (isAssignment(node)) return assigned(node, context);
  if (
    (!ts.isVariableDeclaration(node) &&
      !ts.isPropertyDeclaration(node) &&
      !ts.isParameter(node) &&
      !ts.isPropertyAssignment(node) &&
      !ts.isBindingElement(node)) ||
    node.initializer === undefined
  )
    return null;
  const state = stateOf(node);
  const literal = numberLiteral(state?.initial ?? node.initializer);
  if (literal === null) return null;
  if (state !== null)
    return { slot: state.setter, name: state.name, literal, type: null, declaredKind: null };
  const type = ts.isPropertyAssignment(node) || ts.isBindingElement(node) ? null : (node.type ?? null);
  const slot = ts.isPropertyAssignment(node) ? (declaredProperty(node, context) ?? node) : node;
  return {
    slot,
    name: node.name.getText(),
    literal,
    type,
    declaredKind: kindAt(node, literal, context),
  };
}

/** `total = 0`, somewhere: a reset starts a slot, too. */
function assigned(node: ts.BinaryExpression, context: FileContext): Initial | null {
  const literal = numberLiteral(node.right);
  const slot = literal === null ? null : slotOf(node.left, context);
  if (literal === null || slot === null) return null;
  const declaredKind = context.types.of(node.left)?.kind ?? null;
  return { slot, name: node.left.getText(), literal, type: null, declaredKind };
}

/** The property of a declared type that an object's property fills: what is assigned later names that one. */
function declaredProperty(node: ts.PropertyAssignment, { checker }: FileContext): ts.Node | null {
  if (!ts.isObjectLiteralExpression(node.parent)) return null;
  const expected = checker.getContextualType(node.parent);
  const property = expected && checker.getPropertyOfType(expected, node.name.getText());
  return property?.valueDeclaration ?? null;
}

/** The kind that a declaration or its surroundings ask for. */
function kindAt(node: ts.Node, literal: ts.Expression, { checker, types }: FileContext): DecimalKind | null {
  if (ts.isPropertyAssignment(node)) {
    const expected = checker.getContextualType(node.initializer);
    return expected === undefined ? null : (types.ofType(expected)?.kind ?? null);
  }
  const isTyped =
    (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isParameter(node)) &&
    (node.type !== undefined || ts.getJSDocType(node) !== undefined);
  return isTyped && unwrapped(literal).kind !== ts.SyntaxKind.AnyKeyword
    ? (types.of(node)?.kind ?? null)
    : null;
}

export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** The slot that an expression names; null if it names none that can be followed. */
export function slotOf(target: ts.Expression, context: FileContext): Slot | null {
  const inner = unwrapped(target);
  if (!ts.isElementAccessExpression(inner)) return declarationOf(inner, context);
  const owner = declarationOf(inner.expression, context);
  if (owner === null) return null;
  const key = inner.argumentExpression;
  const name = ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : '*';
  return `${owner.getSourceFile().fileName}:${owner.pos}[${name}]`;
}

/** `const [total, setTotal] = useState(0)`: the setter stands for the slot. */
function stateOf(node: ts.Node): { name: string; setter: ts.Node; initial: ts.Expression } | null {
  if (!ts.isVariableDeclaration(node) || !ts.isArrayBindingPattern(node.name)) return null;
  const { initializer } = node;
  if (initializer === undefined || !ts.isCallExpression(initializer)) return null;
  if (!/(?:^|\.)(?:useState|createSignal)$/.test(initializer.expression.getText())) return null;
  const [value, setter] = node.name.elements;
  const [initial] = initializer.arguments;
  if (value === undefined || setter === undefined || initial === undefined || ts.isOmittedExpression(setter))
    return null;
  return { name: value.getText(), setter, initial };
}
