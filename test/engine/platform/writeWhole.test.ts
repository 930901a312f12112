import { strict as assert } from 'node:assert';
import { chmod, lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../../../engine/platform/writeWhole';
import { inFolder } from '../cli/commandLine';

describe('Writing a file whole', () => {
  it('leaves the file alone in its folder, with what was given', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'file');
      await writeWhole(file, 'first, and longer');
      await writeWhole(file, new Uint8Array([0, 255]));
      assert.deepEqual([...(await readFile(file))], [0, 255]);
      await writeWhole(file, '');
      assert.equal(await readFile(file, 'utf8'), '');
      assert.deepEqual(await readdir(folder), ['file']);
    }));

  it('keeps who may read and run an earlier file', async function () {
    if (process.platform === 'win32') this.skip();
    await inFolder(async (folder) => {
      const file = path.join(folder, 'file');
      await writeFile(file, 'earlier');
      await chmod(file, 0o751);
      await writeWhole(file, 'later');
      assert.equal((await stat(file)).mode & 0o777, 0o751);
    });
  });

  it('follows a link and leaves it one', async function () {
    if (process.platform === 'win32') this.skip();
    await inFolder(async (folder) => {
      const [file, link] = ['file', 'link'].map((name) => path.join(folder, name));
      assert.ok(file !== undefined && link !== undefined);
      await writeFile(file, 'earlier');
      await symlink(file, link);
      await writeWhole(link, 'later');
      assert.equal(await readFile(file, 'utf8'), 'later');
      assert.ok((await lstat(link)).isSymbolicLink());
    });
  });

  it('replaces a link if told so, and leaves its target alone', async function () {
    if (process.platform === 'win32') this.skip();
    await inFolder(async (folder) => {
      const target = path.join(folder, 'target');
      for (const name of [target, path.join(folder, 'nowhere')]) {
        await writeFile(target, 'precious');
        const link = path.join(folder, 'link');
        await symlink(name, link);
        await writeWhole(link, 'later', 'replace');
        assert.ok((await lstat(link)).isFile());
        assert.equal(await readFile(link, 'utf8'), 'later');
        assert.equal(await readFile(target, 'utf8'), 'precious');
        assert.deepEqual((await readdir(folder)).sort(), ['link', 'target']);
        await rm(link);
      }
    });
  });

  it('leaves one of several that are written at once', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'file');
      const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(100_000));
      await Promise.all(texts.map((text) => writeWhole(file, text)));
      assert.ok(texts.includes(await readFile(file, 'utf8')));
      assert.deepEqual(await readdir(folder), ['file']);
    }));

  it('leaves nothing when it cannot put the file in place', () =>
    inFolder(async (folder) => {
      const taken = path.join(folder, 'taken');
      await mkdir(taken);
      await assert.rejects(writeWhole(taken, 'text'), /EISDIR|EPERM|ENOTEMPTY/);
      assert.deepEqual(await readdir(folder), ['taken']);
    }));
});
