import ts from 'typescript-5.9';

/** All nodes, parents first. Without recursion: a sum of 10⁵ terms is as many levels deep. */
export function nodesOf(file: ts.SourceFile): ts.Node[] {
  const nodes: ts.Node[] = [];
  const stack: ts.Node[] = [file];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes.push(node);
    ts.forEachChild(node, (child) => {
      stack.push(child);
    });
  }
  return nodes;
}
