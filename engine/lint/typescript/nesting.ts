import ts from 'typescript-5.9';

/** Deeper than code that people write, and far from where the compiler runs out of stack. */
const maxDepth = 500;

/** A sum of many terms is as many nodes deep, but neither the parser nor the checker recurses into it. */
const depthOfTerm = 0.05;

/** Whether looking at the file may end the stack. Without recursion, because it is asked of files that recursion would fail at. */
export function isNestedTooDeeply(file: ts.SourceFile): boolean {
  const stack: { node: ts.Node; depth: number }[] = [{ node: file, depth: 0 }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { node, depth } = entry;
    if (depth > maxDepth) return true;
    ts.forEachChild(node, (child) => {
      const isTerm = ts.isBinaryExpression(node) && child === node.left && ts.isBinaryExpression(child);
      stack.push({ node: child, depth: depth + (isTerm ? depthOfTerm : 1) });
    });
  }
  return false;
}
