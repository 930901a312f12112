import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';

const root = path.join(__dirname, '../..');

/** What the script and the checks of its stubs read. */
const needed = [
  'engine/lint',
  'engine/platform',
  'engine/presentation',
  'engine/protocol',
  'scripts',
  'docs/rules',
  'test/lint/workspace.ts',
  'package.json',
  '.prettierrc.json',
];

const stubs = [
  'engine/lint/python/rules/db099.ts',
  'engine/lint/typescript/rules/db199.ts',
  'test/lint/python/rules/db099.test.ts',
  'test/lint/typescript/rules/db199.test.ts',
];

const registries = [
  'engine/lint/python/rules/index.ts',
  'engine/lint/typescript/rules/index.ts',
  'engine/lint/catalogueEntries.ts',
  'engine/protocol/ruleCodes.ts',
];

describe('npm run new-rule', function () {
  this.timeout(180_000);
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-rule-'));
    for (const part of needed) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    const Configuration = v.object({ compilerOptions: v.record(v.string(), v.unknown()) });
    const { compilerOptions } = v.parse(Configuration, JSON.parse(textOf(root, 'tsconfig.json')));
    // The build information would be written into the checkout's node_modules.
    const { incremental, tsBuildInfoFile, ...options } = compilerOptions;
    assert.ok(incremental === true && typeof tsBuildInfoFile === 'string');
    const configuration = { compilerOptions: options, files: [...stubs, ...registries] };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(configuration));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const newRule = (...args: readonly string[]) => run('--import', 'tsx', 'scripts/new-rule.mts', ...args);

  it('exits 2 and writes nothing for a code that is no new rule', () => {
    for (const args of [[], ['DB901'], ['DB099', 'DB098'], ['--force', 'DB099']]) {
      const { status, stdout, stderr } = newRule(...args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, /^Usage: npm run new-rule -- CODE/m);
    }
    const { status, stderr } = newRule('DB001');
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^Nothing was written\. These files exist: engine\/lint\/python\/rules\/db001\.ts, docs\/rules\/DB001\.md/,
    );
    for (const file of registries) assert.equal(textOf(folder, file), textOf(root, file), file);
  });

  it('writes stubs that compile and are formatted, and names the rules in every registry', () => {
    for (const code of ['DB099', 'DB199']) {
      const { status, stdout, stderr } = newRule(code);
      assert.equal(status, 0, stderr);
      assert.ok(stdout.includes(`docs/rules/${code}.md`), stdout);
    }
    for (const file of [...registries.slice(2), 'docs/rules/README.md', 'package.json']) {
      for (const code of ['DB099', 'DB199'])
        assert.ok(textOf(folder, file).includes(code), `${file} ${code}`);
    }
    assert.ok(textOf(folder, 'engine/lint/python/rules/index.ts').includes('DB099: db099.rule'));
    assert.ok(textOf(folder, 'engine/lint/typescript/rules/index.ts').includes('DB199: db199.rule'));
    const files = [...stubs, ...registries];
    for (const command of [
      ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'],
      ['node_modules/prettier/bin/prettier.cjs', '--check', 'package.json', ...files],
    ]) {
      const { status, stdout, stderr } = run(...command);
      assert.equal(status, 0, stdout + stderr);
    }
  });

  it('refuses to overwrite a rule that it wrote before', () => {
    const { status, stderr } = newRule('DB099');
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^Nothing was written\. These files exist: .*test\/lint\/python\/rules\/db099\.test\.ts/,
    );
  });
});

function textOf(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}
