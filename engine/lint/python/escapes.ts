/** Whether the value of a float literal is used only if a Decimal gives the same result. */
import { spend } from '../../platform/budget';
import { noNode, type Node } from './syntaxTree';
import { scopeAt } from './fixes/scopes';
import { identifiersIn } from './fixes/syntax';
import { lastPart, unwrapped } from './names';
import { isWholeNumber, type CheckedFile, type PossibleNumbers } from './possibleNumbers';
import type { FlatTree } from './tree';

/** A part of the tree that has a value: where it goes from there. */
type Destination = 'kept' | 'escapes' | { readonly target: Node };

export class Escapes {
  /** Whether a variable's value escapes, by its name and scope; a variable that is being checked does not by itself. */
  readonly #known = new Map<string, boolean>();

  readonly #file: CheckedFile;
  readonly #numbers: PossibleNumbers;
  readonly #filesMentioning: (name: string) => readonly CheckedFile[];

  constructor(
    file: CheckedFile,
    numbers: PossibleNumbers,
    filesMentioning: (name: string) => readonly CheckedFile[],
  ) {
    this.#file = file;
    this.#numbers = numbers;
    this.#filesMentioning = filesMentioning;
  }

  /** Whether the literal's value gets to code that may need the float, or cannot be followed. */
  escapes(literal: Node): boolean {
    return this.#goesOut(literal, this.#file);
  }

  #goesOut(value: Node, file: CheckedFile): boolean {
    const destination = this.#destinationOf(value, file);
    if (destination === 'kept') return false;
    return destination === 'escapes' || this.#variableEscapes(destination.target, file);
  }

  #variableEscapes(target: Node, file: CheckedFile): boolean {
    const { tree } = file.source;
    if (tree.kind(target) === 'attribute') {
      return this.#attributeEscapes(tree.textOf(tree.child(target, 'attribute')));
    }
    if (tree.kind(target) !== 'identifier') return true;
    const name = tree.textOf(target);
    const scope = scopeAt(tree, target);
    switch (tree.kind(scope)) {
      case 'class_definition':
        return this.#attributeEscapes(name);
      case 'function_definition':
        return this.#once(`${file.source.path} ${scope} ${name}`, () => {
          const uses = identifiersIn(file.source).get(name);
          spend(uses.length);
          return uses.some((use) => isWithin(use, scope, tree) && this.#useEscapes(use, file));
        });
      default:
        // Any module can read a name of a module.
        return true;
    }
  }

  #attributeEscapes(name: string): boolean {
    return this.#once(name, () =>
      this.#filesMentioning(name).some((file) => {
        const { source } = file;
        const { text, tree } = source;
        // By getattr(), or as the key of what vars() gives.
        if (text.includes(`"${name}"`) || text.includes(`'${name}'`)) return true;
        return identifiersIn(source)
          .get(name)
          .map((use) => tree.parent(use))
          .some(
            (parent) =>
              tree.kind(parent) === 'attribute' &&
              tree.textOf(tree.child(parent, 'attribute')) === name &&
              this.#useEscapes(parent, file),
          );
      }),
    );
  }

  #once(key: string, decide: () => boolean): boolean {
    let known = this.#known.get(key);
    if (known === undefined) {
      this.#known.set(key, false);
      known = decide();
      this.#known.set(key, known);
    }
    return known;
  }

  #useEscapes(use: Node, file: CheckedFile): boolean {
    const { tree } = file.source;
    spend();
    const parent = tree.parent(use);
    const field = tree.field(use);
    switch (tree.kind(parent)) {
      case 'assignment':
      case 'for_statement':
      case 'for_in_clause':
        if (field === 'left') return false;
        break;
      case 'keyword_argument':
      case 'named_expression':
      case 'default_parameter':
      case 'typed_default_parameter':
        if (field === 'name') return tree.kind(parent) === 'named_expression';
        break;
      case 'attribute':
        if (field === 'attribute') return false;
        break;
      case 'parameters':
      case 'typed_parameter':
      case 'as_pattern_target':
      case 'delete_statement':
        return false;
    }
    return this.#goesOut(use, file);
  }

  #destinationOf(value: Node, file: CheckedFile): Destination {
    const { tree } = file.source;
    let at = value;
    for (;;) {
      spend();
      const parent = tree.parent(at);
      switch (parent === noNode ? '' : tree.kind(parent)) {
        case 'parenthesized_expression':
        case 'unary_operator':
        case 'boolean_operator':
          break;
        case 'conditional_expression':
          if (tree.children(parent)[1] === at) return 'kept';
          break;
        case 'not_operator':
        case 'expression_statement':
          return 'kept';
        case 'if_statement':
        case 'elif_clause':
        case 'while_statement':
          return tree.field(at) === 'condition' ? 'kept' : 'escapes';
        case 'comparison_operator':
          return comparesIdentity(parent, tree) ? 'escapes' : 'kept';
        case 'binary_operator': {
          const other = tree.child(parent, tree.field(at) === 'left' ? 'right' : 'left');
          if (this.#isDecimal(other, file)) return 'kept';
          if (!isWholeNumber(other, tree) || !isExactOperator(parent, tree)) return 'escapes';
          break;
        }
        case 'augmented_assignment': {
          const other = tree.child(parent, tree.field(at) === 'left' ? 'right' : 'left');
          if (this.#isDecimal(other, file)) return 'kept';
          const isCounted =
            tree.field(at) === 'left' && isWholeNumber(other, tree) && isExactOperator(parent, tree);
          return isCounted ? 'kept' : 'escapes';
        }
        case 'assignment':
          if (tree.kind(tree.parent(parent)) !== 'expression_statement') return 'escapes';
          return { target: tree.child(parent, 'left') };
        case 'default_parameter':
        case 'typed_default_parameter':
          return { target: tree.child(parent, 'name') };
        case 'interpolation':
          return isRounded(parent, tree) ? 'kept' : 'escapes';
        case 'attribute':
          return isDecimalMethod(parent, tree) ? 'kept' : 'escapes';
        case 'argument_list': {
          const call = tree.parent(parent);
          const name = lastPart(tree.textOf(tree.child(call, 'function')));
          const given = tree.children(parent);
          if (converting.has(name) && given.length === 1) return 'kept';
          if (!choosing.has(name) && !(falling.has(name) && given.indexOf(at) > 0)) return 'escapes';
          at = call;
          continue;
        }
        default:
          return 'escapes';
      }
      at = parent;
    }
  }

  /** Whether arithmetic with a float raises for certain: the expression is a Decimal and nothing else. */
  #isDecimal(expression: Node, file: CheckedFile): boolean {
    const inner = unwrapped(file.source.tree, expression);
    const { ledger } = file.check;
    return (ledger.has(expression) || ledger.has(inner)) && !this.#numbers.mayBeNumber(inner, file);
  }
}

/** Functions whose result is the same for a float and for the Decimal that is equal to it. */
const converting: ReadonlySet<string> = new Set(['Decimal', 'float', 'int', 'bool']);
/** Functions that give one of their arguments, or what has its type. */
const choosing: ReadonlySet<string> = new Set(['max', 'min', 'sum', 'abs']);
/** Functions that give their last argument if there is nothing else. */
const falling: ReadonlySet<string> = new Set(['get', 'pop', 'getattr', 'next']);
/** Methods that only a Decimal has. */
const decimalMethods: ReadonlySet<string> = new Set([
  'quantize',
  'is_zero',
  'is_signed',
  'is_finite',
  'is_nan',
  'copy_abs',
  'copy_negate',
  'copy_sign',
  'normalize',
  'sqrt',
  'to_integral_value',
  'compare',
  'adjusted',
]);

function isDecimalMethod(attribute: Node, tree: FlatTree): boolean {
  return (
    decimalMethods.has(tree.textOf(tree.child(attribute, 'attribute'))) &&
    tree.kind(tree.parent(attribute)) === 'call' &&
    tree.field(attribute) === 'function'
  );
}

/** A fixed number of places has the same text; `repr` and `str` show the type or its exponent. */
function isRounded(interpolation: Node, tree: FlatTree): boolean {
  const format = tree.child(interpolation, 'format_specifier');
  return (
    format !== noNode &&
    tree.child(interpolation, 'type_conversion') === noNode &&
    /^:[,_]?\.\d+[f%]$/.test(tree.textOf(format))
  );
}

/** `is` of anything but None. */
function comparesIdentity(comparison: Node, tree: FlatTree): boolean {
  let isIdentity = false;
  for (let child = tree.firstChild(comparison); child !== noNode; child = tree.nextSibling(child)) {
    if (tree.field(child) === 'operators' && tree.textOf(child).startsWith('is')) isIdentity = true;
  }
  return isIdentity && !tree.children(comparison).some((operand) => tree.kind(operand) === 'none');
}

/** Operators that give the same number for floats and decimals; division and remainder round in their own ways. */
function isExactOperator(operation: Node, tree: FlatTree): boolean {
  const [left, right] = [tree.child(operation, 'left'), tree.child(operation, 'right')];
  return /^[\s)]*[-+*]=?[\s(]*$/.test(tree.text.slice(tree.end(left), tree.start(right)));
}

function isWithin(node: Node, outer: Node, tree: FlatTree): boolean {
  return tree.start(outer) <= tree.start(node) && tree.end(node) <= tree.end(outer);
}
