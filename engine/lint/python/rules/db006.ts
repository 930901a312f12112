/** DB006: a float that meets a ledger value in arithmetic. */
import type { Fix } from '../../finding';
import { decimalName } from '../fixes/decimalName';
import { exactLiteralFix, shorten } from '../fixes/exactLiteral';
import type { FixContext } from '../fixes/fixContext';
import { floatLiteral } from '../fixes/floatLiteral';
import { fixIn, replace } from '../fixes/replace';
import { bindingScope } from '../fixes/scopes';
import { textOf, unbracketed } from '../fixes/syntax';
import { ledgerTyped, quoted } from '../messages';
import type { PythonRule, RuleEvidence } from '../rule';
import type { Node } from '../syntaxTree';

/** Its `node` is the float operand: a literal, or an expression annotated as float. */
export interface Evidence extends RuleEvidence {
  /** As the message shows it between the operands. */
  readonly operator: string;
  /** The other operand. */
  readonly ledger: Node;
}

export const rule: PythonRule<Evidence> = {
  about: {
    name: 'float-literal-arithmetic',
    severity: 'error',
    title: 'A float meets a ledger value in arithmetic',
  },
  message: ({ node, operator }, { tree }) =>
    `float ${quoted(tree, node)} ${operator} ledger value raises TypeError`,
  related: ({ ledger }, source) => [ledgerTyped(source, ledger)],
  fixes: operandFixes,
  // The other operand is a Decimal by its declaration, and a float as long as it starts as one.
  isNeededAsFloat: ({ ledger }, uses) => uses.mayBeNumber(ledger) || uses.isFloatStartMixed(ledger),
};

/**
 * `Decimal("0.1")` with the digits as written, which changes no value because the line
 * raised before; and `Decimal(str(rate))` for a float that is no literal, which people must review: the text may be
 * rounded, and the float may be the mistake.
 */
function operandFixes({ node: operand, ledger }: Evidence, context: FixContext): Fix[] {
  const { source } = context;
  const ledgerType = context.ledgerType(ledger);
  const read = floatLiteral(source, operand);
  if (read !== null)
    return exactLiteralFix(operand, { digits: read.text, isSame: true }, ledgerType, context);
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
