import { pushTo } from '../../platform/multimap';
import ts from 'typescript-5.9';
import { arithmeticNames } from './decimalMethods';
import type { DecimalKind } from './decimalTypes';
import type { FileContext } from './fileContext';
import { kindInScope } from './kindInScope';
import { compoundOperationOf, isDecimal, operandOf } from './operands';
import { isAssignment, slotOf, type Slot } from './slots';

/** Where a slot meets a decimal. */
export interface MixingSite {
  readonly node: ts.Node;
  readonly kind: DecimalKind;
}

/** Where each of the slots becomes a decimal, or is used as one, in order of place; in steps. */
export function* mixingSitesIn(
  nodes: readonly ts.Node[],
  slots: ReadonlySet<Slot>,
  context: FileContext,
): Generator<undefined, ReadonlyMap<Slot, readonly MixingSite[]>, undefined> {
  const sites = new Map<Slot, MixingSite[]>();
  for (const node of nodes) {
    const mixing = mixingAt(node, slots, context);
    if (mixing !== null) pushTo(sites, mixing.slot, mixing.site);
    yield;
  }
  for (const each of sites.values()) each.sort((a, b) => a.node.pos - b.node.pos);
  return sites;
}

interface SlotMixing {
  readonly slot: Slot;
  readonly site: MixingSite;
}

function mixingAt(node: ts.Node, slots: ReadonlySet<Slot>, context: FileContext): SlotMixing | null {
  if (isAssignment(node)) return mixingOf(node, node.left, slots, context, () => assignedKind(node, context));
  if (ts.isBinaryExpression(node) && compoundOperationOf(node.operatorToken.kind) !== undefined)
    return mixingOf(node, node.left, slots, context, () => {
      const operand = operandOf(node.right, context);
      return isDecimal(operand) ? operand.kind : null;
    });
  if (!ts.isCallExpression(node)) return null;
  const { expression: callee } = node;
  if (ts.isPropertyAccessExpression(callee) && arithmeticNames.has(callee.name.text))
    return mixingOf(node, callee.expression, slots, context, () =>
      usedKind(node, callee.expression, context),
    );
  const [argument] = node.arguments;
  // A state's setter stands for its slot.
  if (ts.isIdentifier(callee) && argument !== undefined)
    return mixingOf(node, callee, slots, context, () => context.types.of(argument)?.kind ?? null);
  return null;
}

function mixingOf(
  node: ts.Node,
  target: ts.Expression,
  slots: ReadonlySet<Slot>,
  context: FileContext,
  kindOf: () => DecimalKind | null,
): SlotMixing | null {
  const slot = slotOf(target, context);
  if (slot === null || !slots.has(slot)) return null;
  const kind = kindOf();
  return kind === null ? null : { slot, site: { node, kind } };
}

/** The assigned decimal, also as one of several outcomes. */
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
