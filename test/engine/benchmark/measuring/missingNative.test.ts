import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { optionsOf, watchRun } from './processes';

/** Names another file to load as the native module. */
const variable = 'DECIMAL_BENCHMARK_NATIVE';

describe('a run without a native module', () => {
  const before = process.env[variable];
  afterEach(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, variable);
    else process.env[variable] = before;
  });

  it('fails at once when a native engine is asked for', async () => {
    process.env[variable] = path.join(os.tmpdir(), 'no-such-module.node');
    const run = watchRun(optionsOf({ engines: ['float', 'native'] }));
    const last = await run.handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'native-missing');
    assert.notEqual(last.failure.remedy, null);
    assert.deepEqual(run.enginePids(), []);
  });

  it('fails at once when the module is of another platform', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'module-'));
    const file = path.join(folder, 'module.node');
    writeFileSync(file, 'not a module of this platform');
    process.env[variable] = file;
    try {
      const last = await watchRun(optionsOf({ engines: ['native-float'] })).handle.ended;
      assert.equal(last.type, 'failed');
      assert.equal(last.failure.code, 'native-unloadable');
      assert.equal(last.failure.where, file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  describe('in the package for every platform', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'module-'));
      writeFileSync(path.join(folder, 'universal'), '');
      process.env[variable] = path.join(folder, 'module.node');
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const asked = { missingEngines: 'leave out', launches: 1, runs: 1 } as const;

    it('leaves out the engines that need it when they may be, and reports it', async () => {
      const run = watchRun(optionsOf({ engines: ['float', 'native', 'native-float'], ...asked }));
      const last = await run.handle.ended;
      assert.equal(last.type, 'finished');
      assert.deepEqual(last.report.options.engines, ['float']);
      assert.match(
        last.report.warnings[0] ?? '',
        /has no native module: native and native-float are left out, and float measured/,
      );
    });

    it('fails when they were named, or nothing else is asked for', async () => {
      for (const options of [
        { engines: ['native'] as const, ...asked },
        { engines: ['float', 'native'] as const },
      ]) {
        const last = await watchRun(optionsOf({ ...options, engines: [...options.engines] })).handle.ended;
        assert.equal(last.type, 'failed');
        assert.equal(last.failure.code, 'native-missing');
      }
    });
  });

  it('fails in every other package, also when engines may be left out', async () => {
    process.env[variable] = path.join(os.tmpdir(), 'no-such-module.node');
    const last = await watchRun(optionsOf({ engines: ['float', 'native'], missingEngines: 'leave out' }))
      .handle.ended;
    assert.equal(last.type, 'failed');
    assert.equal(last.failure.code, 'native-missing');
  });

  it('measures the other engines all the same', async () => {
    process.env[variable] = path.join(os.tmpdir(), 'no-such-module.node');
    const last = await watchRun(optionsOf({ engines: ['float'], launches: 1, runs: 1 })).handle.ended;
    assert.equal(last.type, 'finished');
    assert.equal(last.report.versions.native, null);
  });
});
