import { strict as assert } from 'node:assert';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { FileLockError, lockOf, withFileLock } from '../../../engine/platform/fileLock';
import { fileReasonOf } from '../../../engine/platform/fileReason';
import { inFolder } from '../cli/commandLine';

const root = path.join(__dirname, '..', '..', '..');
const program = path.join(__dirname, 'holdLock.ts');

describe('File lock', () => {
  it('loses no update of concurrent processes', () =>
    inFile('0', async (file) => {
      const exits = await Promise.all([1, 2, 3, 4].map(() => run(file, '40')));
      assert.deepEqual(exits, [0, 0, 0, 0]);
      assert.equal(await readFile(file, 'utf8'), '160');
      assert.deepEqual(await readdir(path.dirname(file)), ['file.json']);
    }));

  it('loses no update of one process that locks a file many times at once', () =>
    inFile('0', async (file) => {
      await addAtOnce(file, 50);
      assert.equal(await readFile(file, 'utf8'), '50');
    }));

  it('returns what the work returns and is released when the work fails', () =>
    inFile('0', async (file) => {
      assert.equal(await withFileLock(file, () => Promise.resolve(7)), 7);
      await assert.rejects(
        withFileLock(file, () => Promise.reject(new Error('of the work'))),
        /of the work/,
      );
      assert.deepEqual(await readdir(path.dirname(file)), ['file.json']);
    }));

  it('is taken over from a process that was killed', () =>
    inFile('0', async (file) => {
      await run(file, '0', 'kill');
      assert.deepEqual((await readdir(path.dirname(file))).sort(), [
        path.basename(lockOf(file)),
        'file.json',
      ]);
      await addAtOnce(file, 1);
      assert.equal(await readFile(file, 'utf8'), '1');
    }));

  it('loses no update when several processes find abandoned locks, again and again', () =>
    inFile('0', async (file) => {
      await run(file, '0', 'kill');
      const abandoned = await readFile(lockOf(file), 'utf8');
      const exits = await Promise.all([1, 2, 3].map(() => run(file, '40', abandoned)));
      assert.deepEqual(exits, [0, 0, 0]);
      assert.equal(await readFile(file, 'utf8'), '120');
    }));

  it('is taken over if the guard of a takeover was abandoned too', () =>
    inFile('0', async (file) => {
      await run(file, '0', 'kill');
      await writeFile(`${lockOf(file)}.lock`, await readFile(lockOf(file)));
      await addAtOnce(file, 5);
      assert.deepEqual(await readdir(path.dirname(file)), ['file.json']);
    }));

  it('is taken over if its process ID belongs to a later process', async function () {
    if (process.platform !== 'linux') this.skip();
    await inFile('0', async (file) => {
      await run(file, '0', 'kill');
      const text = await readFile(lockOf(file), 'utf8');
      await writeFile(lockOf(file), text.replace(/"pid":\d+/, `"pid":${process.pid}`));
      await addAtOnce(file, 1);
    });
  });

  it('is taken over if its process was killed before it wrote its ID', () =>
    inFile('0', async (file) => {
      await writeFile(lockOf(file), '');
      await addAtOnce(file, 1);
    }));

  it('is taken over from another machine if nothing changes for seconds', () =>
    inFile('0', async (file) => {
      await run(file, '0', 'kill');
      const text = await readFile(lockOf(file), 'utf8');
      await writeFile(lockOf(file), text.replace(/"host":"[^"]*"/, '"host":"elsewhere"'));
      await addAtOnce(file, 1);
    }));

  it('names the process that keeps it', () =>
    inFile('0', async (file) => {
      await withFileLock(file, async () => {
        const error = await failureOf(file);
        assert.match(
          error.reason,
          new RegExp(`being written by another program \\(process ${process.pid}\\)`),
        );
        assert.match(error.remedy, /^Try again/);
        assert.deepEqual(fileReasonOf(error), { reason: error.reason, remedy: error.remedy });
      });
      await addAtOnce(file, 1);
    }));

  it('is the same for a link and its target', async function () {
    if (process.platform === 'win32') this.skip();
    await inFile('0', async (file) => {
      const link = path.join(path.dirname(file), 'link.json');
      await symlink(file, link);
      await Promise.all([addAtOnce(file, 10), addAtOnce(link, 10)]);
      assert.equal(await readFile(file, 'utf8'), '20');
    });
  });

  describe('with something else under its name', () => {
    const foreign = 'is in the way';

    it('leaves a file of other content alone', () =>
      inFile('0', async (file) => {
        await writeFile(lockOf(file), 'a lock of another tool');
        assert.match((await failureOf(file)).reason, new RegExp(foreign));
        assert.equal(await readFile(lockOf(file), 'utf8'), 'a lock of another tool');
      }));

    it('leaves a folder alone', () =>
      inFile('0', async (file) => {
        await mkdir(lockOf(file));
        assert.match((await failureOf(file)).reason, new RegExp(foreign));
        assert.deepEqual((await readdir(path.dirname(file))).sort(), [
          path.basename(lockOf(file)),
          'file.json',
        ]);
      }));

    it('does not follow a link', async function () {
      if (process.platform === 'win32') this.skip();
      await inFile('0', async (file) => {
        const target = path.join(path.dirname(file), 'target');
        for (const text of ['', 'precious']) {
          await writeFile(target, text);
          await symlink(target, lockOf(file));
          assert.match((await failureOf(file)).reason, new RegExp(foreign));
          assert.equal(await readFile(target, 'utf8'), text);
          await rm(lockOf(file));
        }
        await symlink(path.join(path.dirname(file), 'nowhere'), lockOf(file));
        assert.match((await failureOf(file)).reason, new RegExp(foreign));
        assert.ok(!(await readdir(path.dirname(file))).includes('nowhere'));
      });
    });

    it('does not wait for the writer of a pipe, nor read a device', async function () {
      if (process.platform === 'win32') this.skip();
      await inFile('0', async (file) => {
        execFileSync('mkfifo', [lockOf(file)]);
        assert.match((await failureOf(file)).reason, new RegExp(foreign));
        await rm(lockOf(file));
        await symlink('/dev/zero', lockOf(file));
        assert.match((await failureOf(file)).reason, new RegExp(foreign));
      });
    });

    it('does not read a large file', () =>
      inFile('0', async (file) => {
        await writeFile(lockOf(file), Buffer.alloc(1_000_000, ' '));
        assert.match((await failureOf(file)).reason, new RegExp(foreign));
      }));
  });

  it('fails as a write does when its folder is read-only or does not exist', async function () {
    await inFile('0', async (file) => {
      const missing = path.join(path.dirname(file), 'missing', 'file.json');
      await assert.rejects(
        withFileLock(missing, () => assert.fail('has run')),
        { code: 'ENOENT' },
      );
    });
    if (process.platform === 'win32' || os.userInfo().uid === 0) this.skip();
    await inFile('0', async (file) => {
      await chmod(path.dirname(file), 0o555);
      try {
        await assert.rejects(
          withFileLock(file, () => assert.fail('has run')),
          { code: 'EACCES' },
        );
      } finally {
        await chmod(path.dirname(file), 0o755);
      }
    });
  });
});

async function failureOf(file: string): Promise<FileLockError> {
  const error = await withFileLock(file, () => Promise.resolve(null)).catch((cause: unknown) => cause);
  assert.ok(error instanceof FileLockError, String(error));
  return error;
}

async function addAtOnce(file: string, times: number): Promise<void> {
  await Promise.all(
    Array.from({ length: times }, () =>
      withFileLock(file, async () => {
        await writeFile(file, String(Number(await readFile(file, 'utf8')) + 1));
      }),
    ),
  );
}

function inFile(text: string, body: (file: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const file = path.join(folder, 'file.json');
    await writeFile(file, text);
    await body(file);
  });
}

async function run(file: string, ...more: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, ['--import=tsx', program, file, ...more], {
    cwd: root,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
