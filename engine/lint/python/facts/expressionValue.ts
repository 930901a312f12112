import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { anyOf, neverExpression, unknownExpression, type Expression } from '../expression';
import { isFloatLiteral, stringValue } from '../names';
import type { FlatTree } from '../tree';
import { Scope } from './scope';

const deepest = 24;

/** What an expression of the file is, with local names replaced by their values. */
export function valueOf(tree: FlatTree, node: Node, scope: Scope, depth = 0): Expression {
  return node === noNode || depth > deepest ? unknownExpression : rawValue(tree, node, scope, depth);
}

function rawValue(tree: FlatTree, node: Node, scope: Scope, depth: number): Expression {
  const inner = (child: Node): Expression => valueOf(tree, child, scope, depth + 1);
  const field = (name: string): Expression => inner(tree.child(node, name));
  switch (tree.kind(node)) {
    case 'identifier':
      return nameValue(tree.textOf(node), scope);
    case 'integer':
    case 'true':
    case 'false':
      return ['literal', 'int'];
    case 'float':
      return ['literal', isFloatLiteral(tree, node) ? 'float' : 'text'];
    case 'string':
    case 'concatenated_string':
      return ['literal', 'text'];
    case 'none':
      return ['literal', 'none'];
    case 'attribute': {
      const name = tree.textOf(tree.child(node, 'attribute'));
      return ['attribute', field('object'), name];
    }
    case 'subscript': {
      const keys = tree.children(node).filter((child) => tree.field(child) === 'subscript');
      const [key = noNode] = keys;
      const index: Expression = keys.length > 1 ? ['tuple', keys.map(inner)] : inner(key);
      return ['subscript', field('value'), index, stringValue(tree, key) ?? tree.textOf(key).slice(0, 40)];
    }
    case 'slice':
      return ['list', unknownExpression];
    case 'call':
      return callValue(tree, node, scope, depth);
    case 'binary_operator':
      return ['binary', tree.textOf(tree.child(node, 'operator')), field('left'), field('right')];
    case 'unary_operator':
      return field('argument');
    case 'boolean_operator':
      return anyOf([field('left'), field('right')]);
    case 'not_operator':
    case 'comparison_operator':
      return ['literal', 'int'];
    case 'conditional_expression': {
      const [yes = noNode, condition = noNode, no = noNode] = tree.children(node);
      const tested = testedClass(tree, yes, condition);
      return anyOf([tested === noNode ? inner(yes) : ['call', inner(tested), [], []], inner(no)]);
    }
    case 'parenthesized_expression':
    case 'await':
      return inner(tree.children(node)[0] ?? noNode);
    case 'named_expression':
      return field('value');
    case 'list':
    case 'set':
      return ['list', anyOfUnique(tree.children(node).map(inner))];
    case 'tuple':
    case 'expression_list':
      return ['tuple', tree.children(node).slice(0, 12).map(inner)];
    case 'dictionary': {
      const pairs = tree.children(node).filter((child) => tree.kind(child) === 'pair');
      const values = pairs
        .map((pair) => tree.child(pair, 'value'))
        .filter((value) => !isFloatLiteral(tree, value));
      return [
        'dict',
        anyOfUnique(pairs.map((pair) => inner(tree.child(pair, 'key')))),
        anyOfUnique(values.map(inner)),
      ];
    }
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
      return [
        'list',
        valueOf(tree, tree.child(node, 'body'), comprehensionScope(tree, node, scope, depth), depth + 1),
      ];
    case 'dictionary_comprehension': {
      const block = comprehensionScope(tree, node, scope, depth);
      const pair = tree.child(node, 'body');
      return [
        'dict',
        valueOf(tree, tree.child(pair, 'key'), block, depth + 1),
        valueOf(tree, tree.child(pair, 'value'), block, depth + 1),
      ];
    }
    case 'lambda':
      return ['lambda', field('body')];
    default:
      return unknownExpression;
  }
}

/** The one class whose object a value is where `isinstance(value, Class)` holds. */
function testedClass(tree: FlatTree, value: Node, condition: Node): Node {
  if (tree.kind(condition) !== 'call' || tree.textOf(tree.child(condition, 'function')) !== 'isinstance')
    return noNode;
  const [object = noNode, tested = noNode] = tree.children(tree.child(condition, 'arguments'));
  const isOfValue = object !== noNode && tree.textOf(object) === tree.textOf(value);
  return isOfValue && /^(identifier|attribute)$/.test(tree.kind(tested)) ? tested : noNode;
}

function nameValue(name: string, scope: Scope): Expression {
  const receiver = scope.receiverNamed(name);
  if (receiver !== null) {
    return receiver.binds === 'object' ? ['self', receiver.owner] : ['name', receiver.owner];
  }
  const found = scope.find(name);
  if (found === null || found.kind === 'module') return ['name', name];
  return found.expressionOf(name);
}

function anyOfUnique(expressions: readonly Expression[]): Expression {
  const unique = new Map(expressions.map((expression) => [JSON.stringify(expression), expression]));
  return anyOf([...unique.values()]);
}

function callValue(tree: FlatTree, node: Node, scope: Scope, depth: number): Expression {
  const called = tree.child(node, 'function');
  if (tree.textOf(called) === 'super') {
    const owner = ownerOf(scope);
    return owner === null ? unknownExpression : ['super', owner];
  }
  const list = tree.child(node, 'arguments');
  const given: Expression[] = [];
  const keywords: [string, Expression][] = [];
  if (tree.kind(list) === 'generator_expression') given.push(valueOf(tree, list, scope, depth + 1));
  for (const argument of list === noNode || tree.kind(list) !== 'argument_list' ? [] : tree.children(list)) {
    if (given.length + keywords.length > 16) break;
    if (tree.kind(argument) === 'keyword_argument') {
      const value = valueOf(tree, tree.child(argument, 'value'), scope, depth + 1);
      keywords.push([tree.textOf(tree.child(argument, 'name')), value]);
    } else if (tree.kind(argument) === 'string') {
      const named = /(^|\.)(ForeignKey|OneToOneField|ForeignKeyField|relationship)$/.test(tree.textOf(called))
        ? stringValue(tree, argument)
        : null;
      given.push(named === null ? ['literal', 'text'] : ['named', named.slice(named.lastIndexOf('.') + 1)]);
    } else {
      given.push(valueOf(tree, argument, scope, depth + 1));
    }
  }
  return ['call', valueOf(tree, called, scope, depth + 1), given, keywords];
}

/** The class whose method this is inside of. */
export function ownerOf(scope: Scope): string | null {
  for (const at of scope.chain()) {
    if (at.receiver !== null) return at.receiver.owner;
  }
  return null;
}

function comprehensionScope(tree: FlatTree, node: Node, scope: Scope, depth: number): Scope {
  const block = new Scope('block', scope.name, scope, null);
  for (const child of tree.children(node)) {
    if (tree.kind(child) !== 'for_in_clause') continue;
    const iterated = tree.child(child, 'right');
    bind(
      tree,
      tree.child(child, 'left'),
      () => ['element', valueOf(tree, iterated, block, depth + 1)],
      (name, source) => {
        block.add(name, source);
      },
    );
  }
  return block;
}

/** Names that a target binds, each with the part of the value that it gets. */
export function bind(
  tree: FlatTree,
  target: Node,
  source: () => Expression,
  onName: (name: string, source: () => Expression) => void,
  depth = 0,
): void {
  if (target === noNode || depth > deepest) return;
  switch (tree.kind(target)) {
    case 'identifier':
      onName(tree.textOf(target), source);
      return;
    case 'as_pattern_target':
    case 'parenthesized_expression': {
      const [inner] = tree.children(target);
      if (inner !== undefined) bind(tree, inner, source, onName, depth + 1);
      return;
    }
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'expression_list':
      tree.children(target).forEach((part, index) => {
        bind(tree, part, () => itemOf(source(), index), onName, depth + 1);
      });
  }
}

/** One part of what is unpacked. */
function itemOf(value: Expression, index: number): Expression {
  return value[0] === 'tuple' ? (value[1][index] ?? neverExpression) : ['item', value, index];
}
