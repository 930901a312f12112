/** The examples of docs/compare-samples.md, run as they stand. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, runHosted } from '../../cli/commandLine';

const page = readFileSync(path.join(root, 'docs/compare-samples.md'), 'utf8');
const examples = [...page.matchAll(/^```console\n\$ decimal-benchmark (.*)\n([^]*?)^```$/gm)];

/** Words of a command line, in which double quotes hold blanks. */
function wordsOf(commandLine: string): string[] {
  return [...commandLine.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''));
}

describe('the page on compare-samples', () => {
  it('has examples of lists, summaries and files', () => {
    assert.ok(examples.length >= 6);
  });

  for (const [, commandLine = '', output = ''] of examples) {
    it(`is true of ${commandLine}`, async () => {
      const ended = await runHosted(wordsOf(commandLine), { cwd: path.join(root, 'test/fixtures/compare') });
      const refused = output.startsWith('error: ');
      assert.equal(ended.code, refused ? 2 : 0, ended.stderr);
      assert.equal(refused ? ended.stderr : ended.stdout, output);
    });
  }

  it('names every file that the tests read', () => {
    for (const tool of [
      'pytest-benchmark',
      'hyperfine',
      'criterion',
      'BenchmarkDotNet',
      'vitest',
      'tinybench',
    ])
      assert.ok(page.includes(`| [${tool}`), tool);
  });
});
