/** Links in a workspace under names that are written by default. */
import { strict as assert } from 'node:assert';
import { link as hardLink, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder, runHosted, start } from './commandLine';
import { hasLinks, raising } from './linting';

describe('a link that leads out of the workspace', function () {
  this.timeout(60_000);
  if (!hasLinks) return;

  it('is not written through by lint --write-baseline', () =>
    inWorkspace(async (folder, outside) => {
      const victim = path.join(outside, 'victim.txt');
      await writeFile(victim, 'kept');
      await symlink(victim, path.join(folder, '.decimal-benchmark-lint-baseline.json'));
      const { code, stderr } = await start(['lint', '--write-baseline'], { cwd: folder }).ended;
      assert.equal(code, 2, stderr);
      assert.match(stderr, /is a link that leads out of the folder/);
      assert.equal(await readFile(victim, 'utf8'), 'kept');
      const named = ['lint', '--write-baseline', '--baseline', victim];
      const foreign = await start(named, { cwd: folder }).ended;
      assert.equal(foreign.code, 2, foreign.stderr);
      assert.match(foreign.stderr, /is no baseline, and is left as it is/);
      assert.equal(await readFile(victim, 'utf8'), 'kept');
    }));

  for (const [what, link, command] of [
    ['run', 'reports', ['run', '--scenario', 'daily', '--runs', '2', '--launches', '2']],
    ['baseline create', 'baselines', ['baseline', 'create', '--scenario', 'daily', '--launches', '2']],
  ] as const) {
    it(`is not written through by ${what}`, () =>
      inWorkspace(async (folder, outside) => {
        await symlink(outside, path.join(folder, link));
        const { code, stderr } = await start([...command], { cwd: folder }).ended;
        assert.equal(code, 2, stderr);
        assert.match(stderr, /is a link that leads out of the folder/);
        assert.deepEqual(await readdir(outside), []);
      }));
  }

  it('is not written through by lint --fix unless it was named itself', () =>
    inWorkspace(async (folder, outside) => {
      const target = path.join(outside, 'target.py');
      await writeFile(target, raising);
      await symlink(target, path.join(folder, 'link.py'));
      const walked = await start(['lint', '--fix'], { cwd: folder }).ended;
      assert.match(walked.stderr, /link\.py is not fixed: it is a link to a file outside/);
      assert.equal(await readFile(target, 'utf8'), raising);
      await start(['lint', '--fix', 'link.py'], { cwd: folder }).ended;
      assert.notEqual(await readFile(target, 'utf8'), raising);
    }));

  it('is left alone by lint --fix when the file has further names, with a note', () =>
    inWorkspace(async (folder, outside) => {
      const other = path.join(outside, 'other.py');
      await writeFile(other, raising);
      await hardLink(other, path.join(folder, 'here.py'));
      const { stderr } = await runHosted(['lint', '--fix'], { cwd: folder });
      assert.match(stderr, /here\.py is not fixed: it has further names/);
      assert.equal(await readFile(path.join(folder, 'here.py'), 'utf8'), raising);
    }));
});

function inWorkspace(body: (folder: string, outside: string) => Promise<void>): Promise<void> {
  return inFolder(async (above) => {
    const folders = ['workspace', 'outside'].map((name) => path.join(above, name));
    for (const each of folders) await mkdir(each);
    await body(folders[0] ?? above, folders[1] ?? above);
  });
}
