import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { ruleCatalogue } from '../../engine/lint/catalogue';
import { settingsOfFolder } from '../../engine/lint/settings/settingsFile';
import { defaultLintSettings, lintSettingSchemas } from '../../engine/protocol/lint';
import { defaultEditorSettings } from '../../engine/protocol/languageServer';
import { inWorkspace } from './workspace';

const root = path.join(__dirname, '../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

/** The script of the action's first step, without its indentation. */
function actionScript(): string {
  const block = /^ {6}run: \|\n((?: {8}.*\n|\n)+)/m.exec(read('.github/actions/float-zeros/action.yml'));
  return block?.[1]?.replace(/^ {8}/gm, '') ?? assert.fail('the action has no script');
}

describe('the GitHub action', function () {
  if (process.platform === 'win32') return;

  const raising = 'from decimal import Decimal\n\n\ndef f(x: Decimal):\n    return x * 1.5\n';
  const acted = (paths: string, test: (status: number | null, outputs: string, sarif: string) => void) =>
    inWorkspace({ 'a b/a.py': raising, 'c/c.py': '', output: '' }, (folder) => {
      const program = `${process.execPath} ${path.join(root, 'dist/engine/cli.cjs')}`;
      const { status } = spawnSync(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', actionScript()],
        {
          cwd: folder,
          encoding: 'utf8',
          env: {
            ...process.env,
            RUNNER_TEMP: folder,
            GITHUB_OUTPUT: path.join(folder, 'output'),
            LINT_PATHS: paths,
            LINT_BASELINE: '',
            LINT_COMMAND: program,
            XDG_CACHE_HOME: path.join(folder, 'cache'),
          },
        },
      );
      const file = path.join(folder, 'float-zeros.sarif');
      const sarif = existsSync(file) ? readFileSync(file, 'utf8') : '';
      test(status, readFileSync(path.join(folder, 'output'), 'utf8'), sarif);
      return Promise.resolve();
    });

  it('goes on to the upload when there are findings, and fails the job afterwards', () =>
    acted('a b\n\nc', (status, outputs, sarif) => {
      assert.equal(status, 0);
      assert.match(outputs, /^sarif=.*float-zeros\.sarif$/m);
      assert.match(outputs, /^code=1$/m);
      assert.match(sarif, /"ruleId": "DB006"/);
    }));

  it('has nothing to fail for when there are none', () =>
    acted('c', (status, outputs) => {
      assert.equal(status, 0);
      assert.match(outputs, /^code=0$/m);
    }));

  it('ends at once when it is used wrongly', () =>
    acted('gone', (status, outputs) => {
      assert.equal(status, 2);
      assert.doesNotMatch(outputs, /^code=/m);
    }));
});

describe('the hook of pre-commit', () => {
  it('runs a command that there is', () => {
    const hook = read('.pre-commit-hooks.yaml');
    const entry = /^ {2}entry: (.*)$/m.exec(hook)?.[1] ?? '';
    const [name, ...args] = entry.split(' ');
    const Bin = v.object({ bin: v.record(v.string(), v.string()) });
    const program = v.parse(Bin, JSON.parse(read('package.json'))).bin[name ?? ''];
    assert.ok(program !== undefined, entry);
    const { status } = spawnSync(process.execPath, [path.join(root, program), ...args, '--help']);
    assert.equal(status, 0);
  });
});

describe('the guide to float zeros', () => {
  const guide = read('docs/float-zeros.md');

  it('names every setting, and no other', () => {
    const table = guide.slice(guide.indexOf('| setting |'), guide.indexOf('```toml'));
    const named = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const ofTheEditor = [...read('package.json').matchAll(/"decimalBenchmark\.floatZeros\.(\w+)": \{/g)];
    assert.deepEqual(named.toSorted(), ofTheEditor.map(([, name]) => name).toSorted());
    const shared = Object.keys(lintSettingSchemas);
    assert.deepEqual(named.slice(0, shared.length), shared);
    assert.deepEqual(named.slice(shared.length).toSorted(), Object.keys(defaultEditorSettings).toSorted());
  });

  it('shows settings that can be used', () =>
    inWorkspace({ 'pyproject.toml': /```toml\n(.*?)```/s.exec(guide)?.[1] ?? '' }, (folder) => {
      const settings = settingsOfFolder(folder);
      assert.deepEqual(settings.decimalTypes, ['Money']);
      assert.deepEqual(settings.rules, { DB005: 'off' });
      assert.equal(settings.maxFileSizeKb, defaultLintSettings.maxFileSizeKb);
      return Promise.resolve();
    }));

  it('names only rules that there are', () => {
    const codes = new Set<string>(ruleCatalogue.map(({ code }) => code));
    assert.deepEqual(
      [...guide.matchAll(/\bDB\d{3}\b/g)].map(([code]) => code).filter((code) => !codes.has(code)),
      [],
    );
  });

  it('names every option of the command', () => {
    const { stdout } = spawnSync(
      process.execPath,
      [path.join(root, 'dist/engine/cli.cjs'), 'lint', '--help'],
      { encoding: 'utf8' },
    );
    const options = [...stdout.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option ?? '');
    assert.ok(options.length > 6);
    for (const option of options) assert.ok(guide.includes(option), option);
  });
});
