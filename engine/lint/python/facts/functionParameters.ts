import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import type { FlatTree } from '../tree';

export interface Parameter {
  readonly name: Node;
  readonly annotation: Node;
  readonly value: Node;
  readonly star: '' | '*' | '**';
}

/** Parameters of a function or a lambda, in order. */
export function parametersOf(tree: FlatTree, definition: Node): Parameter[] {
  const list = tree.child(definition, 'parameters');
  return list === noNode ? [] : tree.children(list).flatMap((node) => parameterOf(tree, node) ?? []);
}

function parameterOf(tree: FlatTree, node: Node): Parameter | null {
  switch (tree.kind(node)) {
    case 'identifier':
      return { name: node, annotation: noNode, value: noNode, star: '' };
    case 'default_parameter':
    case 'typed_default_parameter': {
      const name = tree.child(node, 'name');
      if (tree.kind(name) !== 'identifier') return null;
      return { name, annotation: tree.child(node, 'type'), value: tree.child(node, 'value'), star: '' };
    }
    case 'typed_parameter': {
      const [inner = noNode] = tree.children(node);
      const parameter = inner === noNode ? null : parameterOf(tree, inner);
      return parameter === null ? null : { ...parameter, annotation: tree.child(node, 'type') };
    }
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern': {
      const [name = noNode] = tree.children(node);
      if (name === noNode || tree.kind(name) !== 'identifier') return null;
      return {
        name,
        annotation: noNode,
        value: noNode,
        star: tree.kind(node) === 'list_splat_pattern' ? '*' : '**',
      };
    }
    default:
      return null;
  }
}
