/** The names by which a program reads what a float literal starts or falls back on. */
import { noNode, type Node } from './syntaxTree';
import { wordsIn } from './flow/mixing';
import { perTree } from './fixes/perTree';
import type { FlatTree, ParsedSource } from './tree';

/** Names of what a literal is assigned to, passed as, or returned from. */
export function startNames(literal: Node, tree: FlatTree): string[] {
  const names: string[] = [];
  for (let at = literal; at !== noNode; at = tree.parent(at)) {
    const kind = tree.kind(at);
    switch (kind) {
      case 'assignment':
      case 'augmented_assignment':
        names.push(...targetNames(tree.child(at, 'left'), tree));
        break;
      case 'default_parameter':
      case 'typed_default_parameter':
      case 'keyword_argument':
      case 'named_expression':
        names.push(tree.textOf(tree.child(at, 'name')));
        break;
      case 'pair':
        names.push(...wordsIn(tree.child(at, 'key'), tree));
        break;
      case 'function_definition':
        names.push(tree.textOf(tree.child(at, 'name')));
        return names;
      case 'block':
      case 'module':
        if (!isReturned(literal, tree)) return names;
    }
  }
  return names;
}

/** The names that a target gives a value to. */
export function targetNames(target: Node, tree: FlatTree): string[] {
  switch (tree.kind(target)) {
    case 'attribute':
      return wordsIn(tree.child(target, 'attribute'), tree);
    case 'subscript': {
      const [container = noNode, ...keys] = tree.children(target);
      return [...targetNames(container, tree), ...keys.flatMap((key) => wordsIn(key, tree))];
    }
    default:
      return wordsIn(target, tree);
  }
}

function isReturned(literal: Node, tree: FlatTree): boolean {
  for (let at = literal; at !== noNode && tree.kind(at) !== 'block'; at = tree.parent(at)) {
    if (tree.kind(at) === 'return_statement') return true;
  }
  return false;
}

const floats: ReadonlySet<string> = new Set(['float']);

/** Names that start as a float literal somewhere in a file. */
export const floatStartsIn = perTree((source: ParsedSource): ReadonlySet<string> => {
  const { tree } = source;
  return new Set(tree.nodesOf(floats).flatMap((literal) => startNames(literal, tree)));
});
