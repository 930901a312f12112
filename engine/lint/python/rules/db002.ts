/** DB002: a float, or `float` itself as a factory, that is the default of a ledger value. */
import type { Fix, TextEdit } from '../../finding';
import { decimalName } from '../fixes/decimalName';
import { decimalOf, exactLiteralFix } from '../fixes/exactLiteral';
import type { FixContext } from '../fixes/fixContext';
import { floatLiteral } from '../fixes/floatLiteral';
import { fixIn, replace } from '../fixes/replace';
import { argumentsOf, childIn, textOf } from '../fixes/syntax';
import { ledgerTyped, quoted } from '../messages';
import type { PythonRule, RuleEvidence } from '../rule';
import { relatedMeetings, startName, type StartEvidence } from '../startEvidence';
import { startNames } from '../startNames';
import type { Node } from '../syntaxTree';

/** A default whose container or name has the ledger's type. */
interface TypedDefault extends RuleEvidence {
  /** Empty if the value has none. */
  readonly name: string;
  /** Whether an annotation declares the type. */
  readonly isAnnotated: boolean;
  /** What has the ledger's type. */
  readonly mixedWith: Node;
}

/** The other one is a default that meets a ledger value later. Which default it is can be read from its surroundings. */
export type Evidence = TypedDefault | StartEvidence;

export const rule: PythonRule<Evidence> = {
  about: {
    name: 'float-default',
    severity: 'warning',
    title: 'A float is the default of what holds a ledger value',
  },
  rank: (evidence) => (isAnnotated(evidence) ? 1 : 0),
  severity: (evidence) => (isAnnotated(evidence) ? 'error' : 'warning'),
  message: (evidence, { tree }) =>
    message(quoted(tree, evidence.node), isStart(evidence) ? startName(evidence) : evidence.name),
  related: (evidence, source) =>
    isStart(evidence) ? relatedMeetings(evidence) : [ledgerTyped(source, evidence.mixedWith)],
  fixes: (evidence, context) =>
    defaultFixes(
      evidence.node,
      isStart(evidence) ? evidence.meetings[0].ledgerType : context.ledgerType(evidence.mixedWith),
      context,
    ),
  changedNames: ({ node }, tree) => startNames(node, tree),
  isNeededAsFloat: ({ node }, uses) => uses.isLiteralNeeded(node),
};

function isStart(evidence: Evidence): evidence is StartEvidence {
  return 'meetings' in evidence;
}

function isAnnotated(evidence: Evidence): boolean {
  return !isStart(evidence) && evidence.isAnnotated;
}

function message(literal: string, name: string): string {
  const value = name === '' ? 'a ledger-typed container' : `ledger-typed \`${name}\``;
  if (literal === 'float') return `missing values of ${value} are made by float, as 0.0`;
  return `float default ${literal} for ${value}`;
}

/** The literal with its digits, no start for a sum from zero, `Decimal` for the factory `float`. */
function defaultFixes(literal: Node, ledgerType: string, context: FixContext): Fix[] {
  const { source } = context;
  if (ledgerType !== 'Decimal') return [];
  if (textOf(source, literal) === 'float') {
    const decimal = decimalName(context, literal, 'Decimal');
    if (decimal === null) return [];
    const edits = [replace(source, literal, decimal.name), ...decimal.edits];
    return [fixIn(source, 'literal', `Make new values with ${decimal.name}`, false, edits)];
  }
  const read = floatLiteral(source, literal);
  if (read === null) return [];
  const start = read.isZero ? startOfSum(literal, context) : null;
  if (start !== null) return [fixIn(source, 'literal', 'Sum from 0', false, [start])];
  return exactLiteralFix(literal, decimalOf(read), ledgerType, context);
}

/** The edit that takes the start of `sum(values, 0.0)` away, with the comma before it; null for any other literal. */
function startOfSum(literal: Node, { source }: FixContext): TextEdit | null {
  const { text, tree } = source;
  const argument = tree.kind(tree.parent(literal)) === 'keyword_argument' ? tree.parent(literal) : literal;
  const call = tree.parent(tree.parent(argument));
  if (tree.kind(tree.parent(argument)) !== 'argument_list' || tree.kind(call) !== 'call') return null;
  if (textOf(source, childIn(tree, call, 'function')) !== 'sum') return null;
  const [values, start, ...more] = argumentsOf(tree, call);
  if (values === undefined || start !== argument || more.length > 0) return null;
  const between = text.slice(tree.end(values), tree.start(argument));
  return /^\s*,\s*$/.test(between) ? { start: tree.end(values), end: tree.end(argument), text: '' } : null;
}
