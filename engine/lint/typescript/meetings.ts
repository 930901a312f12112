import { pushTo } from '../../platform/multimap';
import ts from 'typescript-5.9';
import { arithmeticNames } from './decimalMethods';
import type { DecimalKind } from './decimalTypes';
import type { FileContext } from './fileContext';
import { kindInScope } from './kindInScope';
import { compoundOperationOf, isDecimal, operandOf } from './operands';
import { isAssignment, slotOf, type Slot } from './slots';

/** Where a slot meets a decimal. */
export interface Meeting {
  readonly node: ts.Node;
  readonly kind: DecimalKind;
}

/** Where each of the slots becomes a decimal, or is used as one, in order of place; in steps. */
export function* meetingsIn(
  nodes: readonly ts.Node[],
  slots: ReadonlySet<Slot>,
  context: FileContext,
): Generator<undefined, ReadonlyMap<Slot, readonly Meeting[]>, undefined> {
  const meetings = new Map<Slot, Meeting[]>();
  for (const node of nodes) {
    const met = meetingAt(node, slots, context);
    if (met !== null) pushTo(meetings, met.slot, met.meeting);
    yield;
  }
  for (const each of meetings.values()) each.sort((a, b) => a.node.pos - b.node.pos);
  return meetings;
}

interface Met {
  readonly slot: Slot;
  readonly meeting: Meeting;
}

function meetingAt(node: ts.Node, slots: ReadonlySet<Slot>, context: FileContext): Met | null {
  if (isAssignment(node)) return met(node, node.left, slots, context, () => assignedKind(node, context));
  if (ts.isBinaryExpression(node) && compoundOperationOf(node.operatorToken.kind) !== undefined)
    return met(node, node.left, slots, context, () => {
      const operand = operandOf(node.right, context);
      return isDecimal(operand) ? operand.kind : null;
    });
  if (!ts.isCallExpression(node)) return null;
  const { expression: callee } = node;
  if (ts.isPropertyAccessExpression(callee) && arithmeticNames.has(callee.name.text))
    return met(node, callee.expression, slots, context, () => usedKind(node, callee.expression, context));
  const [argument] = node.arguments;
  // A state's setter stands for its slot.
  if (ts.isIdentifier(callee) && argument !== undefined)
    return met(node, callee, slots, context, () => context.types.of(argument)?.kind ?? null);
  return null;
}

function met(
  node: ts.Node,
  target: ts.Expression,
  slots: ReadonlySet<Slot>,
  context: FileContext,
  kindOf: () => DecimalKind | null,
): Met | null {
  const slot = slotOf(target, context);
  if (slot === null || !slots.has(slot)) return null;
  const kind = kindOf();
  return kind === null ? null : { slot, meeting: { node, kind } };
}

/** What is assigned, as far as it is a decimal: also as one of several outcomes. */
function assignedKind(node: ts.BinaryExpression, context: FileContext): DecimalKind | null {
  const operand = operandOf(node.right, context);
  if (isDecimal(operand)) return operand.kind;
  return context.types.includesDecimal(context.checker.getTypeAtLocation(node.right));
}

/** A number has no `plus`: what is called so was meant to be a decimal. */
function usedKind(node: ts.CallExpression, subject: ts.Expression, context: FileContext): DecimalKind | null {
  if (operandOf(subject, context) !== 'number') return null;
  const given = node.arguments.map((argument) => context.types.of(argument)?.kind);
  return given.find((kind) => kind !== undefined) ?? kindInScope(node, context);
}
