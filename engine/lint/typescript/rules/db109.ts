/** DB109: a decimal as a member of a Set, as a key of a Map, or sought in an array, is found only as the same object. */
import ts from 'typescript-5.9';
import type { Finding, Fix } from '../../finding';
import { collectionName, elementOf } from '../collections';
import type { DecimalKind } from '../decimalTypes';
import { findingAt, fixOf, originOf, replace, shorten, type FileContext } from '../fileContext';
import { argumentText, receiverText } from '../fixes/parentheses';
import type { ScriptRule } from '../rule';

export const rule: ScriptRule = {
  about: {
    name: 'identity-lookup',
    severity: 'warning',
    title: 'A lookup compares the identity of decimals',
  },
  findAt,
};

const searches = new Map([
  ['includes', 'some'],
  ['indexOf', 'findIndex'],
  ['lastIndexOf', 'findLastIndex'],
]);

const lookups = /^(?:includes|indexOf|lastIndexOf|add|has|delete|set|get)$/;

function findAt(node: ts.Node, context: FileContext): Finding | null {
  if (ts.isNewExpression(node)) return newCollection(node, context);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const { name, expression: subject } = node.expression;
  const [first] = node.arguments;
  if (first === undefined || !lookups.test(name.text)) return null;
  const value = context.types.of(first);
  if (value === null) return null;
  if (searches.has(name.text))
    return elementOf(subject, context) === null
      ? null
      : report(node, first, value.kind, context, searchFix(node, first, value.kind, context));
  const collection = collectionName(subject, context);
  const methods = collection === 'Set' ? /^(?:add|has|delete)$/ : /^(?:set|get|has|delete)$/;
  if (collection === null || !methods.test(name.text)) return null;
  return report(node, first, value.kind, context, keyFix(first, value.kind, context));
}

/** `new Set(decimals)`. */
function newCollection(node: ts.NewExpression, context: FileContext): Finding | null {
  const [first] = node.arguments ?? [];
  if (first === undefined || node.expression.getText() !== 'Set') return null;
  const value = elementOf(first, context);
  if (value === null) return null;
  const parameter = freeName(first);
  const fix = fixOf(
    context,
    'method',
    'Key by text',
    [replace(first, `${receiverText(first)}.map((${parameter}) => ${parameter}.toString())`)],
    { changesType: true },
  );
  return report(
    node,
    first,
    value.kind,
    context,
    value.isNullable || value.kind.methods.text === undefined ? null : fix,
  );
}

function searchFix(
  node: ts.CallExpression,
  sought: ts.Expression,
  kind: DecimalKind,
  context: FileContext,
): Fix | null {
  if (!ts.isPropertyAccessExpression(node.expression) || node.arguments.length !== 1) return null;
  const method = searches.get(node.expression.name.text);
  const { eq } = kind.methods;
  if (method === undefined || eq === undefined) return null;
  const parameter = freeName(sought);
  return fixOf(context, 'method', 'Search by value', [
    replace(node.expression.name, method),
    replace(sought, `(${parameter}) => ${parameter}.${eq}(${argumentText(sought)})`),
  ]);
}

function keyFix(key: ts.Expression, { methods }: DecimalKind, context: FileContext): Fix | null {
  if (methods.text === undefined) return null;
  return fixOf(context, 'method', 'Key by text', [replace(key, `${receiverText(key)}.toString()`)], {
    changesType: true,
  });
}

/** A parameter that the expression does not mention. */
function freeName(node: ts.Node): string {
  const text = node.getText();
  return ['x', 'each', 'item'].find((name) => !new RegExp(`\\b${name}\\b`).test(text)) ?? 'candidate';
}

function report(
  node: ts.CallExpression | ts.NewExpression,
  subject: ts.Expression,
  kind: DecimalKind,
  context: FileContext,
  fix: Fix | null,
): Finding {
  return findingAt(node, context, {
    rule: 'DB109',
    severity: 'warning',
    message: `\`${shorten(node.getText())}\` compares object identity of ${kind.name}`,
    related: [originOf(subject, kind.name, context)],
    fixes: [fix],
  });
}
