import type { Node } from '../syntaxTree';
import { noNode } from '../syntaxTree';
import type { FlatTree } from '../tree';
import type { ImportFact } from './facts';

/** Notes what an import statement binds. */
export function importsOf(
  tree: FlatTree,
  statement: Node,
  imports: Record<string, ImportFact>,
  stars: string[],
): void {
  if (tree.kind(statement) === 'import_statement') {
    for (const item of tree.children(statement)) importModule(tree, item, imports);
    return;
  }
  const moduleNode = tree.child(statement, 'module_name');
  if (moduleNode === noNode) return;
  const module = tree.textOf(moduleNode).replaceAll(/\s/g, '');
  for (const item of tree.children(statement)) {
    if (item === moduleNode) continue;
    if (tree.kind(item) === 'wildcard_import') {
      stars.push(module);
      continue;
    }
    const { name, alias } = namesOf(tree, item);
    // Of two imports of a name in `try` and `except` the first one is meant.
    if (name !== '' && !Object.hasOwn(imports, alias ?? name)) imports[alias ?? name] = { module, name };
  }
}

function importModule(tree: FlatTree, item: Node, imports: Record<string, ImportFact>): void {
  const { name, alias } = namesOf(tree, item);
  if (name === '') return;
  const local = alias ?? name.split('.')[0] ?? name;
  if (Object.hasOwn(imports, local)) return;
  imports[local] = { module: alias === null ? local : name, name: null };
}

function namesOf(tree: FlatTree, item: Node): { name: string; alias: string | null } {
  if (tree.kind(item) !== 'aliased_import') return { name: tree.textOf(item), alias: null };
  return { name: tree.textOf(tree.child(item, 'name')), alias: tree.textOf(tree.child(item, 'alias')) };
}
