import { strict as assert } from 'node:assert';
import { terminalTable } from '../../../../engine/benchmark/report/terminalTable';
import { textWidth } from '../../../../engine/presentation/textWidth';
import { madeReport, madeResults, madeScenario } from './madeReport';

const plain = terminalTable(madeReport(), { color: false });

describe('The result on a terminal', () => {
  it('has the verdict, what floats did, every engine and every comparison', () => {
    const lines = plain.split('\n');
    assert.equal(lines[0], 'Daily · SMA 50/200');
    assert.equal(lines[1], '✓ Exact decimals are 8.40× faster than JavaScript floats');
    assert.match(plain, /! Floats changed the result: 2 fills more, final equity 11\.35 higher/);
    assert.match(plain, /^native +100\.2 +100\.1 +± 0\.8 .* 12 {2}100\u202f123\.45$/m);
    assert.match(plain, /^exact against JavaScript floats +−88\.1 % \[−88\.2, −88\.0\] +faster$/m);
    assert.match(plain, /Noise floor, float against itself/);
  });

  it('aligns its columns', () => {
    const lines = plain.split('\n');
    const head = lines.findIndex((line) => line.startsWith('Engine'));
    const end = (line: string | undefined, text: RegExp) => {
      const match = text.exec(line ?? '');
      return match === null ? -1 : textWidth((line ?? '').slice(0, match.index + match[0].length));
    };
    const column = end(lines[head], /median, µs/);
    for (const line of lines.slice(head + 1, head + 6)) {
      assert.equal(end(line, /^\S+(?: \(control\))? +[\d\u202f.]+/), column, line);
    }
  });

  it('has no colour unless asked for, and the same words with it', () => {
    assert.doesNotMatch(plain, /\u001b/);
    const coloured = terminalTable(madeReport(), { color: true });
    assert.match(coloured, /\u001b\[32m✓/);
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), plain);
  });

  it('breaks sentences to the width', () => {
    const narrow = terminalTable(madeReport(), { color: false, width: 60 }).split('\n');
    const table = narrow.findIndex((line) => line.startsWith('Engine'));
    for (const line of narrow.slice(0, table)) assert.ok(textWidth(line) <= 60, line);
  });

  it('marks warnings, a partial report and what was not measured', () => {
    const scenario = {
      ...madeScenario({ warnings: ['odd \u001b[2Jbars'] }),
      measurements: null,
      samples: [],
    };
    const text = terminalTable(
      { ...madeReport([scenario]), partial: 'interrupted', warnings: ['on battery'] },
      { color: false },
    );
    assert.match(text, /^Not measured\.$/m);
    assert.match(text, /^! odd \\x1b\[2Jbars$/m);
    assert.match(text, /^Partial report: interrupted$/m);
    assert.match(text, /^Warning: on battery$/m);
  });

  it('has no table of comparisons when one engine ran alone', () => {
    const alone = madeScenario();
    alone.measurements?.comparisons.splice(0);
    const text = terminalTable(madeReport([alone]), { color: false });
    assert.doesNotMatch(text, /^Overhead|^Noise floor/m);
    assert.match(text, /^native /m);
  });

  it('leaves out what floats did when nothing was compared', () => {
    const text = terminalTable(madeReport([madeScenario({ results: madeResults({ floatEffect: null }) })]), {
      color: false,
    });
    assert.doesNotMatch(text, /Floats/);
  });
});
