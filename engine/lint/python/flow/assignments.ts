import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { annotationOf } from '../facts/annotation';
import { isFloatLiteral, unwrapped } from '../names';
import { isFloat, ledgerName, membersOf, settled, type Type } from '../types';
import type { Evaluator } from './evaluator';
import type { FlowContext, Frame } from './flowContext';
import { Containers } from './containers';
import { declareDefault } from './declaredDefaults';
import { noteStarts } from './noteMixing';
import { pathOf } from './paths';
import { attributeSlots, moduleSlot } from './slots';
import {
  isLedger,
  literalValue,
  mayBeLiteral,
  plainValue,
  type Origin,
  type SlotReference,
  type Value,
} from './value';

const longestChain = 20;

/** Notes what assignments do to names, attributes and elements. */
export class Assignments {
  readonly #containers: Containers;

  readonly #context: FlowContext;
  readonly #evaluator: Evaluator;
  readonly #isLocalContext: () => boolean;

  constructor(context: FlowContext, evaluator: Evaluator, isLocalContext: () => boolean) {
    this.#context = context;
    this.#evaluator = evaluator;
    this.#isLocalContext = isLocalContext;
    this.#containers = new Containers(context);
  }

  assign(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    const targets: { target: Node; annotation: Node }[] = [];
    let right = node;
    while (tree.kind(right) === 'assignment' && targets.length < longestChain) {
      targets.push({ target: tree.child(right, 'left'), annotation: tree.child(right, 'type') });
      right = tree.child(right, 'right');
    }
    const value = right === noNode ? null : this.#evaluator.evaluate(right, frame);
    for (const { target, annotation } of targets) this.#assignTo(target, annotation, right, value, frame);
  }

  #assignTo(target: Node, annotation: Node, right: Node, value: Value | null, frame: Frame): void {
    const { tree } = this.#context;
    if (annotation !== noNode) this.#declare(target, annotation, right, value, frame);
    else if (value === null) return;
    else if (tree.kind(target) === 'identifier') this.#name(target, right, value, frame);
    else if (tree.kind(target) === 'attribute') this.#attribute(target, right, value, frame);
    else if (tree.kind(target) === 'subscript') this.#element(target, right, value, frame);
    else this.#unpack(target, right, value, frame);
  }

  #unpack(target: Node, right: Node, value: Value, frame: Frame): void {
    const { tree } = this.#context;
    const targets = tree.children(target);
    const source = unwrapped(tree, right);
    const isPairwise =
      /^(pattern_list|tuple_pattern|list_pattern|tuple|list)$/.test(tree.kind(target)) &&
      /^(expression_list|tuple|list)$/.test(tree.kind(source)) &&
      tree.children(source).length === targets.length &&
      !targets.some((part) => tree.kind(part) === 'list_splat_pattern');
    if (!isPairwise) {
      this.#evaluator.bind(target, value, frame);
      return;
    }
    const parts = tree.children(source);
    const values = parts.map((part) => this.#evaluator.evaluate(part, frame));
    targets.forEach((part, index) => {
      this.#assignTo(part, noNode, parts[index] ?? noNode, values[index] ?? null, frame);
    });
  }

  #declare(target: Node, annotation: Node, right: Node, value: Value | null, frame: Frame): void {
    const { tree, path, resolver } = this.#context;
    const declared = resolver.annotations.typeOf(path, annotationOf(tree, annotation));
    const name = tree.textOf(target);
    declareDefault(this.#context, declared, name, right, annotation);
    this.#containers.declare(declared, right, annotation);
    const targetPath = pathOf(tree, target);
    if (targetPath === null) return;
    if (value !== null && ledgerName(declared) !== null && mayBeLiteral(value)) {
      noteStarts(this.#context, 'choice', { ...value, slots: [] }, annotation);
    }
    const isTold = declared.kind !== 'unknown';
    const type = isTold ? declared : (value?.type ?? declared);
    frame.environment.assign(targetPath, {
      ...plainValue(type, right === noNode ? target : right),
      isSure: isTold,
      isDeclared: isTold,
    });
  }

  #origin(target: Node, right: Node): Origin {
    const { tree } = this.#context;
    return { rule: 'DB001', literal: unwrapped(tree, right), target, name: tree.textOf(target) };
  }

  #name(target: Node, right: Node, value: Value, frame: Frame): void {
    const { tree, path, observations } = this.#context;
    const name = tree.textOf(target);
    const before = frame.environment.get(name);
    if (isFloatLiteral(tree, right)) {
      const origin = this.#origin(target, right);
      frame.environment.assign(name, literalValue(origin));
      if (frame.scope === '') observations.start(origin, moduleSlot(path, name));
      return;
    }
    if (before !== null) this.#replace(before, right, value);
    if (frame.scope === '' && isLedger(value))
      observations.noteSlotMixing(moduleSlot(path, name), 'choice', right);
    frame.environment.assign(name, { ...value, source: right, isDeclared: false, isTested: false });
    this.#containers.note(name, [], right, frame);
  }

  /** A ledger value takes the place of a float literal, or a conversion that of a ledger value. */
  #replace(before: Value, right: Node, value: Value): void {
    const { tree, observations } = this.#context;
    if (isLedger(value) && mayBeLiteral(before))
      noteStarts(this.#context, 'choice', { ...before, slots: [] }, right);
    const call = unwrapped(tree, right);
    const argument = observations.conversions.get(call);
    if (argument !== undefined && isLedger(before) && before.isDeclared && !before.isTested) {
      observations.add({ rule: 'DB004', node: call, argument, other: null, mixedWith: argument });
    }
  }

  #attribute(target: Node, right: Node, value: Value, frame: Frame): void {
    const { tree, observations } = this.#context;
    const object = this.#evaluator.evaluate(tree.child(target, 'object'), frame);
    const name = tree.textOf(tree.child(target, 'attribute'));
    this.#contextAttribute(target, object.type, name);
    const path = pathOf(tree, target);
    const declared = this.#declaredType(object.type, name);
    if (declared !== null) {
      declareDefault(this.#context, declared, tree.textOf(target), right, target);
      this.#containers.declare(declared, right, target);
      this.#replace(this.#before(target, path, object.type, frame), right, value);
      if (path !== null) frame.environment.assign(path, { ...plainValue(declared, right), isSure: true });
      return;
    }
    const slots = membersOf(object.type).flatMap((member) =>
      member.kind === 'instance' || member.kind === 'class'
        ? attributeSlots(this.#context, member.key, name)
        : [],
    );
    const before = this.#before(target, path, object.type, frame);
    if (isFloatLiteral(tree, right)) {
      const origin = this.#origin(target, right);
      for (const slot of slots) observations.start(origin, slot);
      if (path !== null) frame.environment.assign(path, literalValue(origin));
      return;
    }
    if (isLedger(value)) for (const slot of slots) observations.noteSlotMixing(slot, 'choice', right);
    this.#replace(before, right, value);
    if (path === null) return;
    frame.environment.assign(path, { ...value, source: right, slots: mergedSlots(value, slots) });
    this.#containers.note(path, slots, right, frame);
  }

  /** What an attribute held before it is assigned. */
  #before(target: Node, path: string | null, object: Type, frame: Frame): Value {
    const { tree, resolver } = this.#context;
    const known = path === null ? null : frame.environment.get(path);
    const type = resolver.attribute(object, tree.textOf(tree.child(target, 'attribute')));
    return { ...(known ?? plainValue(settled(type), target)), isDeclared: ledgerName(type) !== null };
  }

  /** The type that an object's class declares for an attribute; null if it declares none. */
  #declaredType(object: Type, name: string): Type | null {
    const { resolver } = this.#context;
    for (const member of membersOf(object)) {
      if (member.kind !== 'instance' && member.kind !== 'class') continue;
      if (resolver.isDeclared(member.key, name)) return resolver.attribute(member, name);
    }
    return null;
  }

  /** `getcontext().prec = 28` */
  #contextAttribute(target: Node, object: Type, name: string): void {
    if (object.kind !== 'external' || object.name !== 'decimal.getcontext()' || this.#isLocalContext())
      return;
    if (name === 'prec')
      this.#context.observations.add({ rule: 'DB008', node: this.#context.tree.parent(target) });
  }

  #element(target: Node, right: Node, value: Value, frame: Frame): void {
    const container = this.#evaluator.evaluate(this.#context.tree.child(target, 'value'), frame);
    this.#containers.assign(target, right, value, container, frame);
  }

  augment(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    const left = tree.child(node, 'left');
    const right = tree.child(node, 'right');
    const operator = tree.textOf(tree.child(node, 'operator')).replace(/=$/, '');
    const before = this.#evaluator.evaluate(left, frame);
    const added = this.#evaluator.evaluate(right, frame);
    const value = this.#evaluator.operate(
      operator,
      { node: left, value: before },
      { node: right, value: added },
      node,
    );
    const path = pathOf(tree, left);
    if (path === null) return;
    // A list stays the same list, and a float that has met no ledger value yet still is what it started as.
    const type = isFloat(before.type) && value.type.kind === 'unknown' ? before.type : value.type;
    const after = { ...value, type: settled(type), source: right, slots: before.slots };
    if (tree.kind(left) === 'subscript') {
      this.#containers.update(left, after, frame);
      return;
    }
    frame.environment.set(path, after);
  }

  /** `price = DecimalField(default=0.0)`, `fee: Decimal = 0.0`, `total = 0.0` in the body of a class. */
  classAttribute(statement: Node, frame: Frame, scope: string): void {
    const { tree, path, observations } = this.#context;
    for (const child of tree.children(statement)) {
      const target = tree.kind(child) === 'assignment' ? tree.child(child, 'left') : noNode;
      const right = target === noNode ? noNode : tree.child(child, 'right');
      if (target === noNode || tree.kind(target) !== 'identifier' || tree.child(child, 'type') !== noNode) {
        if (tree.kind(child) === 'assignment') this.assign(child, frame);
        else if (tree.kind(child) === 'augmented_assignment') this.augment(child, frame);
        else this.#evaluator.evaluate(child, frame);
        continue;
      }
      const name = tree.textOf(target);
      const value = this.#evaluator.evaluate(right, frame);
      const slots = attributeSlots(this.#context, `${path}#${scope}`, name);
      if (isFloatLiteral(tree, right)) {
        const origin = this.#origin(target, right);
        for (const slot of slots) observations.start(origin, slot);
        frame.environment.assign(name, literalValue(origin));
        continue;
      }
      const declared = this.#declaredType({ kind: 'class', key: `${path}#${scope}` }, name);
      if (declared !== null) declareDefault(this.#context, declared, name, right, right);
      if (isLedger(value)) for (const slot of slots) observations.noteSlotMixing(slot, 'choice', right);
      frame.environment.assign(name, value);
      this.#containers.note(name, slots, right, frame);
    }
  }
}

function mergedSlots(value: Value, slots: readonly SlotReference[]): readonly SlotReference[] {
  // What was just assigned is known; only its elements are shared with other methods.
  return membersOf(value.type).some(({ kind }) => kind === 'dict') ? [...value.slots, ...slots] : value.slots;
}
