/** DB001: a name that starts as a float and meets a ledger value later. */
import path from 'node:path';
import type { Fix } from '../../finding';
import { exactDecimal } from '../exactDouble';
import { decimalOf, exactLiteralFix } from '../fixes/exactLiteral';
import type { FixContext } from '../fixes/fixContext';
import { floatLiteral } from '../fixes/floatLiteral';
import { inheritZero } from '../fixes/inherit';
import { lazyZero } from '../fixes/lazy';
import { passParameter } from '../fixes/passParameter';
import { isZero, literalNumber } from '../literals';
import { lineOf, quoted } from '../messages';
import type { PythonRule } from '../rule';
import { relatedMeetings, startName, type Meeting, type StartEvidence } from '../startEvidence';
import { startNames } from '../startNames';
import type { ParsedSource } from '../tree';

export type Evidence = StartEvidence;

export const rule: PythonRule<Evidence> = {
  about: {
    name: 'float-zero-initial',
    severity: 'warning',
    title: 'A value starts as a float and meets a ledger value later',
  },
  // Arithmetic raises TypeError; a choice leaks a float, which may be noticed much later.
  severity: ({ meetings: [{ strength }] }) => (strength === 'arithmetic' ? 'error' : 'warning'),
  message,
  related: relatedMeetings,
  fixes,
  changedNames: ({ node }, tree) => startNames(node, tree),
  isNeededAsFloat: ({ node }, uses) => uses.isLiteralNeeded(node),
};

function message(evidence: Evidence, source: ParsedSource): string {
  const { node, meetings } = evidence;
  const { tree } = source;
  const [first] = meetings;
  const start = `\`${startName(evidence)}\` starts as float ${quoted(tree, node)}`;
  const expression = quoted(first.source.tree, first.expression);
  const number = literalNumber(tree, node);
  // Only a zero can be taken from the ledger value.
  const advice = isZero(number)
    ? 'inherit its type instead'
    : `write ${first.ledgerType}("${exactDecimal(number) ?? number}") instead`;
  return `${start} but meets the ledger value \`${expression}\` on ${place(first, source)}; ${advice}`;
}

function place(meeting: Meeting, source: ParsedSource): string {
  const line = `line ${lineOf(meeting.source, meeting.expression)}`;
  return meeting.source.path === source.path ? line : `${line} of ${path.basename(meeting.source.path)}`;
}

/** No parameter is needed if the zero can inherit without one. */
function fixes({ node, target, meetings: [first] }: Evidence, context: FixContext): Fix[] {
  const initial = { literal: node, target, mixedWith: first };
  const inherited = inheritZero(initial, context);
  const lazy = lazyZero(initial, context);
  const read = floatLiteral(context.source, node);
  // `total = 0.0` becomes `total = Decimal("0")`.
  const exact = read === null ? [] : exactLiteralFix(node, decimalOf(read), first.ledgerType, context);
  const passed = inherited.length > 0 ? [] : passParameter(initial, context);
  return [...inherited, ...lazy, ...exact, ...passed];
}
