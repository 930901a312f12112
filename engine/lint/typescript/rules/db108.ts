/** DB108: an array of decimals that is sorted without a comparator is sorted as texts. */
import ts from 'typescript-5.9';
import type { Finding, Fix } from '../../finding';
import type { DecimalKind } from '../decimalTypes';
import { findingAt, fixOf, originOf, shorten, type FileContext } from '../fileContext';
import { elementOf } from '../collections';
import type { ScriptRule } from '../rule';

export const rule: ScriptRule = {
  about: {
    name: 'default-sort',
    severity: 'warning',
    title: 'A sort without a comparator orders decimals as text',
  },
  findAt,
};

function findAt(node: ts.Node, context: FileContext): Finding | null {
  if (!ts.isCallExpression(node) || node.arguments.length > 0) return null;
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || !/^(?:sort|toSorted)$/.test(expression.name.text))
    return null;
  const value = elementOf(expression.expression, context);
  if (value === null) return null;
  const { name } = value.kind;
  return findingAt(node, context, {
    rule: 'DB108',
    severity: 'warning',
    message: `\`${shorten(expression.getText())}()\` orders ${name} as text`,
    related: [originOf(expression.expression, `collection of ${name}`, context)],
    fixes: [sortFix(node, value.kind, context)],
  });
}

function sortFix(node: ts.CallExpression, kind: DecimalKind, context: FileContext): Fix | null {
  const { cmp, minus, lt, gt } = kind.methods;
  const order =
    cmp !== undefined
      ? `a.${cmp}(b)`
      : lt !== undefined && gt !== undefined
        ? `(a.${lt}(b) ? -1 : a.${gt}(b) ? 1 : 0)`
        : null;
  if (order === null || minus === undefined) return null;
  const place = node.getEnd() - 1;
  return fixOf(context, 'method', `Sort by value`, [
    { start: place, end: place, text: `(a, b) => ${order}` },
  ]);
}
