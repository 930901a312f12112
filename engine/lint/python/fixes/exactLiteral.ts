/** Exact literals in the place of float ones. */
import type { Fix } from '../../finding';
import type { FixContext } from './fixContext';
import type { Node } from '../syntaxTree';
import { exactDecimal } from '../exactDouble';
import { decimalName } from './decimalName';
import type { FloatLiteral } from './floatLiteral';
import { fixIn, quoteAt, replace } from './replace';
import { textOf } from './syntax';

export interface DecimalText {
  readonly digits: string;
  /** Whether the program then computes with the same value and exponent as before. */
  readonly isSame: boolean;
}

/** What `Decimal` makes of the float if the literal is exactly that; else the literal as its author meant it. */
export function decimalOf({ text }: FloatLiteral): DecimalText {
  const exact = exactDecimal(text);
  return { digits: exact ?? text, isSame: exact !== null };
}

/** The fix that writes `Decimal("…")`; none if the ledger has another type, or the name is taken. */
export function exactLiteralFix(
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

const shownLength = 40;

/** An expression on one line, short enough for the title of a fix. */
export function shorten(expression: string): string {
  const line = expression.replace(/\s+/g, ' ');
  return line.length > shownLength ? `${line.slice(0, shownLength - 1)}…` : line;
}
