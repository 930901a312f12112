import type { Severity } from '../../protocol/lint';
import { exactDecimal, isExact, storedDigits } from './exactDouble';
import type { Node } from './ruleMatch';
import { isZero, literalNumber } from './literals';
import { isFloatLiteral } from './names';
import type { Direct, Strength } from './flow/observations';
import type { FlatTree } from './tree';

/** What a rule says of one place. */
export interface Verdict {
  readonly severity: Severity;
  readonly message: string;
  readonly node: Node;
  /** What it points at, and what it says there. */
  readonly related: { readonly node: Node; readonly message: string } | null;
}

const longestQuote = 60;

/** Source text as a message quotes it: on one line, and not endlessly. */
export function quoted(tree: FlatTree, node: Node): string {
  const text = tree.textOf(node).replaceAll(/\s+/g, ' ');
  return text.length > longestQuote ? `${text.slice(0, longestQuote - 1)}…` : text;
}

export interface InitialMeeting {
  readonly name: string;
  /** What it starts as. */
  readonly literal: Node;
  /** The ledger value, as the code writes it. */
  readonly expression: string;
  /** The line of the mixing site. */
  readonly where: string;
  readonly ledgerType: string;
}

/** DB001: a name that starts as a float and meets a ledger value. Only a zero can be taken from that value. */
export function initialVerdict(
  tree: FlatTree,
  { name, literal, expression, where, ledgerType }: InitialMeeting,
): string {
  const number = literalNumber(tree, literal);
  const advice = isZero(number)
    ? 'inherit its type instead'
    : `write ${ledgerType}("${exactDecimal(number) ?? number}") instead`;
  return `\`${name}\` starts as float ${quoted(tree, literal)} but meets the ledger value \`${expression}\` on ${where}; ${advice}`;
}

/** Arithmetic raises TypeError; a choice leaks a float, which may be noticed much later. */
export function initialSeverity(strength: Strength): Severity {
  return strength === 'arithmetic' ? 'error' : 'warning';
}

/** DB002: a float, or `float` itself as a factory, that stands in for a ledger value. @param name - empty for what has none */
export function defaultMessage(literal: string, name: string): string {
  const what = name === '' ? 'a ledger-typed container' : `ledger-typed \`${name}\``;
  if (literal === 'float') return `missing values of ${what} are made by float, as 0.0`;
  return `float default ${literal} for ${what}`;
}

/** What the rules say that need to look at one file only. */
export function verdictOf(tree: FlatTree, direct: Direct): Verdict {
  const quote = (node: Node): string => quoted(tree, node);
  switch (direct.rule) {
    case 'DB002':
      return {
        severity: direct.isAnnotated ? 'error' : 'warning',
        message: defaultMessage(quote(direct.literal), direct.name),
        node: direct.literal,
        related: { node: direct.mixedWith, message: `\`${quote(direct.mixedWith)}\` is ledger-typed` },
      };
    case 'DB003':
      return fromFloat(tree, direct.call, direct.argument);
    case 'DB004':
      return {
        severity: 'warning',
        message: `float() drops the ledger type of \`${quote(direct.argument)}\` inside money arithmetic`,
        node: direct.call,
        related: { node: direct.argument, message: `\`${quote(direct.argument)}\` is ledger-typed` },
      };
    case 'DB005': {
      const isEquality = direct.operator === '==' || direct.operator === '!=' || direct.operator === '<>';
      const number = literalNumber(tree, direct.literal);
      return {
        severity: isEquality && !isExact(number) ? 'warning' : 'hint',
        message: `ledger value compared with float ${quote(direct.literal)}`,
        node: direct.literal,
        related: { node: direct.ledger, message: `\`${quote(direct.ledger)}\` is ledger-typed` },
      };
    }
    case 'DB006':
      return {
        severity: 'error',
        message: `float ${quote(direct.operand)} ${direct.operator} ledger value raises TypeError`,
        node: direct.operand,
        related: { node: direct.ledger, message: `\`${quote(direct.ledger)}\` is ledger-typed` },
      };
    case 'DB007':
      return {
        severity: 'hint',
        message: `JSON numbers arrive as float before \`${quote(direct.target)}\``,
        node: direct.call,
        related: { node: direct.target, message: `\`${quote(direct.target)}\` takes a number from it` },
      };
    case 'DB008':
      return {
        severity: 'hint',
        message: 'changes the precision of every Decimal in this thread',
        node: direct.change,
        related: null,
      };
  }
}

function fromFloat(tree: FlatTree, call: Node, argument: Node): Verdict {
  const name = quoted(tree, tree.child(call, 'function'));
  const text = quoted(tree, argument);
  const related = { node: argument, message: `\`${text}\` is a float` };
  if (!isFloatLiteral(tree, argument)) {
    const message = `${name}(${text}) stores the nearest binary fraction; use ${name}(str(${text}))`;
    return { severity: 'warning', message, node: call, related };
  }
  const number = literalNumber(tree, argument);
  const stored = storedDigits(Number(number.replaceAll('_', '')));
  return {
    severity: isZero(number) || isExact(number) ? 'hint' : 'warning',
    message: `${name}(${text}) stores ${stored}; use ${name}("${exactDecimal(number) ?? number}")`,
    node: call,
    related,
  };
}
