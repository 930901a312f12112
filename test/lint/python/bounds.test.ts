import { strict as assert } from 'node:assert';
import path from 'node:path';
import fc from 'fast-check';
import { families, head, hostileSource } from './hostileSources';
import { analyserOf, folder } from './pythonFixture';

const good = 'from decimal import Decimal\nx = Decimal(0.1)\n';
const goodFile = path.join(folder, 'good.py');
const hostileFile = path.join(folder, 'hostile.py');

/** What is found in a file beside a hostile one, and what is reported of that one. */
async function analysed(hostile: string) {
  const analyser = await analyserOf({ 'good.py': good, 'hostile.py': hostile });
  const findings = analyser.findings(hostileFile);
  for (const { range } of findings) assert.ok(range.start <= range.end && range.end <= hostile.length);
  return { good: analyser.findings(goodFile), findings, notes: analyser.notes?.(hostileFile) ?? [] };
}

describe('the analysis of Python is bounded', function () {
  this.timeout(120_000);

  for (const [name, family] of families) {
    it(`for ${name}`, async () => {
      assert.equal((await analysed(head + family(6_000))).good.length, 1);
    });
  }

  it('for any mixture of hostile code', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSource(3_000), async (text) => {
        assert.equal((await analysed(text)).good.length, 1);
      }),
      { numRuns: 60 },
    );
  });

  it('for 8,000 operators that are nested, with a note', async () => {
    const { good: beside, notes } = await analysed(`${head}x = ${'-'.repeat(8_000)}1\n`);
    assert.equal(beside.length, 1);
    assert.match(notes.join('\n'), /^Not fully analyzed: code is nested more than 400 levels deep near `-+`/);
  });

  it('for 5,000 brackets that stay open or do not match, with a note', async () => {
    for (const unit of ['(a b', '(]', 'x[)']) {
      const { good: beside, notes } = await analysed(`${head}x = ${unit.repeat(5_000)}\n`);
      assert.equal(beside.length, 1);
      assert.match(notes.join('\n'), /^Not fully analyzed: the parser needs too many steps/);
    }
  });

  it('reads strings and comments of 5,000 brackets without a note', async () => {
    const text = `x = "${'(]'.repeat(5_000)}"  # ${'('.repeat(5_000)}\n`;
    assert.deepEqual((await analysed(head + text)).notes, []);
  });

  it('for 20,000 targets and brackets that are nested, with a note', async () => {
    for (const text of [
      `${'('.repeat(20_000)}t${',)'.repeat(20_000)} = a\n`,
      `x = ${'-('.repeat(20_000)}1${')'.repeat(20_000)}\n`,
    ]) {
      const { good: beside, notes } = await analysed(head + text);
      assert.equal(beside.length, 1);
      assert.match(notes.join('\n'), /^Not fully analyzed: /);
    }
  });

  it('and finds floats in expressions that are nested a hundred levels deep', async () => {
    const deep = `x = ${'-('.repeat(150)}Decimal("1") - 0.5${')'.repeat(150)}\n`;
    const { findings, notes } = await analysed(head + deep);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['DB006'],
    );
    assert.deepEqual(notes, []);
  });

  it('and finds floats behind 100,000 continued lines', async () => {
    const text = `${head}x = 1 ${'\\\n'.repeat(100_000)}+ 2\ny = Decimal("1") - 0.5\n`;
    const { findings, notes } = await analysed(text);
    assert.deepEqual(
      findings.map(({ rule, range }) => [rule, text.slice(range.start, range.end)]),
      [['DB006', '0.5']],
    );
    assert.deepEqual(notes, []);
  });

  for (const [name, idle] of [
    ['comment lines', '#\n'],
    ['comments with quotes', "  # it's\n"],
    ['comments and continued lines', '#\n\\\n'],
  ] as const) {
    it(`and finds floats behind 50,000 ${name}`, async () => {
      const text = `${head}${idle.repeat(50_000)}y = Decimal("1") - 0.5\n`;
      const { findings, notes } = await analysed(text);
      assert.deepEqual(
        findings.map(({ rule, range }) => [rule, text.slice(range.start, range.end)]),
        [['DB006', '0.5']],
      );
      assert.deepEqual(notes, []);
    });
  }

  it('and finds the floats of 3,000 branches on one name', async () => {
    const branches = '    if c: t = 0.0\n    else: t = x\n'.repeat(3_000);
    const { findings } = await analysed(`${head}def f(c, x: Decimal):\n${branches}    return t\n`);
    assert.equal(findings.length, 3_000);
  });

  it('and reads 200,000 characters of calls of a function of many parameters to their end', async () => {
    const family = families.get('module: calls of a function of many parameters');
    assert.ok(family);
    assert.deepEqual((await analysed(head + family(200_000))).notes, []);
  });

  it('and offers no fix in a file that was not fully analysed', async () => {
    const { findings } = await analysed(`${head}y = Decimal(0.1)\nx = ${'-'.repeat(8_000)}1\n`);
    assert.deepEqual(
      findings.map(({ fixes }) => fixes.length),
      [0],
    );
  });
});
