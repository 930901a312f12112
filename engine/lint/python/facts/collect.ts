import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { unknownExpression, type Expression } from '../expression';
import { isFloatLiteral, stringValue } from '../names';
import type { FlatTree } from '../tree';
import type { Scope } from './scope';
import { bind, valueOf } from './expressionValue';

/** A place that something is assigned to, while facts are gathered. */
export interface Assignment {
  /** Null if it is only declared. */
  readonly value: (() => Expression) | null;
  readonly annotation: Node;
  readonly isFloatLiteral: boolean;
}

/** Collects what statements assign, without entering functions and classes. */
export interface Collector {
  onName(name: string, assignment: Assignment): void;
  /** An attribute of the receiver: `self.x`. */
  onAttribute(name: string, assignment: Assignment): void;
  onReturn(value: Node): void;
  onYield(value: Node): void;
  onDefinition(node: Node): void;
  onImport(node: Node): void;
  onCall(node: Node): void;
}

/** Goes through the statements of a body; in expressions it looks for calls, named expressions and `yield` only. */
export function collect(tree: FlatTree, body: Node, scope: Scope, collector: Collector): void {
  const pending: Node[] = [body];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    switch (tree.kind(node)) {
      case 'function_definition':
      case 'class_definition':
        collector.onDefinition(node);
        continue;
      case 'decorated_definition':
        collector.onDefinition(tree.child(node, 'definition'));
        continue;
      case 'lambda':
        continue;
      case 'import_statement':
      case 'import_from_statement':
        collector.onImport(node);
        continue;
      case 'assignment':
        assign(tree, node, scope, collector);
        break;
      case 'augmented_assignment':
        augment(tree, node, scope, collector);
        break;
      case 'named_expression':
        assignTo(
          tree,
          tree.child(node, 'name'),
          plain(tree, tree.child(node, 'value'), scope),
          collector,
          scope,
        );
        break;
      case 'for_statement': {
        const iterated = tree.child(node, 'right');
        const element = { ...declared, value: (): Expression => ['element', valueOf(tree, iterated, scope)] };
        assignTo(tree, tree.child(node, 'left'), element, collector, scope);
        break;
      }
      case 'with_item':
        bindAlias(tree, node, scope, collector);
        break;
      case 'return_statement':
        collector.onReturn(tree.children(node)[0] ?? noNode);
        break;
      case 'yield':
        collector.onYield(tree.children(node)[0] ?? noNode);
        break;
      case 'type_alias_statement': {
        const name = tree.textOf(tree.child(node, 'left'));
        const right = tree.children(tree.child(node, 'right'))[0] ?? noNode;
        collector.onName(name, plain(tree, right, scope));
        continue;
      }
      case 'call':
        append(tree, node, scope, collector);
        collector.onCall(node);
        break;
    }
    for (const child of tree.children(node).toReversed()) pending.push(child);
  }
}

const declared: Assignment = { value: null, annotation: noNode, isFloatLiteral: false };

function plain(tree: FlatTree, value: Node, scope: Scope): Assignment {
  return {
    value: () => valueOf(tree, value, scope),
    annotation: noNode,
    isFloatLiteral: isFloatLiteral(tree, value),
  };
}

function assign(tree: FlatTree, node: Node, scope: Scope, collector: Collector): void {
  const annotation = tree.child(node, 'type');
  let right = tree.child(node, 'right');
  // In `a = b = 0.0` the inner assignment is the right side of the outer one.
  while (right !== noNode && tree.kind(right) === 'assignment') right = tree.child(right, 'right');
  const assignment = right === noNode ? declared : plain(tree, right, scope);
  assignTo(tree, tree.child(node, 'left'), { ...assignment, annotation }, collector, scope);
}

function augment(tree: FlatTree, node: Node, scope: Scope, collector: Collector): void {
  const left = tree.child(node, 'left');
  const operator = tree.textOf(tree.child(node, 'operator')).replace(/=$/, '');
  const right = tree.child(node, 'right');
  const value = (): Expression => [
    'binary',
    operator,
    valueOf(tree, left, scope),
    valueOf(tree, right, scope),
  ];
  assignTo(tree, left, { ...declared, value }, collector, scope);
}

function bindAlias(tree: FlatTree, item: Node, scope: Scope, collector: Collector): void {
  const pattern = tree.child(item, 'value');
  if (tree.kind(pattern) !== 'as_pattern') return;
  const [value] = tree.children(pattern);
  const alias = tree.child(pattern, 'alias');
  if (value !== undefined) assignTo(tree, alias, plain(tree, value, scope), collector, scope);
}

function assignTo(
  tree: FlatTree,
  target: Node,
  assignment: Assignment,
  collector: Collector,
  scope: Scope,
): void {
  switch (tree.kind(target)) {
    case 'identifier':
      collector.onName(tree.textOf(target), assignment);
      return;
    case 'attribute': {
      const name = receiverAttribute(tree, target, scope);
      if (name !== null) collector.onAttribute(name, assignment);
      return;
    }
    case 'subscript': {
      if (assignment.isFloatLiteral) return;
      const { value } = assignment;
      if (value === null) return;
      const key = tree.child(target, 'subscript');
      const keyValue: Expression = stringValue(tree, key) === null ? unknownExpression : ['literal', 'text'];
      contain(tree, tree.child(target, 'value'), () => ['dict', keyValue, value()], collector, scope);
      return;
    }
    default: {
      const { value } = assignment;
      if (value === null) return;
      bind(tree, target, value, (name, source) => {
        collector.onName(name, { ...declared, value: source });
      });
      bindAttributes(tree, target, value, collector, scope);
    }
  }
}

/** `self.a, self.b = pair` */
function bindAttributes(
  tree: FlatTree,
  target: Node,
  value: () => Expression,
  collector: Collector,
  scope: Scope,
): void {
  tree.children(target).forEach((part, index) => {
    const name = tree.kind(part) === 'attribute' ? receiverAttribute(tree, part, scope) : null;
    const source = (): Expression => {
      const whole = value();
      return whole[0] === 'tuple' ? (whole[1][index] ?? unknownExpression) : ['item', whole, index];
    };
    if (name !== null) collector.onAttribute(name, { ...declared, value: source });
  });
}

function receiverAttribute(tree: FlatTree, node: Node, scope: Scope): string | null {
  const object = tree.child(node, 'object');
  if (tree.kind(object) !== 'identifier' || scope.receiverNamed(tree.textOf(object)) === null) return null;
  return tree.textOf(tree.child(node, 'attribute'));
}

/** `prices.append(price)` shows the type of a list's elements. */
function append(tree: FlatTree, call: Node, scope: Scope, collector: Collector): void {
  const called = tree.child(call, 'function');
  if (tree.kind(called) !== 'attribute') return;
  const method = tree.textOf(tree.child(called, 'attribute'));
  if (method !== 'append' && method !== 'add' && method !== 'appendleft') return;
  const [argument] = tree.children(tree.child(call, 'arguments'));
  if (argument === undefined) return;
  const value = (): Expression => ['list', valueOf(tree, argument, scope)];
  contain(tree, tree.child(called, 'object'), value, collector, scope);
}

/** What a container of a local name or of the receiver is seen to hold. */
function contain(
  tree: FlatTree,
  container: Node,
  value: () => Expression,
  collector: Collector,
  scope: Scope,
): void {
  const kind = tree.kind(container);
  if (kind === 'identifier') {
    const name = tree.textOf(container);
    if (scope.find(name)?.frame === scope.frame) collector.onName(name, { ...declared, value });
  } else if (kind === 'attribute') {
    const name = receiverAttribute(tree, container, scope);
    if (name !== null) collector.onAttribute(name, { ...declared, value });
  }
}
