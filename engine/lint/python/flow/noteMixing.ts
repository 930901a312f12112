import { spend } from '../../../platform/budget';
import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { isFloatLiteral, unwrapped } from '../names';
import type { Strength } from '../startEvidence';
import type { FlatTree } from '../tree';
import { isFloat, ledgerName, mayBe } from '../types';
import type { FlowContext } from './flowContext';
import { isLedger, mayBeLiteral, type Operand, type Value } from './value';

/** Operators that keep money money: `float(x) + y` mixes, while `float(x) * y` scales a figure for show. */
const additive: ReadonlySet<string> = new Set(['+', '-']);
const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '//', '%', '**']);

/** Notes what an operator brings together. */
export function noteArithmetic(context: FlowContext, operator: string, left: Operand, right: Operand): void {
  if (!arithmetic.has(operator)) return;
  context.observations.mixing.note(context.tree, left, right);
  noteOperand(context, operator, left, right);
  noteOperand(context, operator, right, left);
  if (!additive.has(operator)) return;
  noteConversion(context, left, right);
  noteConversion(context, right, left);
}

/** A ledger value with whatever is on the other side. */
function noteOperand(context: FlowContext, operator: string, ledger: Operand, other: Operand): void {
  if (!isLedger(ledger.value)) return;
  const { tree, observations } = context;
  if (isFloatLiteral(tree, other.node)) {
    observations.addArithmetic({ node: unwrapped(tree, other.node), operator, ledger: ledger.node });
    return;
  }
  noteStarts(context, 'arithmetic', other.value, ledger.node);
  if (other.value.origins.length > 0 || other.value.slots.length > 0 || !isFloat(other.value.type)) return;
  if (observations.conversions.has(unwrapped(tree, other.node))) return;
  if (other.value.isSure) {
    observations.addArithmetic({ node: other.node, operator, ledger: ledger.node });
  }
}

/** Float literals that a value may still be have met a ledger value. */
export function noteStarts(
  { observations }: FlowContext,
  strength: Strength,
  value: Value,
  ledger: Node,
): void {
  spend(value.origins.length + value.slots.length);
  if (mayBeLiteral(value))
    for (const origin of value.origins) observations.noteMixing(origin, strength, ledger);
  for (const reference of value.slots) observations.noteSlotMixing(reference, strength, ledger);
}

function noteConversion(context: FlowContext, converted: Operand, other: Operand): void {
  const { tree, observations } = context;
  const call = unwrapped(tree, converted.node);
  const argument = observations.conversions.get(call);
  if (argument === undefined || other.value.isConverted) return;
  const kind = otherKind(context, other);
  if (kind === null) return;
  observations.add({ rule: 'DB004', node: call, argument, other: kind, mixedWith: other.node });
}

/** What a conversion goes together with; null if that is a float on purpose, or nobody knows. */
function otherKind({ tree }: FlowContext, { node, value }: Operand): 'ledger' | 'int' | 'float' | null {
  if (isFloatLiteral(tree, node)) return 'float';
  if (ledgerName(value.type) !== null) return 'ledger';
  return value.type.kind === 'int' ? 'int' : null;
}

/** Notes that one of several values is taken. */
export function noteChoice(context: FlowContext, operands: readonly Operand[]): void {
  const { tree, observations } = context;
  const ledger = operands.find(({ node, value }) => isLedger(value) && !isConstant(tree, node));
  if (ledger === undefined || becomesFloat(tree, ledger.node)) return;
  for (const { node, value } of operands) {
    if (node === ledger.node) continue;
    if (isFloatLiteral(tree, node)) {
      const literal = unwrapped(tree, node);
      const name = tree.textOf(ledger.node);
      observations.add({ rule: 'DB002', node: literal, name, isAnnotated: false, mixedWith: ledger.node });
    } else {
      noteStarts(context, 'choice', value, ledger.node);
    }
  }
}

/** `Decimal("0")`: whoever writes it beside a float has chosen both. */
export function isConstant(tree: FlatTree, node: Node): boolean {
  const call = unwrapped(tree, node);
  if (node === noNode || tree.kind(call) !== 'call') return false;
  const given = tree.children(tree.child(call, 'arguments'));
  return given.length === 1 && /^(string|integer|unary_operator)$/.test(tree.kind(given[0] ?? call));
}

const throughValues = /^(parenthesized_expression|conditional_expression|boolean_operator|argument_list)$/;
const throughCalls = /(^|\.)(get|pop|setdefault|getattr|max|min|next|sum|round|abs)$/;

/** Whether an expression's value is made a float, or a text, anyway: `float(x or 0.0)`, `f"{x or 0.0:.2f}"`. */
export function becomesFloat(tree: FlatTree, node: Node): boolean {
  for (let at = tree.parent(node); at !== noNode; at = tree.parent(at)) {
    const kind = tree.kind(at);
    if (kind === 'interpolation') return true;
    if (kind === 'call') {
      const called = tree.textOf(tree.child(at, 'function'));
      if (called === 'float' || called === 'int' || called === 'str') return true;
      if (!throughCalls.test(called)) return false;
    } else if (kind === 'return_statement') {
      return returnsFloat(tree, at);
    } else if (!throughValues.test(kind)) {
      return false;
    }
  }
  return false;
}

function returnsFloat(tree: FlatTree, statement: Node): boolean {
  let at = statement;
  while (at !== noNode && tree.kind(at) !== 'function_definition') at = tree.parent(at);
  const annotation = at === noNode ? noNode : tree.child(at, 'return_type');
  return annotation !== noNode && tree.textOf(annotation) === 'float';
}

/** Notes comparisons of ledger values with float literals. */
export function noteComparison(
  context: FlowContext,
  operands: readonly Operand[],
  operators: readonly string[],
): void {
  const { tree, observations } = context;
  operators.forEach((operator, index) => {
    const left = operands[index];
    const right = operands[index + 1];
    if (left === undefined || right === undefined || !/^(==|!=|<>|<=?|>=?)$/.test(operator)) return;
    for (const [ledger, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (isLedger(ledger.value) && isFloatLiteral(tree, other.node) && !mayBe(ledger.value.type, 'float')) {
        const literal = unwrapped(tree, other.node);
        observations.add({ rule: 'DB005', node: literal, operator, ledger: ledger.node });
      }
    }
  });
}
