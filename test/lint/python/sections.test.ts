import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Language, Parser, type Node as ParsedNode } from 'web-tree-sitter';
import { pythonParser } from '../../../engine/lint/python/grammar';
import { leastLength, sectionStarts } from '../../../engine/lint/python/sections';
import type { FlatTree } from '../../../engine/lint/python/tree';

const padding = '#'.repeat(leastLength);

/** Statements of a module, each as long as a section must be at least; none of them can be cut. */
const statements = [
  'x = 0.0\n',
  'x = [\n0.0,\n1]\n',
  'x = (a\n@ b)\n',
  'x = a + \\\nb\n',
  'x = """\nclass C:\n    pass\n\\"""\ndef f(): pass\n"""\n',
  "x = f'''{a!r:>{b}}\nclass D: ...\n{f'{c}'}'''\n",
  'x = f"{(\na\n)}" + r"\\\\" + \'#"\'\n',
  'x = {"a": "(", "b": \'[\'}  # (\n',
  '# alone (\n',
  '"""Alone."""\n',
  'from a import (\nb,\nc)\n',
  'if a:\n    b\nelif c:\n    d\nelse:\n    e\n',
  'if a: b\nelse: c\n',
  'try:\n    a\nexcept B:\n    c\nelse:\n    d\nfinally:\n    e\n',
  'for a in b:\n    c\n# between\nelse:\n    d\n',
  'elsewhere = finally_ = 1; print(x)\n',
  'with a as b, c:\n    d\n    # inside\n# outside\n',
  'while a:\n\tb\n    \n',
  'match a:\n    case [b, *_] if c: d\n    case _: e\n',
  'match = case = type = 1\n',
  'type A[T] = list[T]\n',
  'class A: pass\n',
  'class A(B, metaclass=C):\n    """Doc."""\n\n    x: int = 0\n\n    # last\n',
  '@a\nclass A:\n    @b(c)\n    def d(self): return lambda: 0\n',
  '@a(\n    b,\n)\n# between\n@c.d\n\ndef f(): ...\n',
  'def f(a, /, b: int = 0, *c, d, **e) -> "F":\n    return a\n\n\n',
  'async def f():\n    async with a: await b\n    yield\n',
  'async with a:\n    b\n',
  'print >>a, b\nexec "c"\n',
  '\u00e9t\u00e9 = "\ud83d\ude00"\n',
  'a.b[c](d)\n(a)\n[b]\n{c}\n-d\n...\n',
];

/** What the body of a class is made of, a section long or short. */
const members = [
  'def f(self):\n    return self.g(\n        1)\n',
  '@a\ndef g(self): ...\n',
  '@a(\n    b,\n)\n# between\n@c\n\nasync def h(self):\n    """Doc.\n\ndef no(): """\n',
  'x: int = 0\n',
  'x = (a\n@ b)\n',
  'x = f"{(\na\n)}"\n',
  'x = a \\\n@ b\n',
  'class Inner:\n    def f(self): pass\n\n    @a\n    def g(self):\n        # in it\n        pass\n\n',
  'if a:\n    def f(self): pass\nelse:\n    def f(self): ...\n',
  '# of the class\n',
  `# ${padding}\n`,
  `"""${padding}\nclass C:\n    def f(self): pass\n"""\n`,
  '\n',
];
const undercut = fc.constantFrom('', '', '', '', '# left of the class\n', '  # left of its body\n');
const body = fc
  .array(fc.tuple(undercut, fc.constantFrom(...members)), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.map(([comment, member]) => comment + member.replaceAll(/^(?=.)/gm, '    ')).join(''));
const longClass = fc
  .tuple(
    fc.constantFrom('class A:\n', '@a\nclass A(\n    B,\n):\n', 'class A: # (\n'),
    fc.constantFrom('    x = 1\n', '    @a\n    def f(self): pass\n'),
    body,
  )
  .map((parts) => parts.join(''));

const endings = ['\n', '\r\n'];
const module = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom(...statements), longClass),
        fc.constantFrom('', '\n', `${padding}\n`),
      ),
      {
        maxLength: 9,
      },
    ),
    fc.constantFrom(...endings),
    fc.boolean(),
  )
  .map(([parts, ending, isEnded]) => {
    const text = parts.flat().join('').replaceAll('\n', ending);
    return isEnded ? text : text.trimEnd();
  });

describe('sections of a Python file', () => {
  it('are together what the file is, wherever a valid one is cut', async () => {
    const whole = await wholeParser();
    const { parse } = await pythonParser();
    let cut = 0;
    fc.assert(
      fc.property(module, (text) => {
        const expected = whole(text);
        cut += sectionStarts(text).length - 1;
        assert.equal(expected.hasError, false, text);
        assert.deepEqual(linesOf(parse(text)), expected.lines);
      }),
      { numRuns: 300 },
    );
    assert.ok(cut > 200, `${cut} cuts`);
  });

  it('are together what the file is, for every file of the corpus', async () => {
    const whole = await wholeParser();
    const { parse } = await pythonParser();
    for (const file of filesBelow(path.join(__dirname, '../corpus'))) {
      const text = readFileSync(file, 'utf8');
      const expected = whole(text);
      if (!expected.hasError) assert.deepEqual(linesOf(parse(text)), expected.lines, file);
    }
  });

  it('begin where a statement of the module begins', () => {
    const long = (line: string): string => `${line}\n${padding}\n`;
    const text = [
      long('import a'),
      long('@a'),
      long('@b'),
      long('def f():\n    return """'),
      long('class C:\n"""'),
      long('x = ('),
      long('y'),
      long('@c'),
      long('class D:'),
      long('else'),
      `z = "${padding}" + \\\nw\n`,
    ].join('');
    assert.deepEqual(
      sectionStarts(text).map(({ offset }) => text.slice(offset).split('\n', 1)[0]),
      ['import a', '@a', 'x = (', '@c', `z = "${padding}" + \\`],
    );
  });

  it('are taken from the tree before only when they are the same', async () => {
    const { parse } = await pythonParser();
    const junk = fc.constantFrom(
      '(',
      ')',
      '"""',
      "'",
      '\n',
      '    ',
      'x',
      '0.0 ',
      ':',
      '#',
      '\\',
      '@',
      '\0',
      'class ',
      padding,
    );
    const edit = fc.tuple(fc.nat(), fc.nat(40), fc.array(junk, { maxLength: 3 }));
    fc.assert(
      fc.property(module, fc.array(edit, { minLength: 1, maxLength: 5 }), (start, edits) => {
        let text = start;
        let tree = parse(text);
        for (const [place, length, inserted] of edits) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + inserted.join('') + text.slice(at + length);
          tree = parse(text, tree);
          assert.deepEqual(tree, parse(text));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('contain a mistake', async () => {
    const { parse } = await pythonParser();
    const before = `class A:\n    def f(self):\n        return 1\n${padding}\n`;
    const after = 'class B:\n    def g(self):\n        return 2\n';
    const lines = linesOf(parse(`${before.replace('return 1', 'x = f(')}${after}`)).map((line) =>
      line.replace(/\d.*/, ''),
    );
    const alone = linesOf(parse(after)).map((line) => line.replace(/\d.*/, ''));
    assert.deepEqual(lines.slice(1 - alone.length), alone.slice(1));
  });
});

/** A line for every named node: where it is, and what. */
function linesOf(tree: FlatTree): string[] {
  const depths: number[] = [];
  return Array.from({ length: tree.size }, (_, node) => node).flatMap((node) => {
    const depth = node === tree.root ? 0 : (depths[tree.parent(node)] ?? 0) + 1;
    depths[node] = depth;
    const line = lineOf(depth, tree.field(node), tree.kind(node), tree.start(node), tree.end(node));
    return tree.isNamed(node) ? [line] : [];
  });
}

function lineOf(depth: number, field: string, kind: string, start: number, end: number): string {
  return `${'  '.repeat(depth)}${field} ${kind} ${start} ${end}`;
}

/** Reads a file as one. */
async function wholeParser(): Promise<(text: string) => { hasError: boolean; lines: string[] }> {
  await pythonParser();
  const wasm = path.join(
    path.dirname(require.resolve('tree-sitter-python/package.json')),
    'tree-sitter-python.wasm',
  );
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(wasm)));
  return (text) => {
    const tree = parser.parse(text);
    assert.ok(tree !== null);
    const lines: string[] = [];
    const walk = (node: ParsedNode, field: string, depth: number): void => {
      lines.push(lineOf(depth, field, node.type, node.startIndex, node.endIndex));
      node.children.forEach((child, index) => {
        if (child.isNamed) walk(child, node.fieldNameForChild(index) ?? '', depth + 1);
      });
    };
    walk(tree.rootNode, '', 0);
    const { hasError } = tree.rootNode;
    tree.delete();
    return { hasError, lines };
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => path.join(folder, name));
}
