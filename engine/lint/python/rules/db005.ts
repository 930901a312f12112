/** DB005: a ledger value that is compared with a float. */
import type { Fix } from '../../finding';
import { isExact } from '../exactDouble';
import { decimalOf, exactLiteralFix } from '../fixes/exactLiteral';
import type { FixContext } from '../fixes/fixContext';
import { floatLiteral } from '../fixes/floatLiteral';
import { fixIn, replace } from '../fixes/replace';
import { literalNumber } from '../literals';
import { ledgerTyped, quoted } from '../messages';
import type { PythonRule, RuleEvidence } from '../rule';
import type { Node } from '../syntaxTree';

/** Its `node` is the float literal with its sign. */
export interface Evidence extends RuleEvidence {
  readonly operator: string;
  /** The ledger value on the other side. */
  readonly ledger: Node;
}

export const rule: PythonRule<Evidence> = {
  about: {
    name: 'compare-ledger-with-float',
    severity: 'hint',
    title: 'A ledger value is compared with a float',
  },
  // `Decimal("0.1") == 0.1` is false, because the float is not exactly 0.1.
  severity: ({ node, operator }, { tree }) =>
    equalities.has(operator) && !isExact(literalNumber(tree, node)) ? 'warning' : 'hint',
  message: ({ node }, { tree }) => `ledger value compared with float ${quoted(tree, node)}`,
  related: ({ ledger }, source) => [ledgerTyped(source, ledger)],
  fixes: comparedLiteral,
};

const equalities: ReadonlySet<string> = new Set(['==', '!=', '<>']);

/** An integer if the literal is one, else the exact literal. */
function comparedLiteral({ node: literal, ledger }: Evidence, context: FixContext): Fix[] {
  const { source } = context;
  const read = floatLiteral(source, literal);
  if (read === null) return [];
  const whole = read.isZero ? '0' : wholeNumber(read.text);
  const decimal = decimalOf(read);
  if (whole === null) return exactLiteralFix(literal, decimal, context.ledgerType(ledger), context);
  const title = `Compare with ${whole}`;
  return [fixIn(source, 'literal', title, !decimal.isSame, [replace(source, literal, whole)])];
}

function wholeNumber(text: string): string | null {
  return /^(-?(?:0|[1-9][\d_]*))\.[0_]*$/.exec(text)?.[1] ?? null;
}
