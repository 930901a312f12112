import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

describe('a second build', () => {
  it('builds nothing again', () => {
    const build = () => spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, encoding: 'utf8' });
    const built = () => statSync(path.join(root, 'dist/.stamps/bundles')).mtimeMs;
    assert.equal(build().status, 0);
    const first = built();
    const second = build();
    assert.equal(second.status, 0);
    assert.equal(second.stdout + second.stderr, '');
    assert.equal(built(), first);
  });
});
