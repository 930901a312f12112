/** A zero that takes its type from a ledger value. */
import type { Fix } from '../../finding';
import type { FixContext } from './fixContext';
import type { Node, PythonSource } from '../syntaxTree';
import type { InitialValue } from './initialValue';
import { floatLiteral } from './floatLiteral';
import { ledgerValueAt } from './expressionAvailability';
import { fixIn, replace } from './replace';
import { textOf } from './syntax';

/** `previous = 0.0` becomes `previous = ledger.cash_flow * 0` if that can be read at this point already. */
export function inheritZero({ literal, target, mixedWith }: InitialValue, context: FixContext): Fix[] {
  const { source } = context;
  if (mixedWith.source.path !== source.path || floatLiteral(source, literal)?.isZero !== true) return [];
  const value = ledgerValueAt(mixedWith.expression, { at: literal, elements: false }, context);
  if (value === null || isPartOf(textOf(source, target), value)) return [];
  const zero = `${value} * 0`;
  const text = bindsTighter(source, literal) ? `(${zero})` : zero;
  return [fixIn(source, 'inherit', `Inherit the type: ${zero}`, false, [replace(source, literal, text)])];
}

function isPartOf(target: string, value: string): boolean {
  return value === target || value.startsWith(`${target}.`) || value.startsWith(`${target}[`);
}

const looser: ReadonlySet<string> = new Set([
  'assignment',
  'pair',
  'expression_list',
  'tuple',
  'list',
  'parenthesized_expression',
  'keyword_argument',
  'argument_list',
  'conditional_expression',
  'boolean_operator',
  'named_expression',
]);

/** Whether what stands around the literal would take a part of a product for itself. */
function bindsTighter({ tree }: PythonSource, literal: Node): boolean {
  return !looser.has(tree.kind(tree.parent(literal)));
}
