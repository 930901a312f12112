import { strict as assert } from 'node:assert';
import { noNode, type Node } from '../../../engine/lint/python/syntaxTree';
import { pythonParser } from '../../../engine/lint/python/grammar';
import type { FlatTree } from '../../../engine/lint/python/tree';

describe("a file's tree", () => {
  it('counts in UTF-16 units', async () => {
    const text = 'name = "😀é"; zero = 0.0\n';
    const tree = (await pythonParser()).parse(text);
    const literal = nodesOf(tree).find((node) => tree.kind(node) === 'float') ?? noNode;
    assert.equal(text.slice(tree.start(literal), tree.end(literal)), '0.0');
  });

  it('links parents, children and siblings both ways', async () => {
    const tree = (await pythonParser()).parse('def f(a, b=1):\n  return [a + b, *c] # why\n');
    for (const node of nodesOf(tree)) {
      if (node !== tree.root) assert.ok(childrenOf(tree, tree.parent(node)).includes(node));
      for (const child of childrenOf(tree, node)) {
        assert.equal(tree.parent(child), node);
        assert.ok(tree.start(child) >= tree.start(node) && tree.end(child) <= tree.end(node));
      }
    }
  });

  it('keeps comments, operators and the fields of what is in them', async () => {
    const tree = (await pythonParser()).parse('x = a + 1  # sum\n');
    const kinds = nodesOf(tree).map((node) =>
      [tree.kind(node), tree.field(node), tree.isNamed(node)].join(' '),
    );
    assert.deepEqual(kinds, [
      'module  true',
      'expression_statement  true',
      'assignment  true',
      'identifier left true',
      'binary_operator right true',
      'identifier left true',
      '+ operator false',
      'integer right true',
      'comment  true',
    ]);
  });

  it('is there for an empty text, NULs, a byte order mark and text that is no Python', async () => {
    for (const text of ['', '\0\0\0', '\uFEFFx = 0.0\n', ')]}', '"""', '\ud800 = 1']) {
      const tree = (await pythonParser()).parse(text);
      assert.equal(tree.kind(tree.root), 'module', JSON.stringify(text));
      assert.ok(nodesOf(tree).every((node) => tree.end(node) <= text.length));
    }
  });
});

function nodesOf(tree: FlatTree): Node[] {
  return Array.from({ length: tree.size }, (_, node) => node);
}

function childrenOf(tree: FlatTree, node: Node): Node[] {
  const found: Node[] = [];
  for (let child = tree.firstChild(node); child !== noNode; child = tree.nextSibling(child))
    found.push(child);
  return found;
}
