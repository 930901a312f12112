import type { Expression } from '../expression';
import type { FunctionFacts, ParameterFacts, SlotFacts } from '../facts/facts';
import {
  bounded,
  decimal,
  dictOf,
  float,
  int,
  isNever,
  ledgerName,
  listOf,
  membersOf,
  never,
  none,
  textType,
  union,
  unknown,
  type Type,
} from '../types';
import { Annotations } from './annotations';
import { Definitions, keyOf, own, splitKey, type Definition, type FactsSource } from './definitions';
import { callExternal, externalValue, isDecimalField, type Given } from './externals';
import { binaryType, elementOf, itemOf, methodType, unknownMethodType } from './operations';

/**
 * How far a type is followed from definition to definition. Each step looks at what was known one step before, so a
 * type does not depend on which one was asked for first, however definitions refer to each other.
 */
const furthest = 6;
const builtinNames =
  /^(float|int|bool|str|bytes|len|ord|hash|id|isinstance|hasattr|any|all|repr|format|input|abs|round|sum|max|min|sorted|list|tuple|set|frozenset|reversed|iter|filter|enumerate|zip|map|range|next|pow|divmod|dict|getattr|object|super|print|type|open|vars|setattr)$/;

/** Infers types of values from the facts of all files. */
export class Resolver {
  readonly definitions: Definitions;
  readonly annotations: Annotations;
  /** Earlier answers, by the steps that were left. */
  readonly #slots = new Map<SlotFacts, Type[]>();
  readonly #functions = new Map<FunctionFacts, Type[]>();
  readonly #parameters = new Map<ParameterFacts, Type[]>();

  readonly #backReferences: ReadonlyMap<string, readonly string[]>;
  readonly #classesByName: ReadonlyMap<string, string | null>;

  constructor(
    source: FactsSource,
    decimalTypes: readonly string[],
    backReferences: ReadonlyMap<string, readonly string[]>,
    classesByName: ReadonlyMap<string, string | null>,
  ) {
    this.#backReferences = backReferences;
    this.#classesByName = classesByName;
    this.definitions = new Definitions(source);
    this.annotations = new Annotations(this.definitions, decimalTypes);
  }

  /** The type of an expression in a module. */
  typeOf(path: string, expression: Expression, steps = furthest): Type {
    const inner = (other: Expression): Type => this.typeOf(path, other, steps);
    switch (expression[0]) {
      case 'literal':
        return { float, int, text: textType, none }[expression[1]];
      case 'name':
        return this.nameType(path, expression[1], steps);
      case 'named': {
        const type = this.nameType(path, expression[1], steps);
        const key = type.kind === 'class' ? type.key : this.#classesByName.get(expression[1].toLowerCase());
        return key === undefined || key === null ? unknown : { kind: 'class', key };
      }
      case 'self':
        return { kind: 'instance', key: keyOf(path, expression[1]) };
      case 'super':
        return this.#superType(keyOf(path, expression[1]));
      case 'parameter':
        return this.#parameterType(keyOf(path, expression[1]), expression[2], steps);
      case 'function':
        return { kind: 'function', key: keyOf(path, expression[1]) };
      case 'attribute':
        return this.attribute(inner(expression[1]), expression[2], steps);
      case 'call': {
        const [, callee, given, named] = expression;
        const types = given.map(inner);
        const byName = new Map(named.map(([name, value]) => [name, inner(value)]));
        return this.call(inner(callee), { types, named: byName }, steps);
      }
      case 'subscript':
        return this.subscript(inner(expression[1]), expression[3], expression[2][0] === 'list', steps);
      case 'binary':
        return binaryType(expression[1], inner(expression[2]), inner(expression[3]));
      case 'any':
        return union(expression[1].map(inner));
      case 'list':
        return listOf(inner(expression[1]));
      case 'tuple':
        return { kind: 'tuple', elements: expression[1].map(inner) };
      case 'dict':
        return dictOf(inner(expression[1]), inner(expression[2]));
      case 'element':
        return elementOf(this.iterated(inner(expression[1]), steps));
      case 'item':
        return itemOf(inner(expression[1]), expression[2]);
      case 'lambda':
        return { kind: 'callable', result: inner(expression[1]) };
      case 'annotated':
        return this.annotations.typeOf(path, expression[1]);
      default:
        return unknown;
    }
  }

  /** What a name of the module gives. */
  nameType(path: string, name: string, steps = furthest): Type {
    const definition = this.definitions.find(path, name);
    if (definition !== null) return this.#definitionType(definition, steps);
    if (name === 'Decimal') return { kind: 'external', name: 'decimal.Decimal' };
    return builtinNames.test(name) ? { kind: 'external', name: `builtins.${name}` } : unknown;
  }

  #definitionType(definition: Definition, steps: number): Type {
    switch (definition.kind) {
      case 'class':
      case 'function':
        return definition;
      case 'module':
        return definition;
      case 'external':
        return externalValue(definition.name);
      case 'slot':
        return this.#slotType(definition.path, definition.facts, steps);
    }
  }

  /** The type of a variable of a module or of a class. */
  #slotType(path: string, facts: SlotFacts, steps: number): Type {
    if (facts.annotation !== undefined && !isAliasAnnotation(facts.annotation)) {
      return this.annotations.typeOf(path, facts.annotation);
    }
    if (steps <= 0) return never;
    const memo = listIn(this.#slots, facts);
    const known = memo[steps];
    if (known !== undefined) return known;
    const assigned = bounded(union(facts.values.map((value) => this.typeOf(path, value, steps - 1))));
    // What a column is declared as, it stays, whatever a method assigns to it.
    const field = membersOf(assigned).find((member) => this.#isField(member));
    const type = field ?? withFloat(assigned, facts.hasFloat);
    memo[steps] = type;
    return type;
  }

  #parameterType(key: string, index: number, steps: number): Type {
    const facts = this.definitions.functionFacts(key);
    if (facts === undefined || steps <= 0) return steps <= 0 ? never : unknown;
    const { path } = splitKey(key);
    const parameter = facts.parameters[index];
    if (parameter === undefined) return unknown;
    if (parameter.annotation !== undefined) return this.annotations.typeOf(path, parameter.annotation);
    const memo = listIn(this.#parameters, parameter);
    const known = memo[steps];
    if (known !== undefined) return known;
    const given = (own(facts.given, index) ?? []).map((value) => this.typeOf(path, value, steps - 1));
    const type =
      given.length > 0
        ? bounded(union(given))
        : (this.#namedLikeClass(parameter.name) ?? this.#defaultType(path, parameter.default, steps));
    memo[steps] = type;
    return type;
  }

  /** A default says what is meant only if it is a ledger value itself. */
  #defaultType(path: string, value: Expression | undefined, steps: number): Type {
    const type = value === undefined ? unknown : this.typeOf(path, value, steps - 1);
    return ledgerName(type) === null ? unknown : type;
  }

  /** A parameter `order_line` without an annotation, where the workspace has one class `OrderLine` that holds ledger values. */
  #namedLikeClass(name: string): Type | null {
    const key = this.#classesByName.get(name.replaceAll('_', '').toLowerCase());
    return key === undefined || key === null ? null : { kind: 'instance', key };
  }

  #superType(key: string): Type {
    const [, base] = this.definitions.ancestry(key).keys;
    return base === undefined ? unknown : { kind: 'instance', key: base };
  }

  /** What a function gives when it is called. */
  returnType(key: string, steps = furthest): Type {
    const facts = this.definitions.functionFacts(key);
    if (facts === undefined) return unknown;
    const { path } = splitKey(key);
    if (facts.returns !== undefined) {
      const declared = this.annotations.typeOf(path, facts.returns);
      // An annotation that the body contradicts is no evidence.
      return declared.kind === 'float' && facts.usesDecimals ? unknown : declared;
    }
    if (steps <= 0) return never;
    const memo = listIn(this.#functions, facts);
    const known = memo[steps];
    if (known !== undefined) return known;
    const returned = bounded(union(facts.values.map((value) => this.typeOf(path, value, steps - 1))));
    const type = withFloat(facts.values.length === 0 && !facts.hasFloat ? none : returned, facts.hasFloat);
    memo[steps] = type;
    return type;
  }

  attribute(type: Type, name: string, steps = furthest): Type {
    return union(membersOf(type).map((member) => this.#memberAttribute(member, name, steps)));
  }

  #memberAttribute(type: Type, name: string, steps: number): Type {
    switch (type.kind) {
      case 'instance':
        return this.#objectAttribute(type.key, name, true, steps);
      case 'class':
        return this.#objectAttribute(type.key, name, false, steps);
      case 'module':
        return this.#definitionType(this.definitions.member(type, name), steps);
      case 'external':
        return externalValue(`${type.name}.${name}`);
      case 'none':
        return never;
      case 'field':
        return this.attribute(type.value, name, steps);
      case 'decimal':
        return name === 'real' || name === 'imag' ? type : { kind: 'method', receiver: type, name };
      default:
        return { kind: 'method', receiver: type, name };
    }
  }

  /** The class of an object's ancestry whose facts tell an attribute, and those facts. */
  findSlot(key: string, name: string): { readonly owner: string; readonly facts: SlotFacts } | null {
    for (const { key: owner, facts } of this.definitions.ancestry(key).classes) {
      const slot = own(facts.slots, name);
      if (slot !== undefined) return { owner, facts: slot };
    }
    return null;
  }

  /** Whether a class says of what type an attribute is: by an annotation or a column. */
  isDeclared(key: string, name: string): boolean {
    const found = this.findSlot(key, name);
    if (found === null) return false;
    if (found.facts.annotation !== undefined) return true;
    const { path } = splitKey(found.owner);
    return found.facts.values.some((value) => {
      if (value[0] !== 'call') return false;
      return this.#isField(this.typeOf(path, value));
    });
  }

  #objectAttribute(key: string, name: string, isObject: boolean, steps: number): Type {
    const { keys, classes } = this.definitions.ancestry(key);
    const found: Type[] = [];
    for (const { path, name: className, facts } of classes) {
      const slot = own(facts.slots, name);
      if (slot !== undefined) {
        const type = this.#fieldValue(this.#slotType(path, slot, steps));
        if (slot.annotation !== undefined) return type;
        found.push(type);
      } else if (found.length === 0 && this.definitions.hasMethod(facts, name)) {
        const method = keyOf(path, `${className}.${name}`);
        const isProperty = this.definitions.functionFacts(method)?.isProperty === true;
        return isProperty && isObject ? this.returnType(method, steps) : { kind: 'function', key: method };
      }
    }
    if (found.length > 0) return mergedSlots(found);
    if (!isObject && /^(objects|query|_default_manager|all_objects)$/.test(name)) {
      return { kind: 'query', element: { kind: 'instance', key } };
    }
    return this.#backReference(keys, name) ?? unknown;
  }

  #backReference(keys: readonly string[], name: string): Type | null {
    for (const key of keys) {
      const [row, ...others] = this.#backReferences.get(`${key}.${name}`) ?? [];
      if (row !== undefined && others.length === 0)
        return { kind: 'query', element: { kind: 'instance', key: row } };
    }
    return null;
  }

  /** What objects hold where their class declares a column. */
  #fieldValue(type: Type): Type {
    if (type.kind === 'field') return type.value;
    if (type.kind === 'union') return union(type.members.map((member) => this.#fieldValue(member)));
    return this.#isField(type) ? decimal : type;
  }

  /** Whether a class declares a column with it: one of a library, or of a class that extends one. */
  #isField(type: Type): boolean {
    if (type.kind !== 'instance') return type.kind === 'field';
    return this.definitions.ancestry(type.key).externals.some(isDecimalField);
  }

  call(callee: Type, given: Given, steps = furthest): Type {
    return union(membersOf(callee).map((member) => this.#callMember(member, given, steps)));
  }

  #callMember(callee: Type, given: Given, steps: number): Type {
    switch (callee.kind) {
      case 'function':
        return this.returnType(callee.key, steps);
      case 'class':
        return this.annotations.instance(callee.key);
      case 'callable':
        return callee.result;
      case 'instance': {
        const method = this.#objectAttribute(callee.key, '__call__', true, steps);
        return method.kind === 'function' ? this.returnType(method.key, steps) : unknown;
      }
      case 'external': {
        const made = this.annotations.external(callee.name);
        if (made.kind === 'decimal') return made;
        return callExternal(callee.name, given, { call: (inner, types) => this.call(inner, types, steps) });
      }
      case 'method':
        return this.#callMethod(callee.receiver, callee.name, given);
      default:
        return unknown;
    }
  }

  #callMethod(receiver: Type, name: string, { types, named }: Given): Type {
    if (receiver.kind === 'unknown')
      return named.size > 0 && name === 'json' ? unknown : unknownMethodType(name, types);
    return methodType(receiver, name, types);
  }

  /** What a key or an index gives; the key's literal text selects the field of a typed dictionary. */
  subscript(type: Type, key: string, isSlice: boolean, steps = furthest): Type {
    return union(
      membersOf(type).map((member) => {
        switch (member.kind) {
          case 'list':
            return isSlice ? member : member.element;
          case 'query':
            return isSlice ? member : member.element;
          case 'tuple':
            return isSlice ? listOf(union(member.elements)) : tupleItem(member.elements, key);
          case 'dict':
            return member.value;
          case 'text':
            return textType;
          case 'json':
            return member;
          case 'none':
            return never;
          case 'instance':
            return this.#itemOfObject(member.key, key, steps);
          default:
            return unknown;
        }
      }),
    );
  }

  #itemOfObject(key: string, name: string, steps: number): Type {
    const slot = this.findSlot(key, name);
    if (slot !== null) return this.#objectAttribute(key, name, true, steps);
    const method = this.#objectAttribute(key, '__getitem__', true, steps);
    return method.kind === 'function' ? this.returnType(method.key, steps) : unknown;
  }

  /** An object that is iterated over, as a list of what it gives. */
  iterated(type: Type, steps = furthest): Type {
    return union(
      membersOf(type).map((member) => {
        if (member.kind !== 'instance') return member;
        const method = this.#objectAttribute(member.key, '__iter__', true, steps);
        return method.kind === 'function' ? this.returnType(method.key, steps) : unknown;
      }),
    );
  }
}

function listIn<Facts>(lists: Map<Facts, Type[]>, facts: Facts): Type[] {
  let list = lists.get(facts);
  if (list === undefined) {
    list = [];
    lists.set(facts, list);
  }
  return list;
}

/** A float literal says what a variable starts as; what else is assigned to it says what it is meant to be. */
function withFloat(type: Type, hasFloat: boolean): Type {
  if (!hasFloat || ledgerName(type) !== null) return type;
  return isNever(type) ? float : union([type, float]);
}

/** Attributes of several classes of an ancestry: whichever knows most. */
function mergedSlots(types: readonly Type[]): Type {
  return types.find((type) => ledgerName(type) !== null) ?? union(types);
}

function tupleItem(elements: readonly Type[], key: string): Type {
  const index = /^-?\d+$/.test(key) ? Number(key) : null;
  return index === null ? union(elements) : (elements.at(index) ?? unknown);
}

function isAliasAnnotation(annotation: Expression): boolean {
  const name = annotation[0] === 'name' ? annotation[1] : annotation[0] === 'attribute' ? annotation[2] : '';
  return /^(TypeAlias|Final|ClassVar)$/.test(name);
}
