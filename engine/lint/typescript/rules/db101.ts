/** DB101: a variable, parameter or slot that starts as a number and holds a decimal later, or is declared to hold one. */
import ts from 'typescript-5.9';
import type { Finding, Fix } from '../../finding';
import type { DecimalKind } from '../decimalTypes';
import { findingAt, fixOf, lineOf, placeOf, replace, shorten, type FileContext } from '../fileContext';
import { makerOf } from '../fixes/constructorInScope';
import { keepsStart } from '../fixes/keepsValue';
import { mixingSitesIn, type MixingSite } from '../mixingSites';
import { initialValuesIn, type Initial } from '../slots';
import { startFix as reduceFix } from '../fixes/reduceStart';
import { numberLiteral } from '../initialValues';
import { numberReduceOf } from '../numberReduces';
import { perFile } from '../perFile';
import { returnedExpressions, type Callback } from '../reduces';
import type { ScriptRule } from '../rule';

export const rule: ScriptRule = {
  about: {
    name: 'number-zero-initial',
    severity: 'warning',
    title: 'A value starts as a number and becomes a decimal later',
  },
  findAt,
  findIn,
};

/** `reduce((sum, item) => item.amount.plus(sum), 0)` works, and gives a number if there are no items. */
function findAt(node: ts.Node, context: FileContext): Finding | null {
  if (!ts.isCallExpression(node)) return null;
  const found = numberReduceOf(node, context);
  // With a call it is DB102.
  if (found?.call !== null) return null;
  const { reduce } = found;
  const { accumulator, callback, start } = reduce;
  if (numberLiteral(start) === null) return null;
  const made = returnedDecimal(callback, context);
  if (made === null) return null;
  const { returned, kind } = made;
  return findingAt(start, context, {
    rule: 'DB101',
    severity: 'warning',
    message: `\`${accumulator.text}\` starts as number ${start.getText()} but becomes a ${kind.name} on line ${lineOf(returned)}`,
    related: [placeOf(returned, `\`${shorten(returned.getText())}\` makes it a ${kind.name}`)],
    fixes: [reduceFix(node, reduce, kind, context)],
  });
}

/** The first decimal that a callback gives back. */
const returnedDecimal = perFile((callback: Callback, { types }) => {
  for (const returned of returnedExpressions(callback.body)) {
    const kind = types.of(returned)?.kind;
    if (kind !== undefined) return { returned, kind };
  }
  return null;
});

/** Looks at a whole file, because the start and the decimal are apart. */
function* findIn(
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
