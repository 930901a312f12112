/** Whether code behaves differently if a decimal replaces a number literal. */
import ts from 'typescript-5.9';
import { operandNames } from '../decimalMethods';
import type { DecimalKind } from '../decimalTypes';
import type { FileContext } from '../fileContext';
import type { Callback, Reduce } from '../reduces';
import { perFile } from '../perFile';
import type { Initial } from '../slots';
import { unwrapped } from '../unwrap';
import { usesOfName } from '../uses';

/**
 * Whether a start as a decimal keeps the value of a slot for every use of it. Only a variable that its own file alone can
 * reach has uses that are all known.
 */
export function keepsStart(
  { slot, literal, declaredKind }: Initial,
  kind: DecimalKind,
  context: FileContext,
): boolean {
  const uses = usesAs(kind, context);
  if (typeof slot === 'string' || !isExactStart(literal, kind)) return false;
  // Callers may give a parameter numbers, unless its type forbids that.
  if (!ts.isVariableDeclaration(slot) && !(ts.isParameter(slot) && declaredKind !== null)) return false;
  return uses.areAllOf(slot);
}

/** The same for the accumulator of a reduce, and for its result. */
export function keepsReduceStart(
  node: ts.CallExpression,
  { callback, start }: Reduce,
  kind: DecimalKind,
  context: FileContext,
): boolean {
  const uses = usesAs(kind, context);
  return isExactStart(start, kind) && uses.isOne(node) && uses.areAllOfAccumulator(callback);
}

/** Whether the literal is an integer that the decimal holds exactly. A Dinero would add a currency to it. */
function isExactStart(literal: ts.Expression, { library }: DecimalKind): boolean {
  const inner = unwrapped(literal);
  return (
    /^-?\d+$/.test(inner.getText()) &&
    Number.isSafeInteger(Number(inner.getText())) &&
    library !== 'dinero.js'
  );
}

/** Variables that take over the value, one from the other, at most. */
const mostHops = 4;

/** A variable or parameter. */
type Variable = ts.VariableDeclaration | ts.ParameterDeclaration;

/**
 * Uses of a value that are the same for a number and the equal decimal: as an operand of a decimal's methods, or where a
 * decimal is declared to be. Every other use may need the number: an operator, a test, a text, a call without types.
 */
class DecimalUses {
  /** Several findings, or names that take over the value, may ask for the same. */
  readonly #ofVariables = new Map<Variable, boolean>();
  readonly #ofAccumulators = new Map<Callback, boolean>();
  readonly #ofHidden = new Map<string, boolean>();
  #next: DecimalUses | null = null;

  readonly #kind: DecimalKind;
  readonly #context: FileContext;
  readonly #hops: number;

  constructor(kind: DecimalKind, context: FileContext, hops = 0) {
    this.#kind = kind;
    this.#context = context;
    this.#hops = hops;
  }

  /** Whether all uses of a variable or parameter are such ones, and none can be in another file. */
  areAllOf(slot: Variable): boolean {
    return remembered(this.#ofVariables, slot, () => {
      const { name } = slot;
      if (!ts.isIdentifier(name) || !isReachedHereOnly(slot)) return false;
      const uses = usesOfName(name.text, this.#context).of.get(slot) ?? [];
      return this.#areHiddenOnes(name.text) && uses.every((node) => node === name || this.isOne(node));
    });
  }

  /** Whether all uses of a callback's first parameter are such ones, or give it back. */
  areAllOfAccumulator(callback: Callback): boolean {
    return remembered(this.#ofAccumulators, callback, () => {
      const name = callback.parameters[0]?.name.getText() ?? '';
      const isKept = (at: ts.Node): boolean =>
        isNamed(at, name)
          ? this.isOne(at) || isReturned(at, callback)
          : !(ts.forEachChild(at, (child) => !isKept(child)) ?? false);
      return isKept(callback.body);
    });
  }

  #areHiddenOnes(name: string): boolean {
    return remembered(this.#ofHidden, name, () =>
      usesOfName(name, this.#context).hidden.every((node) => this.isOne(node)),
    );
  }

  isOne(node: ts.Expression): boolean {
    const { parent } = node;
    if (ts.isExpression(parent) && unwrapped(parent) !== parent) return this.isOne(parent);
    if (ts.isExpressionStatement(parent) || this.#isReceiver(node) || this.#isDeclaredDecimal(node))
      return true;
    if (ts.isConditionalExpression(parent)) return parent.condition !== node && this.isOne(parent);
    if (ts.isBinaryExpression(parent)) {
      const isTarget = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.left === node;
      return isTarget && ts.isExpressionStatement(parent.parent);
    }
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return this.#isOperand(node, parent);
    if (!ts.isVariableDeclaration(parent) || parent.type !== undefined || this.#hops >= mostHops)
      return false;
    this.#next ??= new DecimalUses(this.#kind, this.#context, this.#hops + 1);
    return this.#next.areAllOf(parent);
  }

  /** `t` in `t.plus(d)`, which a number has not. */
  #isReceiver(node: ts.Expression): boolean {
    const { parent } = node;
    return (
      ts.isPropertyAccessExpression(parent) &&
      parent.expression === node &&
      parent.questionDotToken === undefined &&
      operandNames.has(parent.name.text) &&
      ts.isCallExpression(parent.parent) &&
      parent.parent.expression === parent &&
      parent.parent.questionDotToken === undefined
    );
  }

  /** `t` in `d.plus(t)` and `new Decimal(t)`. */
  #isOperand(node: ts.Expression, call: ts.CallExpression | ts.NewExpression): boolean {
    if (call.arguments?.[0] !== node) return false;
    if (ts.isNewExpression(call)) return this.#isOfKind(this.#context.types.of(call)?.kind);
    const { expression: callee } = call;
    return (
      ts.isPropertyAccessExpression(callee) &&
      operandNames.has(callee.name.text) &&
      this.#isOfKind(this.#context.types.of(callee.expression)?.kind)
    );
  }

  #isDeclaredDecimal(node: ts.Expression): boolean {
    const expected = this.#context.checker.getContextualType(node);
    return expected !== undefined && this.#isOfKind(this.#context.types.ofType(expected)?.kind);
  }

  #isOfKind(kind: DecimalKind | undefined): boolean {
    return kind?.symbol === this.#kind.symbol;
  }
}

const usesAs = perFile((kind: DecimalKind, context) => new DecimalUses(kind, context));

function remembered<Key>(known: Map<Key, boolean>, key: Key, compute: () => boolean): boolean {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = compute();
  known.set(key, value);
  return value;
}

function isNamed(node: ts.Node, text: string): node is ts.Identifier {
  return ts.isIdentifier(node) && node.text === text;
}

/** Other files reach what is exported, and all that a file without imports and exports declares at its top. */
function isReachedHereOnly(slot: Variable): boolean {
  if (ts.isParameter(slot)) return true;
  if ((ts.getCombinedModifierFlags(slot) & ts.ModifierFlags.Export) !== 0) return false;
  const isTop = ts.findAncestor(slot, (each) => ts.isFunctionLike(each) || ts.isBlock(each)) === undefined;
  const file = slot.getSourceFile();
  return !isTop || ts.isExternalModule(file) || isCommonJs(file);
}

function isCommonJs(file: ts.SourceFile): boolean {
  return /\.c?js$/.test(file.fileName) && /\b(?:require\s*\(|module\.exports|exports\.)/.test(file.text);
}

/** Whether the expression is what the callback gives back: the accumulator of the next round. */
function isReturned(node: ts.Expression, callback: ts.FunctionLikeDeclaration): boolean {
  const { parent } = node;
  if (ts.isExpression(parent) && unwrapped(parent) !== parent) return isReturned(parent, callback);
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isReturned(parent, callback);
  if (parent === callback) return true;
  return ts.isReturnStatement(parent) && ts.findAncestor(parent, ts.isFunctionLike) === callback;
}
