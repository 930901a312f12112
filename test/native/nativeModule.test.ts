import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { napiTriple, nativeModule, nativeVersions } from '../../engine/ledger/native';

const root = path.join(__dirname, '../..');

/** Loads the module in a process of its own, with another file named as the module. */
function failureWith(file: string): unknown {
  const script = `
    const { nativeModule } = require('./engine/ledger/native');
    try { nativeModule(); console.log('null'); } catch (error) { console.log(JSON.stringify(error.toFailure())); }`;
  const child = spawnSync(process.execPath, ['--import', 'tsx', '--eval', script], {
    cwd: root,
    env: { ...process.env, DECIMAL_BENCHMARK_NATIVE: file },
    encoding: 'utf8',
  });
  assert.equal(child.stderr, '');
  return JSON.parse(child.stdout);
}

describe('native module', () => {
  it('says what it was built from', () => {
    const info = nativeVersions();
    assert.match(info.version, /^\d+\.\d+\.\d+$/);
    assert.match(info.rustc, /^rustc \d/);
    assert.match(info.target, process.arch === 'x64' ? /^x86_64-/ : /^aarch64-/);
    assert.notEqual(info.cpuFeatures, '');
  });

  it('has the types that its build generated', () => {
    const script = path.join(root, 'scripts/native-types.mjs');
    execFileSync(process.execPath, [script, '--check'], { cwd: root, stdio: 'pipe' });
  });

  it('is loaded once', () => {
    assert.equal(nativeModule(), nativeModule());
  });

  it('is named after the platform', () => {
    assert.match(napiTriple(), /^(linux-\w+-(gnu|musl)|darwin-\w+|win32-\w+-msvc)$/);
  });

  it('that is missing says how to get it', () => {
    const failure = failureWith('/nowhere/module.node');
    assert.deepEqual(failure, {
      code: 'native-missing',
      message: `The native module for ${napiTriple()} is not there`,
      where: '/nowhere/module.node',
      remedy: 'Build it with `npm run build`, or install the extension made for this platform.',
    });
  });

  describe('of another kind', () => {
    let folder = '';
    before(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-native-'));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it('that is no library is refused with the reason', () => {
      const file = path.join(folder, 'text.node');
      writeFileSync(file, 'not a library');
      const failure = failureWith(file);
      assert.ok(typeof failure === 'object' && failure !== null && 'code' in failure && 'message' in failure);
      assert.equal(failure.code, 'native-unloadable');
      assert.match(String(failure.message), /^The native module cannot be loaded: .+/);
    });

    it('that lacks an export is refused by that export', () => {
      const file = path.join(folder, 'other.cjs');
      writeFileSync(file, 'exports.moduleInfo = () => ({});');
      const failure = failureWith(file);
      assert.ok(typeof failure === 'object' && failure !== null && 'code' in failure && 'message' in failure);
      assert.equal(failure.code, 'native-unloadable');
      assert.match(String(failure.message), /BacktestI64/);
    });
  });
});
