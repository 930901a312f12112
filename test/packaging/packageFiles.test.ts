import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { packagedPlatform, packageProblems } from '../../scripts/lib/packageFiles.mjs';

const root = path.join(__dirname, '..', '..');
const native = 'dist/native/decimal-benchmark.linux-x64-gnu.node';

/** A package without problems: what an empty one is missing, and a native module. */
function completePackage(): string[] {
  const missing = packageProblems([native]).map((problem) => problem.replace(/ is missing$/, ''));
  return [native, ...missing];
}

describe('files of a package', () => {
  it('are complete with what is required and one native module', () => {
    assert.deepEqual(packageProblems(completePackage()), []);
  });

  it('are refused when one is not expected, such as a source or a map', () => {
    for (const stray of ['src/extension.ts', 'dist/extension.cjs.map', 'node_modules/left/pad.js']) {
      assert.deepEqual(packageProblems([...completePackage(), stray]), [`${stray} does not belong into it`]);
    }
  });

  it('are refused without a native module, and with two', () => {
    const without = completePackage().filter((file) => file !== native);
    const second = 'dist/native/decimal-benchmark.darwin-arm64.node';
    assert.deepEqual(packageProblems(without), ['it needs exactly one native module']);
    assert.deepEqual(packageProblems([...completePackage(), second]), ['it needs exactly one native module']);
  });

  it('of a universal package hold a mark in place of the native module', () => {
    const mark = 'dist/native/universal';
    const without = completePackage().filter((file) => file !== native);
    const problems = (files: string[]): string[] => packageProblems(files, { universal: true });
    assert.deepEqual(problems([...without, mark]), []);
    assert.deepEqual(problems(without), [`${mark} is missing`]);
    assert.deepEqual(problems([...without, mark, native]), ['it must hold no native module']);
    assert.deepEqual(packageProblems([...completePackage(), mark]), [`${mark} does not belong into it`]);
  });

  it('name the platform as the editor does', () => {
    assert.equal(packagedPlatform([native]), 'linux-x64');
    assert.equal(packagedPlatform(['dist/native/decimal-benchmark.linux-x64-musl.node']), 'alpine-x64');
    assert.equal(packagedPlatform(['dist/native/decimal-benchmark.plan9-mips.node']), null);
  });
});

describe('texts of the manifest', () => {
  const Texts = v.record(v.string(), v.string());
  const texts = v.parse(Texts, JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')));
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
  const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');

  it('are all there', () => {
    assert.notEqual(used.length, 0);
    assert.deepEqual(
      used.filter((key) => texts[key] === undefined),
      [],
    );
  });

  it('are all used', () => {
    assert.deepEqual(
      Object.keys(texts).filter((key) => !used.includes(key)),
      [],
    );
  });
});
