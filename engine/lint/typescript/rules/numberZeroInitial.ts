import ts from 'typescript-5.9';
import type { Finding, Fix } from '../../finding';
import type { DecimalKind } from '../decimalTypes';
import { findingAt, fixOf, lineOf, placeOf, replace, shorten, type FileContext } from '../fileContext';
import { makerOf } from '../fixes/constructorInScope';
import { DecimalUses, keepsStart } from '../fixes/keepsValue';
import { meetingsIn, type Meeting } from '../meetings';
import { initialsIn, type Initial } from '../slots';

/**
 * DB101: a variable, parameter or slot that starts as a number and holds a decimal later, or is declared to hold one.
 * Looks at a whole file, because the two are apart.
 */
export function numberZeroInitial(nodes: readonly ts.Node[], context: FileContext): Finding[] {
  const initials = initialsIn(nodes, context);
  if (initials.length === 0) return [];
  const meetings = meetingsIn(nodes, new Set(initials.map(({ slot }) => slot)), context);
  return initials.flatMap((initial) => {
    const finding = declared(initial, nodes, context) ?? becoming(initial, meetings, nodes, context);
    return finding === null ? [] : [finding];
  });
}

/** `let total: Decimal = 0`: no later place is needed to see it. */
function declared(initial: Initial, nodes: readonly ts.Node[], context: FileContext): Finding | null {
  const { name, literal, declaredKind } = initial;
  if (declaredKind === null) return null;
  return findingAt(literal, context, {
    rule: 'DB101',
    severity: 'warning',
    message: `\`${name}\` is a ${declaredKind.name} but starts as number ${literal.getText()}`,
    related: [placeOf(literal, `a ${declaredKind.name} is expected here`)],
    fixes: [startFix({ ...initial, type: null }, declaredKind, nodes, context)],
  });
}

function becoming(
  initial: Initial,
  meetings: ReadonlyMap<unknown, readonly Meeting[]>,
  nodes: readonly ts.Node[],
  context: FileContext,
): Finding | null {
  const { name, literal, slot } = initial;
  const meeting = meetings.get(slot)?.find(({ node }) => node !== literal.parent);
  if (meeting === undefined) return null;
  const { node, kind } = meeting;
  return findingAt(literal, context, {
    rule: 'DB101',
    severity: 'warning',
    message: `\`${name}\` starts as number ${literal.getText()} but becomes a ${kind.name} on line ${lineOf(node)}`,
    related: [placeOf(node, `\`${shorten(node.getText())}\` makes it a ${kind.name}`)],
    fixes: [startFix(initial, kind, nodes, context)],
  });
}

/** A type that says `number` goes with the number. */
function startFix(
  initial: Initial,
  kind: DecimalKind,
  nodes: readonly ts.Node[],
  context: FileContext,
): Fix | null {
  const { literal, type } = initial;
  const made = makerOf(kind, literal, context);
  if (made === null) return null;
  const isNumber = type?.kind === ts.SyntaxKind.NumberKeyword;
  return fixOf(
    context,
    'literal',
    `Start with ${made.make(literal.getText())}`,
    [
      replace(literal, made.make(literal.getText())),
      ...(isNumber ? [replace(type, made.name)] : []),
      ...made.edits,
    ],
    { keepsValue: keepsStart(initial, new DecimalUses(kind, context, () => nodes)), changesType: true },
  );
}
