import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root, runHosted } from './commandLine';

describe('the help of the command line', () => {
  it('is what the bare command prints', async () => {
    const [bare, asked] = await Promise.all([runHosted([]), runHosted(['--help'])]);
    assert.equal(bare.code, 0);
    assert.equal(bare.stderr, '');
    assert.equal(bare.stdout, asked.stdout);
    for (const word of ['run', 'report', 'data', '130']) assert.ok(bare.stdout.includes(word), word);
  });

  const pages: [string[], string[]][] = [
    [
      ['run', '--help'],
      ['--scenario', '--launches', '--engines', '--data', '--trace', '--quiet', 'minute-large', 'large ones'],
    ],
    [
      ['report', '--help'],
      ['report.json', '--output'],
    ],
    [['data', '--help'], ['export']],
    [
      ['data', 'export', '--help'],
      ['--scenario', '--out'],
    ],
    [
      ['baseline', 'check', '--help'],
      ['--warn', '--fail', '--max-launches', '--markdown', '--events'],
    ],
    [
      ['baseline', 'create', '--help'],
      ['--scenario', '--file', '--runs'],
    ],
    [
      ['compare', '--help'],
      ['--against', 'HEAD~1', 'temporary clone'],
    ],
    [
      ['trend', '--help'],
      ['report.json', '--baseline', '--no-baseline', '--warn', 'five runs'],
    ],
    [
      ['merge', '--help'],
      ['report.json', '--output-dir'],
    ],
    [
      ['help', 'run'],
      ['--scenario', '--shard'],
    ],
  ];
  for (const [args, words] of pages) {
    it(`is printed to standard output for ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runHosted(args);
      assert.equal(code, 0);
      assert.equal(stderr, '');
      for (const word of words) assert.ok(stdout.includes(word), word);
    });
  }

  for (const args of [
    ['--version'],
    ['run', '--version'],
    ['report', '--version'],
    ['data', 'export', '--version'],
  ]) {
    it(`gives the package's version for ${args.join(' ')}`, async () => {
      const manifest: unknown = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
      assert.ok(typeof manifest === 'object' && manifest !== null && 'version' in manifest);
      const { code, stdout } = await runHosted(args);
      assert.equal(code, 0);
      assert.equal(stdout.trim(), manifest.version);
    });
  }
});
