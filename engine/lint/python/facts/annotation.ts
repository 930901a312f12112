import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import { unknownExpression, type Expression } from '../expression';
import { stringValue } from '../names';
import type { FlatTree } from '../tree';

/** Annotations are shallow; whatever is nested deeper is no annotation. */
const deepest = 12;

/** What an annotation says, for {@link Expression} `annotated`. */
export function annotationOf(tree: FlatTree, node: Node, depth = 0): Expression {
  if (node === noNode || depth > deepest) return unknownExpression;
  const inner = (child: Node): Expression => annotationOf(tree, child, depth + 1);
  switch (tree.kind(node)) {
    case 'type':
    case 'parenthesized_expression':
      return inner(tree.children(node)[0] ?? noNode);
    case 'identifier':
      return ['name', tree.textOf(node)];
    case 'none':
      return ['literal', 'none'];
    case 'attribute':
      return ['attribute', inner(tree.child(node, 'object')), tree.textOf(tree.child(node, 'attribute'))];
    case 'member_type': {
      const [object, member] = tree.children(node);
      return ['attribute', inner(object ?? noNode), member === undefined ? '' : tree.textOf(member)];
    }
    case 'string': {
      const text = stringValue(tree, node);
      return text === null ? unknownExpression : parseAnnotation(text);
    }
    case 'generic_type': {
      const [base, parameters] = tree.children(node);
      const items = parameters === undefined ? [] : tree.children(parameters);
      return ['subscript', inner(base ?? noNode), ['tuple', items.map(inner)], ''];
    }
    case 'subscript': {
      const [base, ...items] = tree.children(node);
      const [only] = items;
      const flat =
        only !== undefined && items.length === 1 && tree.kind(only) === 'tuple' ? tree.children(only) : items;
      return ['subscript', inner(base ?? noNode), ['tuple', flat.map(inner)], ''];
    }
    case 'binary_operator':
      return ['any', [inner(tree.child(node, 'left')), inner(tree.child(node, 'right'))]];
    case 'union_type':
      return ['any', tree.children(node).map(inner)];
    case 'list':
      return ['tuple', tree.children(node).map(inner)];
    case 'call':
      return ['call', inner(tree.child(node, 'function')), [], []];
    default:
      return unknownExpression;
  }
}

/** Reads an annotation that is written as a string: names with dots, `|` and brackets. */
function parseAnnotation(text: string): Expression {
  const tokens = text.match(/[\w.]+|[[\],|]|\S/gu) ?? [];
  let at = 0;
  const parseUnion = (depth: number): Expression => {
    const members = [parseOne(depth)];
    while (tokens[at] === '|') {
      at++;
      members.push(parseOne(depth));
    }
    return members.length === 1 ? (members[0] ?? unknownExpression) : ['any', members];
  };
  const parseOne = (depth: number): Expression => {
    const token = tokens[at];
    if (token === undefined || depth > deepest) return unknownExpression;
    at++;
    if (token === '[') return ['tuple', parseItems(depth)];
    if (!/^[A-Za-z_]/.test(token)) return unknownExpression;
    const base: Expression = token === 'None' ? ['literal', 'none'] : nameExpression(token);
    if (tokens[at] !== '[') return base;
    at++;
    return ['subscript', base, ['tuple', parseItems(depth)], ''];
  };
  const parseItems = (depth: number): Expression[] => {
    const items: Expression[] = [];
    while (at < tokens.length && tokens[at] !== ']') {
      items.push(parseUnion(depth + 1));
      if (tokens[at] === ',') at++;
      else if (tokens[at] !== ']') break;
    }
    at++;
    return items;
  };
  const parsed = parseUnion(0);
  return at < tokens.length ? unknownExpression : parsed;
}

/** A name with dots as a chain of attributes. */
export function nameExpression(name: string): Expression {
  const [first = '', ...others] = name.split('.');
  return others.reduce<Expression>((object, part) => ['attribute', object, part], ['name', first]);
}
