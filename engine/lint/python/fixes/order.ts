/** Which statements have run when a place is reached. */
import { noNode, type Node, type PythonSource } from '../syntaxTree';
import { contains, enclosing } from './syntax';

const functionKinds: ReadonlySet<string> = new Set(['function_definition', 'lambda']);

/** Whether a statement comes before the place on every way to it. */
export function hasRun(statement: Node, scope: Node, at: Node, { tree }: PythonSource): boolean {
  if (statement === noNode) return false;
  const block = tree.parent(statement);
  const isLater = tree.kind(scope) === 'module' && enclosing(tree, at, functionKinds) !== noNode;
  if (isLater) return block === scope;
  return contains(tree, block, at) && tree.end(statement) <= tree.start(at);
}
