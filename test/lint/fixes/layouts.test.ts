import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { applyEdits } from '../../../engine/lint/applyEdits';
import type { Fix } from '../../../engine/lint/finding';
import { noNode, type Node, type SyntaxTree } from '../../../engine/lint/python/syntaxTree';
import { pythonParser } from '../../../engine/lint/python/grammar';
import { plainCases } from './cases';
import { laidOut, layouts } from './layouts';
import { fixesOf } from './marked';
import { syntaxProblems, whyNoPython } from './python';
const runs = 400;

describe('python fixes, however a program is laid out', () => {
  it('parse afterwards, keep the line ends, and touch nothing but their own places', async function () {
    const texts: string[] = [];
    const cause = fc.tuple(fc.constantFrom(...plainCases), layouts);
    await fc.assert(
      fc.asyncProperty(cause, async ([one, layout]) => {
        const code = laidOut(one.code, layout);
        const { text, fixes } = await fixesOf({ ...one, code });
        const parser = await pythonParser();
        assert.equal(hasError(parser.parse(text)), false, text);
        for (const fix of fixes) {
          const fixed = applied(text, fix);
          assert.equal(hasError(parser.parse(fixed)), false, fixed);
          assert.equal(/(?<!\r)\n/.test(fixed), layout.lineEnd === '\n' && fixed.includes('\n'), fixed);
          assert.equal(fixed.startsWith('\uFEFF'), layout.isMarked);
          assert.equal(fixed.endsWith('\n'), layout.endsWithLine);
          assert.deepEqual(comments(fixed), comments(text));
          texts.push(fixed.replace('\uFEFF', ''));
        }
      }),
      { numRuns: runs },
    );
    const reason = whyNoPython();
    if (reason !== null) {
      console.log(`      not read by Python: ${reason}`);
      return;
    }
    for (const [index, problem] of syntaxProblems(texts).entries()) {
      assert.equal(problem, null, `${String(problem)} in\n${texts[index] ?? ''}`);
    }
    assert.ok(texts.length > runs / 2, 'most programs have a fix in any layout');
  });
});

function applied(text: string, fix: Fix): string {
  return fix.files.reduce((before, { edits }) => applyEdits(before, edits), text);
}

function comments(text: string): string[] {
  return [...text.matchAll(/#.*$/gm)].map(([comment]) => comment.trimEnd());
}

function hasError(tree: SyntaxTree): boolean {
  const stack: Node[] = [tree.root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (tree.kind(node) === 'ERROR') return true;
    for (let child = tree.firstChild(node); child !== noNode; child = tree.nextSibling(child))
      stack.push(child);
  }
  return false;
}
