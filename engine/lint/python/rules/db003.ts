/** DB003: a Decimal that is made from a float. */
import type { Severity } from '../../../protocol/lint';
import type { Fix } from '../../finding';
import { exactDecimal, isExact, storedDigits } from '../exactDouble';
import { decimalOf, shorten } from '../fixes/exactLiteral';
import type { FixContext } from '../fixes/fixContext';
import { floatLiteral } from '../fixes/floatLiteral';
import { fixIn, quoteAt, replace } from '../fixes/replace';
import { bindingScope } from '../fixes/scopes';
import { argumentsOf, childIn, textOf } from '../fixes/syntax';
import { isZero, literalNumber } from '../literals';
import { quoted } from '../messages';
import { isFloatLiteral } from '../names';
import type { PythonRule, RuleEvidence } from '../rule';
import type { Node } from '../syntaxTree';
import type { ParsedSource } from '../tree';

/** Its `node` is the call of `Decimal`. */
export interface Evidence extends RuleEvidence {
  /** A float literal, or an expression known as float. */
  readonly argument: Node;
}

export const rule: PythonRule<Evidence> = {
  about: {
    name: 'decimal-from-float',
    severity: 'warning',
    title: 'A Decimal is made from a float and stores its error',
  },
  severity,
  message,
  related: ({ argument }, source) => [
    { source, node: argument, message: `\`${quoted(source.tree, argument)}\` is a float` },
  ],
  fixes: ({ node }, context) => textArgument(node, context),
};

function severity({ argument }: Evidence, { tree }: ParsedSource): Severity {
  if (!isFloatLiteral(tree, argument)) return 'warning';
  const number = literalNumber(tree, argument);
  return isZero(number) || isExact(number) ? 'hint' : 'warning';
}

function message({ node, argument }: Evidence, { tree }: ParsedSource): string {
  const name = quoted(tree, tree.child(node, 'function'));
  const text = quoted(tree, argument);
  if (!isFloatLiteral(tree, argument))
    return `${name}(${text}) stores the nearest binary fraction; use ${name}(str(${text}))`;
  const number = literalNumber(tree, argument);
  const stored = storedDigits(Number(number.replaceAll('_', '')));
  return `${name}(${text}) stores ${stored}; use ${name}("${exactDecimal(number) ?? number}")`;
}

/** `Decimal(0.1)` becomes `Decimal("0.1")`, and a float expression goes through its text. */
function textArgument(call: Node, context: FixContext): Fix[] {
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

function isCall(node: Node, { source }: FixContext): boolean {
  return source.tree.kind(node) === 'call';
}
