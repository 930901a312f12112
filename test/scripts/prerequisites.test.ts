import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const script = path.join(__dirname, '../../scripts/start.mjs');

/** Runs `npm start`'s script where the only programs are Node and, where a version is given, a cargo of that version. */
function startWith(cargoVersion: string | null) {
  const folder = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-path-'));
  try {
    symlinkSync(process.execPath, path.join(folder, 'node'));
    writeFileSync(path.join(folder, 'npm'), '#!/bin/sh\necho 10.8.2\n');
    chmodSync(path.join(folder, 'npm'), 0o755);
    if (cargoVersion !== null) {
      const cargo = path.join(folder, 'cargo');
      writeFileSync(cargo, `#!/bin/sh\necho "cargo ${cargoVersion} (abcdef 2024-01-01)"\n`);
      chmodSync(cargo, 0o755);
    }
    return spawnSync(process.execPath, [script], { encoding: 'utf8', env: { PATH: `${folder}:/bin` } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the prerequisites', function () {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('stop with exit code 2 and say how to get Rust when there is no cargo', () => {
    const { status, stderr, stdout } = startWith(null);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^Rust [\d.]+ or newer is needed, and cargo was not found.*rustup/);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  });

  it('stop with exit code 2 and name both versions when cargo is too old', () => {
    const { status, stderr } = startWith('1.60.0');
    assert.equal(status, 2);
    assert.match(stderr, /^Rust [\d.]+ or newer is needed, and cargo is 1\.60\.0\. .*rustup update/);
  });
});
