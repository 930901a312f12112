/** Whether a decimal in the place of a number literal can be told from the number by what the code does with it. */
import ts from 'typescript-5.9';
import { operandNames } from '../decimalMethods';
import type { DecimalKind } from '../decimalTypes';
import type { FileContext } from '../fileContext';
import type { Reduce } from '../reduces';
import { slotOf, type Initial } from '../slots';
import { unwrapped } from '../unwrap';

/**
 * Whether a start as a decimal keeps the value of a slot for every use of it. Only a variable that its own file alone can
 * reach has uses that are all known.
 */
export function keepsStart({ slot, literal, declaredKind }: Initial, uses: DecimalUses): boolean {
  if (typeof slot === 'string' || !isExactStart(literal, uses.kind)) return false;
  // Callers may give a parameter numbers, unless its type forbids that.
  if (!ts.isVariableDeclaration(slot) && !(ts.isParameter(slot) && declaredKind !== null)) return false;
  return uses.areAllOf(slot);
}

/** The same for the accumulator of a reduce, and for its result. */
export function keepsReduceStart(node: ts.CallExpression, reduce: Reduce, uses: DecimalUses): boolean {
  const { accumulator, callback, start } = reduce;
  const isKept = (at: ts.Node): boolean =>
    isNamed(at, accumulator.text)
      ? uses.isOne(at) || isReturned(at, callback)
      : !(ts.forEachChild(at, (child) => !isKept(child)) ?? false);
  return isExactStart(start, uses.kind) && uses.isOne(node) && isKept(callback.body);
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

/**
 * Uses of a value that are the same for a number and the equal decimal: as an operand of a decimal's methods, or where a
 * decimal is declared to be. Every other use may need the number: an operator, a test, a text, a call without types.
 */
export class DecimalUses {
  constructor(
    readonly kind: DecimalKind,
    private readonly context: FileContext,
    private readonly nodes: () => readonly ts.Node[],
    private readonly hops = 0,
  ) {}

  /** Whether all uses of a variable or parameter are such ones, and none can be in another file. */
  areAllOf(slot: ts.VariableDeclaration | ts.ParameterDeclaration): boolean {
    const { name } = slot;
    if (!ts.isIdentifier(name) || !isReachedHereOnly(slot)) return false;
    return this.nodes().every(
      (node) =>
        !isNamed(node, name.text) ||
        node === name ||
        (!hidesItsVariable(node) && slotOf(node, this.context) !== slot) ||
        this.isOne(node),
    );
  }

  isOne(node: ts.Expression): boolean {
    const { parent } = node;
    if (ts.isExpression(parent) && unwrapped(parent) !== parent) return this.isOne(parent);
    if (ts.isExpressionStatement(parent) || this.isReceiver(node) || this.isDeclaredDecimal(node))
      return true;
    if (ts.isConditionalExpression(parent)) return parent.condition !== node && this.isOne(parent);
    if (ts.isBinaryExpression(parent)) {
      const isTarget = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.left === node;
      return isTarget && ts.isExpressionStatement(parent.parent);
    }
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return this.isOperand(node, parent);
    if (!ts.isVariableDeclaration(parent) || parent.type !== undefined || this.hops >= mostHops) return false;
    return new DecimalUses(this.kind, this.context, this.nodes, this.hops + 1).areAllOf(parent);
  }

  /** `t` in `t.plus(d)`, which a number has not. */
  private isReceiver(node: ts.Expression): boolean {
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
  private isOperand(node: ts.Expression, call: ts.CallExpression | ts.NewExpression): boolean {
    if (call.arguments?.[0] !== node) return false;
    if (ts.isNewExpression(call)) return this.isOfKind(this.context.types.of(call)?.kind);
    const { expression: callee } = call;
    return (
      ts.isPropertyAccessExpression(callee) &&
      operandNames.has(callee.name.text) &&
      this.isOfKind(this.context.types.of(callee.expression)?.kind)
    );
  }

  private isDeclaredDecimal(node: ts.Expression): boolean {
    const expected = this.context.checker.getContextualType(node);
    return expected !== undefined && this.isOfKind(this.context.types.ofType(expected)?.kind);
  }

  private isOfKind(kind: DecimalKind | undefined): boolean {
    return kind?.symbol === this.kind.symbol;
  }
}

function isNamed(node: ts.Node, text: string): node is ts.Identifier {
  return ts.isIdentifier(node) && node.text === text;
}

/** In `{ total }` and `export { total }`, the name stands for something else than the variable that it takes. */
function hidesItsVariable({ parent }: ts.Node): boolean {
  return ts.isShorthandPropertyAssignment(parent) || ts.isExportSpecifier(parent);
}

/** Other files reach what is exported, and all that a file without imports and exports declares at its top. */
function isReachedHereOnly(slot: ts.VariableDeclaration | ts.ParameterDeclaration): boolean {
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
