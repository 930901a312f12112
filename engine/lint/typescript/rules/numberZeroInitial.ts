import ts from 'typescript-5.9';
import type { Finding, Fix } from '../../finding';
import type { DecimalKind } from '../decimalTypes';
import { findingAt, fixOf, lineOf, placeOf, replace, shorten, type FileContext } from '../fileContext';
import { makerOf } from '../fixes/constructorInScope';
import { keepsStart } from '../fixes/keepsValue';
import { mixingSitesIn, type MixingSite } from '../mixingSites';
import { initialValuesIn, type Initial } from '../slots';

/**
 * DB101: a variable, parameter or slot that starts as a number and holds a decimal later, or is declared to hold one.
 * Looks at a whole file, because the two are apart; in steps, between which other work may be done.
 */
export function* numberZeroInitial(
  nodes: readonly ts.Node[],
  context: FileContext,
): Generator<undefined, Finding[], undefined> {
  const initialValues = yield* initialValuesIn(nodes, context);
  if (initialValues.length === 0) return [];
  const sites = yield* mixingSitesIn(nodes, new Set(initialValues.map(({ slot }) => slot)), context);
  const findings: Finding[] = [];
  for (const initial of initialValues) {
    const finding = declared(initial, context) ?? becoming(initial, sites, context);
    if (finding !== null) findings.push(finding);
    yield;
  }
  return findings;
}

/** `let total: Decimal = 0`: no later place is needed to see it. */
function declared(initial: Initial, context: FileContext): Finding | null {
  const { name, literal, declaredKind } = initial;
  if (declaredKind === null) return null;
  return findingAt(literal, context, {
    rule: 'DB101',
    severity: 'warning',
    message: `\`${name}\` is a ${declaredKind.name} but starts as number ${literal.getText()}`,
    related: [placeOf(literal, `a ${declaredKind.name} is expected here`)],
    fixes: [startFix({ ...initial, type: null }, declaredKind, context)],
  });
}

function becoming(
  initial: Initial,
  sites: ReadonlyMap<unknown, readonly MixingSite[]>,
  context: FileContext,
): Finding | null {
  const { name, literal, slot } = initial;
  const site = sites.get(slot)?.find(({ node }) => node !== literal.parent);
  if (site === undefined) return null;
  const { node, kind } = site;
  return findingAt(literal, context, {
    rule: 'DB101',
    severity: 'warning',
    message: `\`${name}\` starts as number ${literal.getText()} but becomes a ${kind.name} on line ${lineOf(node)}`,
    related: [placeOf(node, `\`${shorten(node.getText())}\` makes it a ${kind.name}`)],
    fixes: [startFix(initial, kind, context)],
  });
}

/** A type that says `number` goes with the number. */
function startFix(initial: Initial, kind: DecimalKind, context: FileContext): Fix | null {
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
    { keepsValue: keepsStart(initial, kind, context), changesType: true },
  );
}
