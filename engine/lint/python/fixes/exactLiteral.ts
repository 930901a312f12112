/** Exact literals in the place of float ones. */
import type { Fix, TextEdit } from '../../finding';
import type {
  ArithmeticMatch,
  ComparisonMatch,
  DefaultMatch,
  FixContext,
  FromFloatMatch,
  InitialMatch,
  Node,
} from '../ruleMatch';
import { exactDecimal } from '../exactDouble';
import { decimalName } from './decimalName';
import { floatLiteral, type FloatLiteral } from './floatLiteral';
import { fixIn, quoteAt, replace } from './replace';
import { bindingScope } from './scopes';
import { argumentsOf, childIn, textOf, unbracketed } from './syntax';

/** DB001: `total = 0.0` becomes `total = Decimal("0")`. */
export function initialLiteral({ literal, ledgerType }: InitialMatch, context: FixContext): Fix[] {
  const read = floatLiteral(context.source, literal);
  if (read === null) return [];
  return construct(literal, decimalOf(read), ledgerType, context);
}

/** DB002: the literal with its digits, no start for a sum from zero, `Decimal` for the factory `float`. */
export function defaultLiteral({ literal, ledgerType }: DefaultMatch, context: FixContext): Fix[] {
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
  return construct(literal, decimalOf(read), ledgerType, context);
}

/** DB003: `Decimal(0.1)` becomes `Decimal("0.1")`, and a float expression goes through its text. */
export function textArgument({ call }: FromFloatMatch, context: FixContext): Fix[] {
  const { source } = context;
  const { tree } = source;
  const [argument] = argumentsOf(tree, call);
  if (argument === undefined) return [];
  const value = tree.kind(argument) === 'keyword_argument' ? childIn(tree, argument, 'value') : argument;
  const read = isCall(value, context) ? null : floatLiteral(source, value);
  const quote = quoteAt(source, value);
  if (read !== null) {
    if (quote === null) return [];
    const { digits, isSame } = decimalOf(read);
    const text = `${quote}${digits}${quote}`;
    const title = `Replace ${textOf(source, value)} with ${text}`;
    return [fixIn(source, 'literal', title, !isSame, [replace(source, value, text)])];
  }
  if (bindingScope(source, 'str', value) !== null || tree.kind(value) === 'generator_expression') return [];
  const expression = textOf(source, value);
  return [
    fixIn(source, 'literal', `Convert by text: str(${shorten(expression)})`, true, [
      replace(source, value, `str(${expression})`),
    ]),
  ];
}

/** DB005: an integer where the literal is one, else the exact literal. */
export function comparedLiteral({ literal, ledgerType }: ComparisonMatch, context: FixContext): Fix[] {
  const { source } = context;
  const read = floatLiteral(source, literal);
  if (read === null) return [];
  const whole = read.isZero ? '0' : wholeNumber(read.text);
  const decimal = decimalOf(read);
  if (whole === null) return construct(literal, decimal, ledgerType, context);
  const title = `Compare with ${whole}`;
  return [fixIn(source, 'literal', title, !decimal.isSame, [replace(source, literal, whole)])];
}

/**
 * DB006: `Decimal("0.1")` with the digits as written, which changes no value where the line raised before; and `Decimal(str(rate))` for a float that
 * is no literal, which is for people to judge: the text may be rounded, and the float may be what is wrong.
 */
export function operandLiteral({ operand, ledgerType }: ArithmeticMatch, context: FixContext): Fix[] {
  const { source } = context;
  const read = floatLiteral(source, operand);
  if (read !== null) return construct(operand, { digits: read.text, isSame: true }, ledgerType, context);
  if (ledgerType !== 'Decimal' || bindingScope(source, 'str', operand) !== null) return [];
  const decimal = decimalName(context, operand, 'Decimal');
  if (decimal === null) return [];
  const expression = textOf(source, unbracketed(source.tree, operand));
  const text = `${decimal.name}(str(${expression}))`;
  return [
    fixIn(source, 'literal', `Convert by text: ${decimal.name}(str(${shorten(expression)}))`, true, [
      replace(source, operand, text),
      ...decimal.edits,
    ]),
  ];
}

interface DecimalText {
  readonly digits: string;
  /** Whether the program then computes with the same value and exponent as before. */
  readonly isSame: boolean;
}

/** What `Decimal` makes of the float if the literal is exactly that; else the literal as its author meant it. */
function decimalOf({ text }: FloatLiteral): DecimalText {
  const exact = exactDecimal(text);
  return { digits: exact ?? text, isSame: exact !== null };
}

/** The fix that writes `Decimal("…")`; none if the ledger has another type, or the name is taken. */
function construct(
  node: Node,
  { digits, isSame }: DecimalText,
  ledgerType: string,
  context: FixContext,
): Fix[] {
  const { source } = context;
  const quote = quoteAt(source, node);
  if (ledgerType !== 'Decimal' || quote === null) return [];
  const decimal = decimalName(context, node, 'Decimal');
  if (decimal === null) return [];
  const text = `${decimal.name}(${quote}${digits}${quote})`;
  const edits = [replace(source, node, text), ...decimal.edits];
  return [fixIn(source, 'literal', `Replace ${textOf(source, node)} with ${text}`, !isSame, edits)];
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

function wholeNumber(text: string): string | null {
  return /^(-?(?:0|[1-9][\d_]*))\.[0_]*$/.exec(text)?.[1] ?? null;
}

function isCall(node: Node, { source }: FixContext): boolean {
  return source.tree.kind(node) === 'call';
}

const shownLength = 40;

function shorten(expression: string): string {
  const line = expression.replace(/\s+/g, ' ');
  return line.length > shownLength ? `${line.slice(0, shownLength - 1)}…` : line;
}
