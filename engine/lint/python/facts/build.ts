import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import type { Expression } from '../expression';
import { dottedName, isFloatLiteral, lastPart, stringValue } from '../names';
import type { FlatTree } from '../tree';
import { annotationOf, nameExpression } from './annotation';
import { collect, type Assignment, type Collector } from './collect';
import type { BackReference, ClassFacts, FileFacts, FunctionFacts, ParameterFacts, SlotFacts } from './facts';
import { importsOf } from './imports';
import { parametersOf, type Parameter } from './functionParameters';
import { Scope } from './scope';
import { ownerOf, valueOf } from './expressionValue';

/** A function or class body that is nested deeper is not looked into. */
const deepest = 40;
const mostValues = 12;
/** Limit of the calls of a function that are read: the first ones show its argument types. */
const mostGiven = 6;
const decimalMethod =
  /\.(is_nan|is_finite|is_zero|is_signed|quantize|copy_abs|copy_negate|to_integral_value|as_tuple|to_eng_string)\(|\bDecimal\(/;

/** The facts of a file: a function of its text alone. */
export function buildFacts(tree: FlatTree): FileFacts {
  return new FactsBuilder(tree).build();
}

interface OpenSlot {
  annotation: Node;
  readonly values: (() => Expression)[];
  hasFloat: boolean;
}

type OpenSlots = Map<string, OpenSlot>;

interface OpenFunction {
  readonly definition: Node;
  readonly parameters: readonly Parameter[];
  /** Of each parameter, by its name. */
  readonly positions: ReadonlyMap<string, number>;
  readonly scope: Scope;
  readonly returned: Node[];
  readonly yielded: Node[];
  readonly owner: string | undefined;
  readonly decorators: readonly string[];
}

interface OpenClass {
  readonly definition: Node;
  readonly scope: Scope;
  readonly slots: OpenSlots;
  readonly methods: Set<string>;
}

interface OpenCall {
  readonly node: Node;
  readonly scope: Scope;
}

class FactsBuilder {
  readonly #imports: Record<string, FileFacts['imports'][string]> = {};
  readonly #stars: string[] = [];
  readonly #slots: OpenSlots = new Map();
  readonly #classes = new Map<string, OpenClass>();
  readonly #functions = new Map<string, OpenFunction>();
  readonly #calls: OpenCall[] = [];

  readonly #tree: FlatTree;

  constructor(tree: FlatTree) {
    this.#tree = tree;
  }

  build(): FileFacts {
    const module = new Scope('module', '', null, null);
    this.#collectBody(this.#tree.root, module, null, 0);
    const given = this.#givenArguments();
    return {
      imports: this.#imports,
      stars: this.#stars,
      classes: fromMap(this.#classes, (open) => this.#classFacts(open)),
      functions: fromMap(this.#functions, (open, name) => this.#functionFacts(open, given.get(name) ?? {})),
      slots: this.#slotFacts(this.#slots, null),
    };
  }

  #collectBody(body: Node, scope: Scope, open: OpenFunction | OpenClass | null, depth: number): void {
    const definitions: Node[] = [];
    const owner = ownerOf(scope);
    const collector: Collector = {
      onName: (name, assignment) => {
        note(scope, name, assignment, this.#tree);
        if (scope.kind === 'module') addTo(this.#slots, name, assignment);
        else if (scope.kind === 'class' && open !== null && 'slots' in open)
          addTo(open.slots, name, assignment);
      },
      onAttribute: (name, assignment) => {
        const slots = owner === null ? undefined : this.#classes.get(owner)?.slots;
        if (slots !== undefined) addTo(slots, name, assignment);
      },
      onReturn: (value) => {
        if (open !== null && 'returned' in open) open.returned.push(value);
      },
      onYield: (value) => {
        if (open !== null && 'yielded' in open) open.yielded.push(value);
      },
      onDefinition: (node) => {
        definitions.push(node);
        if (scope.kind === 'module') return;
        const name = this.#nameOf(node);
        const qualified = scope.name === '' ? name : `${scope.name}.${name}`;
        if (this.#tree.kind(node) === 'function_definition') scope.add(name, () => ['function', qualified]);
      },
      onImport: (node) => {
        importsOf(this.#tree, node, this.#imports, this.#stars);
      },
      onCall: (node) => {
        this.#calls.push({ node, scope });
      },
    };
    collect(this.#tree, body, scope, collector);
    if (depth > deepest) return;
    for (const node of definitions) {
      if (this.#tree.kind(node) === 'class_definition') this.#openClass(node, scope, depth);
      else this.#openFunction(node, scope, open, depth);
    }
  }

  #nameOf(node: Node): string {
    return this.#tree.textOf(this.#tree.child(node, 'name'));
  }

  #openClass(definition: Node, parent: Scope, depth: number): void {
    const name = qualify(parent, this.#nameOf(definition));
    const scope = new Scope('class', name, parent, null);
    const open: OpenClass = { definition, scope, slots: new Map(), methods: new Set() };
    this.#classes.set(name, open);
    this.#collectBody(this.#tree.child(definition, 'body'), scope, open, depth + 1);
  }

  #openFunction(definition: Node, parent: Scope, open: OpenFunction | OpenClass | null, depth: number): void {
    const own = this.#nameOf(definition);
    const name = qualify(parent, own);
    const owner = parent.kind === 'class' ? parent.name : undefined;
    const decorators = decoratorsOf(this.#tree, definition);
    const parameters = parametersOf(this.#tree, definition);
    const [first] = parameters;
    const binds = bindsOf(owner, decorators, own);
    const receiver =
      owner !== undefined && first !== undefined && binds !== 'nothing'
        ? { owner, name: this.#tree.textOf(first.name), binds }
        : null;
    const scope = new Scope('function', name, parent, receiver);
    parameters.forEach((parameter, index) => {
      const parameterName = this.#tree.textOf(parameter.name);
      if (receiver?.name === parameterName) return;
      const { annotation } = parameter;
      scope.add(parameterName, () =>
        annotation === noNode
          ? ['parameter', name, index]
          : ['annotated', wrapped(annotationOf(this.#tree, annotation), parameter.star)],
      );
    });
    const opened: OpenFunction = {
      definition,
      parameters,
      positions: new Map(parameters.map(({ name: own }, index) => [this.#tree.textOf(own), index])),
      scope,
      returned: [],
      yielded: [],
      owner,
      decorators,
    };
    if (open !== null && 'methods' in open) open.methods.add(own);
    // Of several definitions of a name the last one counts, and an overload is none.
    if (
      !decorators.some(
        (decorator) => lastPart(decorator) === 'overload' || /\.(setter|deleter)$/.test(decorator),
      )
    ) {
      this.#functions.set(name, opened);
    }
    this.#collectBody(this.#tree.child(definition, 'body'), scope, opened, depth + 1);
  }

  #slotFacts(slots: OpenSlots, owner: string | null): Record<string, SlotFacts> {
    return fromMap(slots, ({ annotation, values, hasFloat }, name) => ({
      ...(annotation === noNode ? {} : { annotation: annotationOf(this.#tree, annotation) }),
      values: values.map((value) => value()).filter((value) => !isOwnConversion(value, owner, name)),
      hasFloat,
    }));
  }

  #classFacts({ definition, scope, slots, methods }: OpenClass): ClassFacts {
    const list = this.#tree.child(definition, 'superclasses');
    const bases = list === noNode ? [] : this.#tree.children(list);
    const outer = scope.parent ?? scope;
    return {
      bases: bases
        .filter((base) => this.#tree.kind(base) !== 'keyword_argument')
        .map((base) => valueOf(this.#tree, base, outer)),
      slots: this.#slotFacts(slots, scope.name),
      methods: [...methods],
      backReferences: this.#backReferences(definition),
    };
  }

  /** `lines = ForeignKey(Order, related_name="lines")` gives every order its `lines`. */
  #backReferences(definition: Node): BackReference[] {
    const tree = this.#tree;
    return tree.children(tree.child(definition, 'body')).flatMap((statement) => {
      const assignment = tree.children(statement)[0] ?? noNode;
      const call = tree.kind(assignment) === 'assignment' ? tree.child(assignment, 'right') : noNode;
      if (call === noNode || tree.kind(call) !== 'call') return [];
      const called = lastPart(dottedName(tree, tree.child(call, 'function')) ?? '');
      if (called !== 'ForeignKey' && called !== 'ForeignKeyField') return [];
      const given = tree.children(tree.child(call, 'arguments'));
      const to = referredTo(tree, given[0] ?? noNode);
      const keyword = given.find(
        (argument) =>
          tree.kind(argument) === 'keyword_argument' &&
          /^(related_name|backref)$/.test(tree.textOf(tree.child(argument, 'name'))),
      );
      const name =
        keyword === undefined
          ? `${this.#nameOf(definition).toLowerCase()}_set`
          : stringValue(tree, tree.child(keyword, 'value'));
      return to === null || name === null ? [] : [{ to, name }];
    });
  }

  #functionFacts(open: OpenFunction, given: FunctionFacts['given']): FunctionFacts {
    const tree = this.#tree;
    const { definition, parameters, scope, returned, yielded, owner, decorators } = open;
    const annotation = tree.child(definition, 'return_type');
    const literal = returned.filter((value) => value !== noNode && isFloatLiteral(tree, value));
    const values = returned
      .filter((value) => !literal.includes(value))
      .slice(0, mostValues)
      .map((value): Expression => (value === noNode ? ['literal', 'none'] : valueOf(tree, value, scope)));
    const elements = yielded
      .slice(0, mostValues)
      .map((value): Expression => ['list', valueOf(tree, value, scope)]);
    return {
      parameters: parameters.map((parameter): ParameterFacts => ({
        name: tree.textOf(parameter.name),
        ...(parameter.annotation === noNode
          ? {}
          : { annotation: wrapped(annotationOf(tree, parameter.annotation), parameter.star) }),
        ...(parameter.value === noNode
          ? {}
          : { default: valueOf(tree, parameter.value, scope.parent ?? scope) }),
      })),
      ...(annotation === noNode ? {} : { returns: annotationOf(tree, annotation) }),
      values: annotation === noNode ? (elements.length > 0 ? elements : values) : [],
      hasFloat: literal.length > 0,
      usesDecimals: decimalMethod.test(tree.textOf(definition)),
      isProperty: decorators.some((decorator) => /(^|\.|_)(property|hybrid_property)$/.test(decorator)),
      binds: bindsOf(owner, decorators, this.#nameOf(definition)),
      ...(owner === undefined ? {} : { owner }),
      given,
    };
  }

  /** What the functions of the file are given where the file itself calls them. */
  #givenArguments(): Map<string, Record<number, Expression[]>> {
    const given = new Map<string, Record<number, Expression[]>>();
    for (const { node, scope } of this.#calls) {
      const called = this.#calledFunction(this.#tree.child(node, 'function'), scope);
      const open = called === null ? undefined : this.#functions.get(called.name);
      if (called === null || open === undefined) continue;
      const own = given.get(called.name) ?? {};
      given.set(called.name, own);
      let position = called.skips;
      const list = this.#tree.child(node, 'arguments');
      for (const argument of this.#tree.kind(list) === 'argument_list' ? this.#tree.children(list) : []) {
        const kind = this.#tree.kind(argument);
        if (kind === 'list_splat' || kind === 'dictionary_splat') break;
        const isKeyword = kind === 'keyword_argument';
        const name = isKeyword ? this.#tree.textOf(this.#tree.child(argument, 'name')) : '';
        const index = isKeyword ? open.positions.get(name) : position++;
        const parameter = index === undefined ? undefined : open.parameters[index];
        if (index === undefined || parameter?.star !== '' || parameter.annotation !== noNode) continue;
        const values = (own[index] ??= []);
        const value = isKeyword ? this.#tree.child(argument, 'value') : argument;
        if (values.length < mostGiven) values.push(valueOf(this.#tree, value, scope));
      }
    }
    return given;
  }

  #calledFunction(called: Node, scope: Scope): { name: string; skips: number } | null {
    const tree = this.#tree;
    if (tree.kind(called) === 'identifier') {
      const name = tree.textOf(called);
      const found = scope.find(name);
      const value = found !== null && found.kind !== 'module' ? found.expressionOf(name) : null;
      if (value !== null) return value[0] === 'function' ? { name: value[1], skips: 0 } : null;
      if (this.#classes.has(name)) return { name: `${name}.__init__`, skips: 1 };
      return { name, skips: 0 };
    }
    if (tree.kind(called) !== 'attribute') return null;
    const object = tree.child(called, 'object');
    const receiver = tree.kind(object) === 'identifier' ? scope.receiverNamed(tree.textOf(object)) : null;
    if (receiver === null) return null;
    const name = `${receiver.owner}.${tree.textOf(tree.child(called, 'attribute'))}`;
    const binds = this.#functions.has(name) ? bindsOfOpen(this.#functions.get(name)) : 'nothing';
    return { name, skips: binds === 'nothing' ? 0 : 1 };
  }
}

function bindsOfOpen(open: OpenFunction | undefined): FunctionFacts['binds'] {
  return open?.scope.receiver?.binds ?? 'nothing';
}

function qualify(parent: Scope, name: string): string {
  return parent.name === '' ? name : `${parent.name}.${name}`;
}

function bindsOf(
  owner: string | undefined,
  decorators: readonly string[],
  name: string,
): FunctionFacts['binds'] {
  if (owner === undefined || decorators.includes('staticmethod')) return 'nothing';
  const isOfClass = decorators.some((decorator) =>
    /^(classmethod|(field_|model_|root_)?validator)$/.test(decorator),
  );
  return isOfClass || name === '__new__' || name === '__init_subclass__' ? 'class' : 'object';
}

/** Names of the decorators of a definition, without what they are called with. */
export function decoratorsOf(tree: FlatTree, definition: Node): string[] {
  const parent = tree.parent(definition);
  if (parent === noNode || tree.kind(parent) !== 'decorated_definition') return [];
  return tree
    .children(parent)
    .filter((child) => tree.kind(child) === 'decorator')
    .map((decorator) => {
      const [expression = noNode] = tree.children(decorator);
      return (
        dottedName(
          tree,
          tree.kind(expression) === 'call' ? tree.child(expression, 'function') : expression,
        ) ?? ''
      );
    });
}

function wrapped(annotation: Expression, star: '' | '*' | '**'): Expression {
  if (star === '') return annotation;
  const base: Expression = ['name', star === '*' ? 'list' : 'dict'];
  const items: Expression[] = star === '*' ? [annotation] : [['name', 'str'], annotation];
  return ['subscript', base, ['tuple', items], ''];
}

function note(scope: Scope, name: string, assignment: Assignment, tree: FlatTree): void {
  if (assignment.annotation !== noNode) {
    scope.add(name, () => ['annotated', annotationOf(tree, assignment.annotation)]);
  } else if (assignment.isFloatLiteral) {
    scope.addFloat(name);
  } else if (assignment.value !== null) {
    scope.add(name, assignment.value);
  }
}

function addTo(slots: OpenSlots, name: string, assignment: Assignment): void {
  const slot = slots.get(name) ?? { annotation: noNode, values: [], hasFloat: false };
  slots.set(name, slot);
  if (assignment.annotation !== noNode && slot.annotation === noNode) slot.annotation = assignment.annotation;
  if (assignment.isFloatLiteral) slot.hasFloat ||= assignment.annotation === noNode;
  else if (assignment.value !== null && slot.values.length < mostValues) slot.values.push(assignment.value);
}

/** `self.x = float(self.x)` says nothing of what `self.x` is meant to be. */
function isOwnConversion(expression: Expression, owner: string | null, name: string): boolean {
  if (owner === null || expression[0] !== 'call' || expression[1][0] !== 'name') return false;
  if (expression[1][1] !== 'float') return false;
  return JSON.stringify(expression[2]).includes(JSON.stringify(['attribute', ['self', owner], name]));
}

/** The class that a relation names: `Order`, `"Order"`, `"shop.Order"`. */
function referredTo(tree: FlatTree, node: Node): Expression | null {
  const text = stringValue(tree, node);
  if (text !== null) return text === '' ? null : ['name', lastPart(text)];
  const name = dottedName(tree, node);
  return name === null ? null : nameExpression(name);
}

function fromMap<Open, Facts>(
  map: ReadonlyMap<string, Open>,
  build: (open: Open, name: string) => Facts,
): Record<string, Facts> {
  return Object.fromEntries([...map].map(([name, open]) => [name, build(open, name)]));
}
