import { spend } from '../../../platform/budget';
import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { isFloatLiteral, stringValue, unwrapped } from '../names';
import type { FlatTree } from '../tree';
import {
  bounded,
  dictOf,
  int,
  isFloat,
  isNever,
  ledgerName,
  listOf,
  none,
  settled,
  textType,
  union,
  unknown,
  without,
  type Type,
} from '../types';
import { binaryType, elementOf, itemOf } from '../workspace/operations';
import { noteArithmetic, noteChoice, noteComparison } from './noteMixing';
import { applyGuard } from './narrowing';
import { CallRules } from './callRules';
import type { ExpressionEvaluator, FlowContext, Frame } from './flowContext';
import { keyText, pathOf } from './paths';
import { slotsOf } from './slots';
import {
  isLedger,
  joinedOrigins,
  joinedValue,
  literalValue,
  plainValue,
  unknownValue,
  type Operand,
  type Value,
} from './value';

/** Evaluates expressions at a point of the control flow, and notes where floats and ledger values meet. */
export class Evaluator implements ExpressionEvaluator {
  readonly #calls: CallRules;

  constructor(readonly context: FlowContext) {
    this.#calls = new CallRules(this);
  }

  evaluate(node: Node, frame: Frame): Value {
    if (node === noNode) return unknownValue(node);
    spend();
    const value = this.#evaluateKind(node, frame);
    const name = ledgerName(value.type);
    if (name !== null) this.context.observations.ledger.set(node, name);
    return value;
  }

  #evaluateKind(node: Node, frame: Frame): Value {
    const { tree } = this.context;
    switch (tree.kind(node)) {
      case 'identifier':
        return this.#name(node, frame);
      case 'attribute':
        return this.#attribute(node, frame);
      case 'subscript':
        return this.#subscript(node, frame);
      case 'call':
        return this.#calls.evaluate(node, frame);
      case 'float':
        return isFloatLiteral(tree, node)
          ? { ...plainValue({ kind: 'float' }, node), isSure: true }
          : unknownValue(node);
      case 'integer':
      case 'true':
      case 'false':
        return plainValue(int, node);
      case 'none':
        return plainValue(none, node);
      case 'string':
      case 'concatenated_string':
        this.#visitChildren(node, frame);
        return plainValue(textType, node);
      case 'unary_operator':
        return { ...this.evaluate(tree.child(node, 'argument'), frame), source: node };
      case 'binary_operator':
        return this.#binary(node, frame);
      case 'boolean_operator':
        return this.#boolean(node, frame);
      case 'conditional_expression':
        return this.#conditional(node, frame);
      case 'comparison_operator':
        return this.#comparison(node, frame);
      case 'parenthesized_expression':
      case 'await':
        return this.evaluate(tree.children(node)[0] ?? noNode, frame);
      case 'named_expression': {
        const value = this.evaluate(tree.child(node, 'value'), frame);
        frame.environment.assign(tree.textOf(tree.child(node, 'name')), value);
        return value;
      }
      case 'lambda':
        return this.#lambda(node, frame);
      case 'list':
      case 'set':
        return plainValue(listOf(union(this.#all(node, frame))), node);
      case 'tuple':
      case 'expression_list':
        return plainValue({ kind: 'tuple', elements: this.#all(node, frame).slice(0, 12) }, node);
      case 'dictionary':
        return this.#dictionary(node, frame);
      case 'list_comprehension':
      case 'set_comprehension':
      case 'generator_expression':
      case 'dictionary_comprehension':
        return this.#comprehension(node, frame);
      default:
        this.#visitChildren(node, frame);
        return unknownValue(node);
    }
  }

  #visitChildren(node: Node, frame: Frame): void {
    for (const child of this.context.tree.children(node)) this.evaluate(child, frame);
  }

  #all(node: Node, frame: Frame): Type[] {
    const { tree } = this.context;
    return tree.children(node).map((child) => {
      const splat = tree.kind(child) === 'list_splat' ? tree.children(child)[0] : undefined;
      const { type } = this.evaluate(splat ?? child, frame);
      return splat === undefined ? type : elementOf(type);
    });
  }

  #name(node: Node, frame: Frame): Value {
    const { tree, resolver, path } = this.context;
    const name = tree.textOf(node);
    const known = frame.environment.get(name);
    if (known !== null) return known;
    const local = frame.locals.get(name);
    if (local !== undefined) return plainValue({ kind: 'function', key: `${path}#${local}` }, node);
    const type = resolver.nameType(path, name);
    return { ...plainValue(settled(type), node), slots: slotsOf(this.context, node, null), isSure: true };
  }

  #attribute(node: Node, frame: Frame): Value {
    const { tree, resolver } = this.context;
    const object = this.evaluate(tree.child(node, 'object'), frame);
    const path = pathOf(tree, node);
    const known = path === null ? null : frame.environment.get(path);
    if (known !== null) return known;
    const name = tree.textOf(tree.child(node, 'attribute'));
    const type = resolver.attribute(object.type, name);
    const value = {
      ...plainValue(settled(type), node),
      slots: slotsOf(this.context, node, object.type),
      json: object.json,
      isSure: true,
    };
    return this.#byVocabulary(node, value, object.type);
  }

  /** `ledger.portfolio.pnl`, if the type of `ledger` is unknown. */
  #byVocabulary(node: Node, value: Value, object: Type): Value {
    const { tree } = this.context;
    if (object.kind !== 'unknown' && object.kind !== 'method') return value;
    const owner = lastWord(tree, tree.child(node, 'object'));
    if (owner === null || !this.context.isVocabulary(owner, tree.textOf(tree.child(node, 'attribute'))))
      return value;
    return plainValue({ kind: 'decimal', name: 'Decimal' }, node);
  }

  #subscript(node: Node, frame: Frame): Value {
    const { tree, resolver } = this.context;
    const container = this.evaluate(tree.child(node, 'value'), frame);
    const keys = tree.children(node).filter((child) => tree.field(child) === 'subscript');
    for (const key of keys) this.evaluate(key, frame);
    const [key = noNode] = keys;
    const text = stringValue(tree, key) ?? tree.textOf(key).slice(0, 40);
    const type = settled(resolver.subscript(container.type, text, tree.kind(key) === 'slice'));
    const value = {
      ...plainValue(type, node),
      json: container.json,
      slots: elementSlots(container, tree, node),
      // What an annotation says of the outer container, it says of the inner ones.
      isSure: container.isSure && type.kind === 'dict',
    };
    const entries = this.#entries(node, frame);
    if (entries.length === 0) return value;
    const joined = joinedValue(entries);
    return {
      ...joined,
      type: ledgerName(type) === null ? joined.type : type,
      slots: [...joined.slots, ...value.slots],
    };
  }

  /** What is known of the elements that a subscript may mean. */
  #entries(node: Node, frame: Frame): Value[] {
    const { tree } = this.context;
    const { environment } = frame;
    const path = pathOf(tree, node);
    const exact = path === null ? null : environment.get(path);
    if (exact !== null) return [exact];
    const container = pathOf(tree, tree.child(node, 'value'));
    if (container === null) return [];
    const any = environment.get(`${container}[*]`);
    const found = any === null ? [] : [any];
    const key = keyText(tree, node);
    if (key !== null && /^["\d]/.test(key)) return found;
    for (const part of environment.partsOf(container)) {
      if (!/^\[["\d]/.test(part.slice(container.length)) || !part.endsWith(']')) continue;
      const value = environment.get(part);
      if (value !== null) found.push(value);
    }
    return found;
  }

  #binary(node: Node, frame: Frame): Value {
    const { tree } = this.context;
    const operator = tree.textOf(tree.child(node, 'operator'));
    const left = tree.child(node, 'left');
    const right = tree.child(node, 'right');
    const one = this.evaluate(left, frame);
    const other = this.evaluate(right, frame);
    return this.operate(operator, { node: left, value: one }, { node: right, value: other }, node);
  }

  /** The result of an operator, after its operands have met. */
  operate(operator: string, left: Operand, right: Operand, node: Node): Value {
    noteArithmetic(this.context, operator, left, right);
    const type = binaryType(operator, left.value.type, right.value.type);
    const isNowLedger = ledgerName(type) !== null;
    return {
      ...plainValue(bounded(type), node),
      origins: isNowLedger ? [] : joinedOrigins(left.value, right.value),
      isConverted: left.value.isConverted || right.value.isConverted,
      isSure: isSureFloat(left.value) || isSureFloat(right.value),
    };
  }

  #boolean(node: Node, frame: Frame): Value {
    const { tree } = this.context;
    const left = tree.child(node, 'left');
    const right = tree.child(node, 'right');
    const operator = tree.textOf(tree.child(node, 'operator'));
    const one = this.evaluate(left, frame);
    const narrowed = { ...frame, environment: frame.environment.branch() };
    applyGuard(this.context, left, operator === 'and', narrowed, this);
    const other = this.evaluate(right, narrowed);
    if (operator === 'and') return joinedValue([one, other]);
    const kept = { ...one, type: without(one.type, 'none') };
    return this.choose([
      { node: left, value: isNever(kept.type) ? { ...kept, type: unknown } : kept },
      { node: right, value: other },
    ]);
  }

  #conditional(node: Node, frame: Frame): Value {
    const [yes = noNode, condition = noNode, no = noNode] = this.context.tree.children(node);
    this.evaluate(condition, frame);
    const operands = [
      { node: yes, isTrue: true },
      { node: no, isTrue: false },
    ].map(({ node: branch, isTrue }) => {
      const narrowed = { ...frame, environment: frame.environment.branch() };
      applyGuard(this.context, condition, isTrue, narrowed, this);
      return { node: branch, value: this.evaluate(branch, narrowed) };
    });
    return this.choose(operands);
  }

  /** One of several values is taken: a float among ledger values leaks. */
  choose(operands: readonly Operand[]): Value {
    const { tree } = this.context;
    noteChoice(this.context, operands);
    const values = operands.map(({ node, value }) =>
      isFloatLiteral(tree, node)
        ? literalValue({ rule: 'DB002', literal: unwrapped(tree, node), target: noNode, name: '' })
        : value,
    );
    const joined = joinedValue(values);
    return values.some(isLedger) ? ledgerOf(joined, values) : joined;
  }

  #comparison(node: Node, frame: Frame): Value {
    const { tree } = this.context;
    const operands: Operand[] = [];
    const operators: string[] = [];
    for (let child = tree.firstChild(node); child !== noNode; child = tree.nextSibling(child)) {
      if (tree.field(child) === 'operators') operators.push(tree.textOf(child));
      else if (tree.kind(child) !== 'comment')
        operands.push({ node: child, value: this.evaluate(child, frame) });
    }
    noteComparison(this.context, operands, operators);
    return plainValue(int, node);
  }

  #lambda(node: Node, frame: Frame): Value {
    const { tree } = this.context;
    const environment = frame.environment.branch();
    const list = tree.child(node, 'parameters');
    for (const parameter of list === noNode ? [] : tree.children(list)) {
      const named = tree.kind(parameter) === 'default_parameter' ? tree.child(parameter, 'name') : parameter;
      environment.assign(tree.textOf(named), unknownValue(parameter));
    }
    const body = this.evaluate(tree.child(node, 'body'), { ...frame, environment });
    return plainValue({ kind: 'callable', result: body.type }, node);
  }

  #dictionary(node: Node, frame: Frame): Value {
    const { tree } = this.context;
    const keys: Type[] = [];
    const values: Type[] = [];
    for (const pair of tree.children(node)) {
      if (tree.kind(pair) !== 'pair') {
        this.#visitChildren(pair, frame);
        continue;
      }
      keys.push(this.evaluate(tree.child(pair, 'key'), frame).type);
      const value = tree.child(pair, 'value');
      const { type } = this.evaluate(value, frame);
      // What a slot starts with is kept with the name that the dictionary is assigned to.
      if (!isFloatLiteral(tree, value)) values.push(type);
    }
    return plainValue(bounded(dictOf(union(keys), union(values))), node);
  }

  #comprehension(node: Node, frame: Frame): Value {
    const { tree } = this.context;
    const inner = { ...frame, environment: frame.environment.branch() };
    for (const clause of tree.children(node)) {
      if (tree.kind(clause) === 'for_in_clause') {
        const iterated = this.evaluate(tree.child(clause, 'right'), inner);
        this.bind(tree.child(clause, 'left'), this.elementValue(iterated), inner);
      } else if (tree.kind(clause) === 'if_clause') {
        const condition = tree.children(clause)[0] ?? noNode;
        this.evaluate(condition, inner);
        applyGuard(this.context, condition, true, inner, this);
      }
    }
    const body = tree.child(node, 'body');
    if (tree.kind(node) !== 'dictionary_comprehension') {
      const { type, json } = this.evaluate(body, inner);
      return { ...plainValue(bounded(listOf(type)), node), json };
    }
    const key = this.evaluate(tree.child(body, 'key'), inner);
    const value = tree.child(body, 'value');
    const { type } = this.evaluate(value, inner);
    return plainValue(
      bounded(dictOf(key.type, isFloatLiteral(tree, value) ? { kind: 'union', members: [] } : type)),
      node,
    );
  }

  /** What iterating over a value gives. */
  elementValue(value: Value): Value {
    const type = settled(elementOf(this.context.resolver.iterated(value.type)));
    return { ...plainValue(type, value.source), json: value.json };
  }

  /** Binds the names of a target that no rule looks at: of loops, comprehensions and unpacking. */
  bind(target: Node, value: Value, frame: Frame): void {
    const { tree } = this.context;
    if (target === noNode) return;
    switch (tree.kind(target)) {
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'tuple':
      case 'list':
        tree.children(target).forEach((part, index) => {
          this.bind(part, { ...value, type: settled(itemOf(value.type, index)) }, frame);
        });
        return;
      case 'parenthesized_expression':
      case 'as_pattern_target':
        this.bind(tree.children(target)[0] ?? noNode, value, frame);
        return;
      case 'list_splat_pattern':
        this.bind(tree.children(target)[0] ?? noNode, { ...value, type: listOf(value.type) }, frame);
        return;
      default: {
        const path = pathOf(tree, target);
        if (path !== null) frame.environment.assign(path, value);
      }
    }
  }
}

/** Arithmetic with what is a float for certain gives a float, or raises. */
function isSureFloat(value: Value): boolean {
  return value.isSure && isFloat(value.type);
}

function ledgerOf(joined: Value, values: readonly Value[]): Value {
  const ledger = values.find(isLedger);
  return ledger === undefined ? joined : { ...joined, type: ledger.type, origins: [], source: ledger.source };
}

function elementSlots(container: Value, tree: FlatTree, node: Node): Value['slots'] {
  const key = keyText(tree, node);
  const item = key !== null && /^["\d]/.test(key) ? key : null;
  return container.slots
    .filter((reference) => reference.item === undefined)
    .map(({ slot }) => ({ slot, item }));
}

/** The name that an expression ends in, without underscores in front: `ledger` of `self._ledger`. */
function lastWord(tree: FlatTree, node: Node): string | null {
  const kind = tree.kind(node);
  const word =
    kind === 'identifier'
      ? tree.textOf(node)
      : kind === 'attribute'
        ? tree.textOf(tree.child(node, 'attribute'))
        : null;
  return word === null ? null : word.replace(/^_+/, '');
}
