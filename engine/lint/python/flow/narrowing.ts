import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { dottedName, lastPart, unwrapped } from '../names';
import { decimal, float, int, isNever, membersOf, none, textType, union, unknown, type Type } from '../types';
import type { ExpressionEvaluator, FlowContext, Frame } from './flowContext';
import { pathOf } from './paths';
import type { Value } from './value';

/** Narrows what is known where a condition holds, or where it does not. */
export function applyGuard(
  context: FlowContext,
  condition: Node,
  isTrue: boolean,
  frame: Frame,
  evaluator: ExpressionEvaluator,
  depth = 0,
): void {
  if (depth > 40) return;
  const { tree } = context;
  const node = unwrapped(tree, condition);
  const again = (inner: Node, holds: boolean): void => {
    applyGuard(context, inner, holds, frame, evaluator, depth + 1);
  };
  switch (tree.kind(node)) {
    case 'not_operator':
      again(tree.child(node, 'argument'), !isTrue);
      return;
    case 'boolean_operator': {
      const isAnd = tree.textOf(tree.child(node, 'operator')) === 'and';
      if (isAnd !== isTrue) return;
      again(tree.child(node, 'left'), isTrue);
      again(tree.child(node, 'right'), isTrue);
      return;
    }
    case 'call':
      byInstance(context, node, isTrue, frame, evaluator);
      return;
    case 'comparison_operator':
      byNone(context, node, isTrue, frame, evaluator);
      return;
    case 'identifier':
    case 'attribute':
      if (isTrue) narrow(context, node, frame, evaluator, false, (type) => drop(type, ['none']));
  }
}

function byInstance(
  context: FlowContext,
  call: Node,
  isTrue: boolean,
  frame: Frame,
  evaluator: ExpressionEvaluator,
): void {
  const { tree } = context;
  if (tree.textOf(tree.child(call, 'function')) !== 'isinstance') return;
  const [object = noNode, classes = noNode] = tree.children(tree.child(call, 'arguments'));
  if (classes === noNode) return;
  const types = classTypes(context, classes);
  narrow(context, object, frame, evaluator, true, (type) => {
    if (isTrue) return types.some(({ kind }) => kind === 'unknown') ? unknown : union(types);
    return drop(
      type,
      types.filter(({ kind }) => kind !== 'unknown').map(({ kind }) => kind),
    );
  });
}

function classTypes(context: FlowContext, node: Node): Type[] {
  const { tree } = context;
  const kind = tree.kind(node);
  if (kind === 'tuple') return tree.children(node).flatMap((child) => classTypes(context, child));
  if (kind === 'binary_operator') {
    return [tree.child(node, 'left'), tree.child(node, 'right')].flatMap((child) =>
      classTypes(context, child),
    );
  }
  const name = dottedName(tree, node);
  if (name === null) return [unknown];
  const { resolver, path } = context;
  const root = resolver.nameType(path, name.split('.')[0] ?? name);
  const type = name
    .split('.')
    .slice(1)
    .reduce((object, part) => resolver.attribute(object, part), root);
  if (type.kind === 'class') return [resolver.annotations.instance(type.key)];
  if (type.kind !== 'external') return [unknown];
  const found = resolver.annotations.external(type.name);
  if (found.kind === 'decimal') return [decimal];
  switch (lastPart(type.name)) {
    case 'float':
      return [float];
    case 'int':
    case 'bool':
      return [int];
    case 'str':
      return [textType];
    case 'Number':
    case 'Real':
      return [unknown];
    default:
      return [unknown];
  }
}

function byNone(
  context: FlowContext,
  node: Node,
  isTrue: boolean,
  frame: Frame,
  evaluator: ExpressionEvaluator,
): void {
  const { tree } = context;
  const operators: string[] = [];
  const operands: Node[] = [];
  for (let child = tree.firstChild(node); child !== noNode; child = tree.nextSibling(child)) {
    if (tree.field(child) === 'operators') operators.push(tree.textOf(child));
    else if (tree.kind(child) !== 'comment') operands.push(child);
  }
  const [operator = ''] = operators;
  const [left = noNode, right = noNode] = operands;
  if (operators.length !== 1 || right === noNode || tree.kind(right) !== 'none') return;
  const isEqual = operator === 'is' || operator === '==';
  if (!isEqual && !/^(is\s+not|!=)$/.test(operator)) return;
  narrow(context, left, frame, evaluator, false, (type) =>
    isEqual === isTrue ? none : drop(type, ['none']),
  );
}

function drop(type: Type, kinds: readonly Type['kind'][]): Type {
  const rest = union(membersOf(type).filter(({ kind }) => !kinds.includes(kind)));
  return isNever(rest) ? unknown : rest;
}

function narrow(
  { tree }: FlowContext,
  node: Node,
  frame: Frame,
  evaluator: ExpressionEvaluator,
  isTest: boolean,
  change: (type: Type) => Type,
): void {
  const target = unwrapped(tree, node);
  const inner = tree.kind(target) === 'named_expression' ? tree.child(target, 'name') : target;
  const path = pathOf(tree, inner);
  if (path === null) return;
  const value: Value = frame.environment.get(path) ?? evaluator.evaluate(inner, frame);
  const type = change(value.type);
  if (type === value.type && !isTest) return;
  frame.environment.set(path, { ...value, type, isTested: value.isTested || isTest });
}
