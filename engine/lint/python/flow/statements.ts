import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { annotationOf } from '../facts/annotation';
import { decoratorsOf } from '../facts/build';
import { parametersOf } from '../facts/functionParameters';
import { dottedName, isFloatLiteral, lastPart, unwrapped } from '../names';
import { isNever, ledgerName, membersOf, union, unknown, type Type } from '../types';
import { Assignments } from './assignments';
import { Environment } from './environment';
import { Evaluator } from './evaluator';
import type { FlowContext, Frame } from './flowContext';
import { joinBranches } from './joins';
import { LocalFunctions } from './localFunctions';
import { applyGuard } from './narrowing';
import { declareDefault } from './declaredDefaults';
import { checkReturns, type Returned } from './returns';
import { literalValue, plainValue, unknownValue, type Value } from './value';

/** Loops are gone through twice, so that what the end assigns meets what the start reads; inner ones of deep nests once. */
const deepestTwice = 3;

interface Pending {
  readonly definition: Node;
  readonly frame: Frame;
  /** Qualified name of the class that it is a method of. */
  readonly methodOf: string | null;
}

/** Goes through a file in the order it runs: the module, then the functions it defines. */
export class Flow {
  readonly #evaluator: Evaluator;
  readonly #assignments: Assignments;
  readonly #pending: Pending[] = [];
  #returned: Returned[] = [];
  #loopExits: Environment[] = [];
  #loopStart: Environment | null = null;
  #loopDepth = 0;
  /** How many `with localcontext()` are open. */
  #localContexts = 0;

  readonly #context: FlowContext;

  constructor(context: FlowContext) {
    this.#context = context;
    this.#evaluator = new Evaluator(context);
    this.#assignments = new Assignments(context, this.#evaluator, () => this.#localContexts > 0);
  }

  run(): void {
    const { tree } = this.#context;
    const frame: Frame = {
      environment: new Environment(null),
      scope: '',
      locals: new LocalFunctions(new Map(), null),
      owner: null,
    };
    this.#block(tree.root, frame);
    // Functions that functions define are found while those are gone through.
    for (const next of this.#pending) this.#function(next);
  }

  #block(node: Node, frame: Frame): void {
    if (node === noNode) return;
    for (const child of this.#context.tree.children(node)) {
      if (frame.environment.isLeft) {
        // What follows a `return` still has to be seen: a branch may be known to leave only by mistake.
        frame.environment.isLeft = false;
        this.#statement(child, frame);
        frame.environment.isLeft = true;
      } else {
        this.#statement(child, frame);
      }
    }
  }

  #statement(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    switch (tree.kind(node)) {
      case 'expression_statement':
        for (const child of tree.children(node)) this.#expression(child, frame);
        return;
      case 'if_statement':
        this.#conditional(node, frame);
        return;
      case 'for_statement':
        this.#forLoop(node, frame);
        return;
      case 'while_statement':
        this.#whileLoop(node, frame);
        return;
      case 'try_statement':
        this.#attempt(node, frame);
        return;
      case 'with_statement':
        this.#withBlock(node, frame);
        return;
      case 'match_statement':
        this.#match(node, frame);
        return;
      case 'function_definition':
        this.#define(node, frame);
        return;
      case 'class_definition':
        this.#classBody(node, frame);
        return;
      case 'decorated_definition':
        for (const child of tree.children(node)) {
          if (tree.kind(child) === 'decorator')
            this.#evaluator.evaluate(tree.children(child)[0] ?? noNode, frame);
        }
        this.#statement(tree.child(node, 'definition'), frame);
        return;
      case 'return_statement': {
        const [value = noNode] = tree.children(node);
        this.#returned.push({ node: value, value: this.#evaluator.evaluate(value, frame) });
        frame.environment.isLeft = true;
        return;
      }
      case 'raise_statement':
        for (const child of tree.children(node)) this.#evaluator.evaluate(child, frame);
        frame.environment.isLeft = true;
        return;
      case 'break_statement':
      case 'continue_statement': {
        if (this.#loopStart !== null) this.#loopExits.push(frame.environment.since(this.#loopStart));
        frame.environment.isLeft = true;
        return;
      }
      case 'assert_statement': {
        const [condition = noNode] = tree.children(node);
        for (const child of tree.children(node)) this.#evaluator.evaluate(child, frame);
        applyGuard(this.#context, condition, true, frame, this.#evaluator);
        return;
      }
      case 'import_statement':
      case 'import_from_statement':
      case 'future_import_statement':
      case 'global_statement':
      case 'nonlocal_statement':
      case 'pass_statement':
      case 'type_alias_statement':
      case 'delete_statement':
        return;
      case 'block':
      case 'ERROR':
        this.#block(node, frame);
        return;
      default:
        this.#expression(node, frame);
    }
  }

  #expression(node: Node, frame: Frame): void {
    switch (this.#context.tree.kind(node)) {
      case 'assignment':
        this.#assignments.assign(node, frame);
        return;
      case 'augmented_assignment':
        this.#assignments.augment(node, frame);
        return;
      default:
        this.#evaluator.evaluate(node, frame);
    }
  }

  #inBranch(frame: Frame, run: (branch: Frame) => void): Environment {
    const environment = frame.environment.branch();
    run({ ...frame, environment });
    return environment;
  }

  #conditional(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    const branches: Environment[] = [];
    // Every condition is met only if the ones before it did not hold.
    const rest: Frame = { ...frame, environment: frame.environment.branch() };
    let hasElse = false;
    const branch = (condition: Node, body: Node): void => {
      this.#evaluator.evaluate(condition, rest);
      const environment = this.#inBranch(rest, (inner) => {
        applyGuard(this.#context, condition, true, inner, this.#evaluator);
        this.#block(body, inner);
      });
      branches.push(environment);
      applyGuard(this.#context, condition, false, rest, this.#evaluator);
    };
    branch(tree.child(node, 'condition'), tree.child(node, 'consequence'));
    for (const alternative of tree.children(node)) {
      if (tree.kind(alternative) === 'elif_clause') {
        branch(tree.child(alternative, 'condition'), tree.child(alternative, 'consequence'));
      } else if (tree.kind(alternative) === 'else_clause') {
        hasElse = true;
        branches.push(this.#inBranch(rest, (inner) => this.#block(tree.child(alternative, 'body'), inner)));
      }
    }
    if (!hasElse) branches.push(rest.environment.branch());
    joinBranches(this.#context, frame.environment, branches);
  }

  #loop(frame: Frame, run: (inner: Frame) => void): void {
    const times = this.#loopDepth < deepestTwice ? 2 : 1;
    const outer = { exits: this.#loopExits, start: this.#loopStart };
    this.#loopDepth++;
    this.#loopStart = frame.environment;
    for (let time = 0; time < times; time++) {
      this.#loopExits = [];
      const environment = this.#inBranch(frame, run);
      joinBranches(this.#context, frame.environment, [
        frame.environment.branch(),
        environment,
        ...this.#loopExits,
      ]);
    }
    this.#loopDepth--;
    this.#loopExits = outer.exits;
    this.#loopStart = outer.start;
  }

  #forLoop(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    const iterated = this.#evaluator.evaluate(tree.child(node, 'right'), frame);
    this.#loop(frame, (inner) => {
      this.#evaluator.bind(tree.child(node, 'left'), this.#evaluator.elementValue(iterated), inner);
      this.#block(tree.child(node, 'body'), inner);
    });
    this.#block(tree.child(tree.child(node, 'alternative'), 'body'), frame);
  }

  #whileLoop(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    const condition = tree.child(node, 'condition');
    this.#loop(frame, (inner) => {
      this.#evaluator.evaluate(condition, inner);
      applyGuard(this.#context, condition, true, inner, this.#evaluator);
      this.#block(tree.child(node, 'body'), inner);
    });
    this.#block(tree.child(tree.child(node, 'alternative'), 'body'), frame);
  }

  #attempt(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    const body = this.#inBranch(frame, (inner) => this.#block(tree.child(node, 'body'), inner));
    const branches: Environment[] = [];
    let finallyBlock = noNode;
    let elseBlock = noNode;
    for (const clause of tree.children(node)) {
      const kind = tree.kind(clause);
      if (kind === 'except_clause' || kind === 'except_group_clause') {
        // The body may have stopped anywhere: before it wrote, or after.
        branches.push(
          this.#inBranch(frame, (inner) => this.#block(tree.children(clause).at(-1) ?? noNode, inner)),
        );
      } else if (kind === 'else_clause') {
        elseBlock = tree.child(clause, 'body');
      } else if (kind === 'finally_clause') {
        finallyBlock = tree.children(clause).at(-1) ?? noNode;
      }
    }
    if (elseBlock !== noNode) this.#block(elseBlock, { ...frame, environment: body });
    joinBranches(this.#context, frame.environment, [body, ...branches]);
    this.#block(finallyBlock, frame);
  }

  #withBlock(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    let isLocal = false;
    for (const clause of tree.children(node)) {
      if (tree.kind(clause) !== 'with_clause') continue;
      for (const item of tree.children(clause)) {
        const pattern = tree.child(item, 'value');
        const isAlias = tree.kind(pattern) === 'as_pattern';
        const opened = isAlias ? (tree.children(pattern)[0] ?? noNode) : pattern;
        const value = this.#evaluator.evaluate(opened, frame);
        const name = tree.kind(opened) === 'call' ? dottedName(tree, tree.child(opened, 'function')) : null;
        isLocal ||= name !== null && lastPart(name) === 'localcontext';
        if (isAlias) {
          const type =
            membersOf(value.type).length === 1 && value.type.kind === 'list'
              ? value.type.element
              : value.type;
          this.#evaluator.bind(tree.child(pattern, 'alias'), { ...value, type }, frame);
        }
      }
    }
    this.#localContexts += isLocal ? 1 : 0;
    this.#block(tree.child(node, 'body'), frame);
    this.#localContexts -= isLocal ? 1 : 0;
  }

  #match(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    this.#evaluator.evaluate(tree.child(node, 'subject'), frame);
    const branches = [frame.environment.branch()];
    for (const clause of tree.children(tree.child(node, 'body'))) {
      if (tree.kind(clause) !== 'case_clause') continue;
      branches.push(this.#inBranch(frame, (inner) => this.#block(tree.child(clause, 'consequence'), inner)));
    }
    joinBranches(this.#context, frame.environment, branches);
  }

  #define(definition: Node, frame: Frame, methodOf: string | null = null): void {
    const { tree } = this.#context;
    for (const parameter of parametersOf(tree, definition)) {
      if (parameter.value !== noNode) this.#evaluator.evaluate(parameter.value, frame);
    }
    this.#pending.push({ definition, frame, methodOf });
  }

  #classBody(node: Node, frame: Frame): void {
    const { tree } = this.#context;
    const name = tree.textOf(tree.child(node, 'name'));
    const scope = frame.scope === '' ? name : `${frame.scope}.${name}`;
    const environment = frame.environment.branch();
    const inner: Frame = { environment, scope, locals: frame.locals, owner: frame.owner };
    for (const statement of tree.children(tree.child(node, 'body'))) {
      const definition =
        tree.kind(statement) === 'decorated_definition' ? tree.child(statement, 'definition') : statement;
      if (tree.kind(definition) === 'function_definition') {
        // A method sees the names around its class, not those of the class.
        this.#define(definition, { ...frame, scope }, scope);
      } else if (tree.kind(statement) === 'expression_statement') {
        this.#assignments.classAttribute(statement, inner, scope);
      } else {
        this.#statement(statement, inner);
      }
    }
  }

  #function({ definition, frame, methodOf }: Pending): void {
    const { tree, path, resolver } = this.#context;
    const name = tree.textOf(tree.child(definition, 'name'));
    const scope = frame.scope === '' ? name : `${frame.scope}.${name}`;
    const environment = new Environment(frame.environment);
    const inner: Frame = {
      environment,
      scope,
      locals: this.#localFunctions(definition, scope, frame),
      owner: methodOf ?? frame.owner,
    };
    const decorators = decoratorsOf(tree, definition);
    const facts = resolver.definitions.functionFacts(`${path}#${scope}`);
    parametersOf(tree, definition).forEach((parameter, index) => {
      const own = tree.textOf(parameter.name);
      if (index === 0 && methodOf !== null && facts !== undefined && facts.binds !== 'nothing') {
        const kind = facts.binds === 'object' ? 'instance' : 'class';
        environment.assign(own, plainValue({ kind, key: `${path}#${methodOf}` }, parameter.name));
        return;
      }
      environment.assign(own, this.#parameterValue(parameter, scope, index));
    });
    this.#returned = [];
    this.#loopStart = null;
    this.#block(tree.child(definition, 'body'), inner);
    checkReturns(this.#context, this.#returned, definition, decorators);
  }

  #localFunctions(definition: Node, scope: string, frame: Frame): LocalFunctions {
    const { tree } = this.#context;
    const own = new Map<string, string>();
    for (const statement of tree.children(tree.child(definition, 'body'))) {
      const inner =
        tree.kind(statement) === 'decorated_definition' ? tree.child(statement, 'definition') : statement;
      if (tree.kind(inner) !== 'function_definition') continue;
      const name = tree.textOf(tree.child(inner, 'name'));
      own.set(name, `${scope}.${name}`);
    }
    return own.size === 0 ? frame.locals : new LocalFunctions(own, frame.locals);
  }

  #parameterValue(parameter: ReturnType<typeof parametersOf>[number], scope: string, index: number): Value {
    const { tree, path, resolver, observations } = this.#context;
    const { name, annotation, value, star } = parameter;
    const own = tree.textOf(name);
    if (annotation !== noNode) {
      const declared = resolver.annotations.typeOf(path, annotationOf(tree, annotation));
      declareDefault(this.#context, declared, own, value, annotation);
      const type: Type =
        star === ''
          ? declared
          : star === '*'
            ? { kind: 'list', element: declared }
            : { kind: 'dict', key: unknown, value: declared };
      return { ...plainValue(type, name), isSure: true, isDeclared: true };
    }
    if (star !== '') return unknownValue(name);
    const found = resolver.typeOf(path, ['parameter', scope, index]);
    const type = isNever(found) ? unknown : found;
    if (value === noNode || !isFloatLiteral(tree, value)) return plainValue(type, name);
    const literal = unwrapped(tree, value);
    if (ledgerName(type) !== null) {
      observations.add({ rule: 'DB002', node: literal, name: own, isAnnotated: false, mixedWith: name });
      return plainValue(type, name);
    }
    const origin = literalValue({ rule: 'DB002', literal, target: noNode, name: own });
    return { ...origin, type: union([type, origin.type]), source: name };
  }
}
