import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { dottedName, isFloatLiteral, lastPart, unwrapped } from '../names';
import { bounded, dictOf, isNever, ledgerName, membersOf, union, unknown, type Type } from '../types';
import { isFloatFactory } from './callRules';
import type { FlowContext, Frame } from './flowContext';
import { noteStarts } from './noteMixing';
import { keyText, literalKey, pathOf } from './paths';
import {
  isLedger,
  joinedValue,
  literalValue,
  mayBeLiteral,
  type Origin,
  type SlotReference,
  type Value,
} from './value';

/** A float literal that elements of a container start with; for any key if the item is null. */
interface ElementStart {
  readonly origin: Origin;
  readonly item: string | null;
}

/** Follows float literals and ledger values through the elements of dictionaries and lists. */
export class Containers {
  readonly #context: FlowContext;

  constructor(context: FlowContext) {
    this.#context = context;
  }

  /** Notes the floats in a dictionary that is annotated to hold ledger values, whatever the key or by the keys of a typed one. */
  declare(declared: Type, right: Node, mixedWith: Node): void {
    const rows = membersOf(declared).filter(({ kind }) => kind === 'dict' || kind === 'instance');
    if (right === noNode || rows.length === 0) return;
    for (const { origin, item } of this.#startsOf(right, '')) {
      if (!rows.some((row) => this.#holdsLedger(row, item))) continue;
      const { literal, name } = origin;
      this.#context.observations.add({ rule: 'DB002', node: literal, name, isAnnotated: true, mixedWith });
    }
  }

  #holdsLedger(row: Type, item: string | null): boolean {
    if (row.kind === 'dict') return ledgerName(row.value) !== null;
    if (row.kind !== 'instance' || item?.startsWith('"') !== true) return false;
    const { resolver } = this.#context;
    const key = item.slice(1, -1);
    return resolver.isDeclared(row.key, key) && ledgerName(resolver.attribute(row, key)) !== null;
  }

  /** Notes what the elements of a container that is assigned to a path start with. */
  note(path: string, slots: readonly SlotReference[], right: Node, frame: Frame): void {
    for (const { origin, item } of this.#startsOf(right, path)) {
      const value = literalValue(origin);
      this.#put(frame, path, item, value);
      for (const { slot } of slots) this.#context.observations.start(origin, { slot, item });
    }
  }

  #put(frame: Frame, container: string, item: string | null, value: Value): void {
    const path = `${container}[${item ?? '*'}]`;
    const before = item === null ? frame.environment.get(path) : null;
    frame.environment.set(path, before === null ? value : joinedValue([before, value]));
  }

  /** Float literals in a display, in a comprehension or in a factory. */
  #startsOf(right: Node, path: string): ElementStart[] {
    const { tree } = this.#context;
    const node = unwrapped(tree, right);
    switch (tree.kind(node)) {
      case 'dictionary':
        return tree.children(node).flatMap((pair) => this.#pairStart(pair, path) ?? []);
      case 'dictionary_comprehension': {
        const start = this.#pairStart(tree.child(node, 'body'), path);
        return start === null ? [] : [{ ...start, item: null }];
      }
      case 'call':
        return this.#factoryStart(node, path);
      default:
        return [];
    }
  }

  #pairStart(pair: Node, path: string): ElementStart | null {
    const { tree } = this.#context;
    if (pair === noNode || tree.kind(pair) !== 'pair') return null;
    const value = tree.child(pair, 'value');
    if (!isFloatLiteral(tree, value)) return null;
    const key = tree.child(pair, 'key');
    const name = path === '' ? tree.textOf(key) : `${path}[${tree.textOf(key)}]`;
    return {
      origin: { rule: 'DB001', literal: unwrapped(tree, value), target: pair, name },
      item: literalKey(tree, key),
    };
  }

  /** `defaultdict(float)`, `defaultdict(lambda: 0.0)`, `dict.fromkeys(names, 0.0)` */
  #factoryStart(call: Node, path: string): ElementStart[] {
    const { tree } = this.#context;
    const name = lastPart(dottedName(tree, tree.child(call, 'function')) ?? '');
    const [first = noNode, second = noNode] = tree.children(tree.child(call, 'arguments'));
    const start = (literal: Node): ElementStart[] => [
      { origin: { rule: 'DB002', literal, target: noNode, name: path }, item: null },
    ];
    if (name === 'defaultdict' && first !== noNode && isFloatFactory(tree, first)) {
      return start(tree.kind(first) === 'lambda' ? unwrapped(tree, tree.child(first, 'body')) : first);
    }
    if (name === 'fromkeys' && second !== noNode && isFloatLiteral(tree, second))
      return start(unwrapped(tree, second));
    return [];
  }

  /** `totals[key] = value` */
  assign(target: Node, right: Node, value: Value, container: Value, frame: Frame): void {
    const { tree, observations } = this.#context;
    const key = keyText(tree, target);
    const item = key !== null && /^["\d]/.test(key) ? key : null;
    const path = pathOf(tree, tree.child(target, 'value'));
    const slots = container.slots.filter((slot) => slot.item === undefined);
    if (isFloatLiteral(tree, right)) {
      const origin: Origin = {
        rule: 'DB001',
        literal: unwrapped(tree, right),
        target,
        name: tree.textOf(target),
      };
      this.#startElement(origin, item, path, slots, container, frame);
      const exact = pathOf(tree, target);
      if (exact !== null) frame.environment.assign(exact, literalValue(origin));
      return;
    }
    if (isLedger(value)) {
      for (const { slot } of slots) observations.noteSlotMixing({ slot, item }, 'choice', right);
      for (const before of this.#entriesFor(path, pathOf(tree, target), item, frame)) {
        if (mayBeLiteral(before)) noteStarts(this.#context, 'choice', { ...before, slots: [] }, right);
      }
      if (path !== null && item === null) frame.environment.set(`${path}[=]`, { ...value, source: right });
    }
    this.update(target, { ...value, source: right }, frame);
    this.#widen(path, value.type, frame);
  }

  #startElement(
    origin: Origin,
    item: string | null,
    path: string | null,
    slots: readonly SlotReference[],
    container: Value,
    frame: Frame,
  ): void {
    const { observations } = this.#context;
    const element = membersOf(container.type).find((member) => member.kind === 'dict')?.value;
    if (container.isSure && slots.length === 0 && element !== undefined && ledgerName(element) !== null) {
      const { literal, name } = origin;
      observations.add({ rule: 'DB002', node: literal, name, isAnnotated: true, mixedWith: origin.target });
      return;
    }
    for (const { slot } of slots) observations.start(origin, { slot, item });
    if (path === null) return;
    const ledger = item === null ? frame.environment.get(`${path}[=]`) : null;
    if (ledger !== null) observations.noteMixing(origin, 'choice', ledger.source);
    this.#put(frame, path, item, literalValue(origin));
  }

  #entriesFor(path: string | null, exact: string | null, item: string | null, frame: Frame): Value[] {
    const paths = [exact, path === null || item !== null ? null : `${path}[*]`];
    return paths.flatMap((part) => (part === null ? [] : (frame.environment.get(part) ?? [])));
  }

  /** An element has a new value, which other elements may have too. */
  update(target: Node, value: Value, frame: Frame): void {
    const path = pathOf(this.#context.tree, target);
    if (path !== null) frame.environment.assign(path, value);
  }

  #widen(path: string | null, type: Type, frame: Frame): void {
    const known = path === null ? null : frame.environment.get(path);
    if (path === null || known?.type.kind !== 'dict') return;
    const before = known.type.value;
    const value = bounded(isNever(before) || before.kind === 'unknown' ? type : union([before, type]));
    frame.environment.set(path, {
      ...known,
      type: dictOf(isNever(known.type.key) ? unknown : known.type.key, value),
    });
  }
}
