import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';

const root = path.join(__dirname, '../..');
const Packed = v.tuple([v.object({ filename: v.string(), files: v.array(v.object({ path: v.string() })) })]);

/** On Windows npm is a script of the shell. */
const shell = process.platform === 'win32';

/** Everything that npm may be told by the script that runs these tests is of this checkout, and not of the new folder. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|NODE_OPTIONS$)/i.test(name)),
);

describe('the package that npm makes of a built checkout', function () {
  this.timeout(180_000);
  let folder: string;
  let packed: string;
  let files: string[];

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-npm-'));
    const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: root,
      env,
      shell,
      encoding: 'utf8',
    });
    const [{ filename, files: listed }] = v.parse(Packed, JSON.parse(output));
    packed = path.join(folder, filename);
    files = listed.map(({ path: file }) => file);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the programs, the native module and the pages of the rules, and nothing else', () => {
    const allowed = [
      /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|ThirdPartyNotices\.txt)$/,
      /^dist\/engine\/[\w-]+\.(cjs|wasm)$/,
      /^dist\/native\/decimal-benchmark\.[\w-]+\.node$/,
      /^docs\/rules\/\w+\.md$/,
    ];
    assert.deepEqual(
      files.filter((file) => !allowed.some((pattern) => pattern.test(file))),
      [],
    );
    for (const file of ['dist/engine/cli.cjs', 'dist/engine/worker.cjs', 'docs/rules/DB001.md']) {
      assert.ok(files.includes(file), file);
    }
    assert.ok(statSync(packed).size < 6 * 1024 * 1024, `${statSync(packed).size} bytes`);
  });

  it('runs when it is installed in an empty project', () => {
    const project = path.join(folder, 'project');
    execFileSync('git', ['init', '-q', project]);
    writeFileSync(path.join(project, 'package.json'), '{"private":true}');
    writeFileSync(
      path.join(project, 'tax.py'),
      'from decimal import Decimal\ndef tax(x: Decimal):\n    return x * 1.19\n',
    );
    const npm = (command: string, ...args: readonly string[]) =>
      spawnSync(command, args, { cwd: project, env, shell, encoding: 'utf8' });
    const installed = npm('npm', 'install', '--offline', '--no-audit', '--no-fund', '--save-dev', packed);
    assert.equal(installed.status, 0, installed.stderr);

    const program = (...args: readonly string[]) => npm('npx', '--no-install', 'decimal-benchmark', ...args);
    const linted = program('lint', '--no-cache');
    assert.equal(linted.status, 1, linted.stderr);
    assert.match(linted.stdout, /^tax\.py:3:16 DB006/m);

    const ran = program('run', '--scenario', 'daily', '--launches', '1', '--runs', '1', '--quiet');
    assert.equal(ran.status, 0, ran.stderr);
    assert.match(ran.stdout, /^One launch is too few/);
    assert.equal(program('report', 'reports/latest/report.json', '--format', 'bencher').status, 0);
  });
});
