import { strict as assert } from 'node:assert';
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder, program, run, type Ended } from './commandLine';

const measured = ['--scenario', 'daily', '--engines', 'float,native', '--launches', '1', '--runs', '1'];
const quick = ['run', ...measured, '--quiet', '--output-dir', 'report'];

describe('a command that runs out of a resource', function () {
  this.timeout(300_000);

  before(function () {
    // Limits are set by a shell of POSIX.
    if (process.platform === 'win32') this.skip();
  });

  for (const descriptors of [20, 26, 30, 36]) {
    it(`exits 3 with one message when only ${descriptors} files may be open`, () =>
      inFolder(async (folder) => {
        const { code, stderr } = await limited(`ulimit -n ${descriptors}`, quick, folder);
        assert.equal(code, 3, stderr);
        assert.match(stderr, /^error: .*too many files are open.*\(ulimit -n\)\.$/m);
        refusesStack(stderr);
      }));
  }

  it('exits 3 and names memory when a process of the run has too little', function () {
    // Other systems ignore the limit of address space.
    if (process.platform !== 'linux') this.skip();
    return inFolder(async (folder) => {
      const { code, stderr } = await limited('ulimit -v 1200000', quick, folder);
      assert.equal(code, 3, stderr);
      assert.match(stderr, /^error: .* because it ran out of memory/m);
      refusesStack(stderr);
    });
  });

  it('names TMPDIR when it is missing or a file', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'file');
      await writeFile(file, '');
      for (const [place, reason] of [
        [path.join(folder, 'missing'), /there is no such file or folder/],
        [file, /a part of its path is a file/],
      ] as const) {
        const { code, stderr } = await run(quick, { cwd: folder, env: { TMPDIR: place } });
        assert.equal(code, 2, stderr);
        assert.match(stderr, reason);
        assert.match(stderr, /Set TMPDIR to a folder/);
        assert.ok(stderr.includes(place), stderr);
        refusesStack(stderr);
      }
    }));

  it('exits 3 and names TMPDIR when its disk is full', function () {
    return inFolder(async (folder) => {
      const disk = path.join(folder, 'disk');
      await mkdir(disk);
      if (!isMounted(disk, '64k')) this.skip();
      try {
        const { code, stderr } = await run(quick, { cwd: folder, env: { TMPDIR: disk } });
        assert.equal(code, 3, stderr);
        assert.match(stderr, /^error: Temporary files cannot be stored: the disk is full .*Set TMPDIR/m);
        refusesStack(stderr);
      } finally {
        execFileSync('umount', [disk]);
      }
    });
  });
});

describe('a finished run on a full disk', function () {
  this.timeout(300_000);

  it('prints its result, exits 3, and leaves the earlier report as it was', function () {
    if (process.platform === 'win32') this.skip();
    return inFolder(async (folder) => {
      const disk = path.join(folder, 'disk');
      await mkdir(disk);
      if (!isMounted(disk, '64k')) this.skip();
      try {
        const report = path.join(disk, 'report.md');
        await writeFile(report, 'earlier');
        const into = ['run', ...measured, '--output-dir', disk];
        const { code, stdout, stderr } = await run(into, { cwd: folder });
        assert.equal(code, 3, stderr);
        assert.match(stdout, /float .*native/s);
        assert.match(stdout, /The report could not be written\.$/m);
        assert.match(stderr, /^error: Cannot write .*: the disk is full\..*Free space/m);
        assert.equal(await readFile(report, 'utf8'), 'earlier');
        assert.deepEqual((await readdir(disk)).sort(), ['charts', 'report.md']);
        assert.deepEqual(await readdir(path.join(disk, 'charts')), []);
        refusesStack(stderr);
      } finally {
        execFileSync('umount', [disk]);
      }
    });
  });
});

function refusesStack(stderr: string): void {
  assert.doesNotMatch(stderr, /report this message|Cannot read properties|^\s+at /m);
}

/** Whether this account may mount a disk of some size there, and has. */
export function isMounted(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function limited(limit: string, args: readonly string[], cwd: string): Promise<Ended> {
  const shell = ['-c', `${limit}; exec "$0" "$@"`, process.execPath, program, ...args];
  return new Promise((resolve) => {
    const child = execFile('sh', shell, { cwd, encoding: 'utf8' }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, signal: child.signalCode, stdout, stderr }),
    );
  });
}
