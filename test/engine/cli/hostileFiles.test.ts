import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program, runHosted, type Ended } from './commandLine';

const source = 'from decimal import Decimal\nx = Decimal(0.1)\n';
const script = "import Decimal from 'decimal.js';\nexport const x = new Decimal(1).plus(0.1);\n";

/** What a name may lead to, and the reason that is printed. */
const hostile: Readonly<Record<string, { make: (file: string) => void; reason: RegExp }>> = {
  'a link to /dev/zero': {
    make: (file) => symlinkSync('/dev/zero', file),
    reason: /it is a device, not a regular file/,
  },
  'a FIFO': {
    make: (file) => execFileSync('mkfifo', [file]),
    reason: /it is a pipe, not a regular file/,
  },
  'a folder': { make: (file) => execFileSync('mkdir', [file]), reason: /it is a folder/ },
  'a sparse file of 1 TB': {
    make: (file) => {
      writeFileSync(file, '');
      truncateSync(file, 2 ** 40);
    },
    reason: /it is larger than \d+ MiB/,
  },
  'bytes that are not UTF-8': {
    make: (file) => writeFileSync(file, Buffer.from([0x7b, 0xff, 0x7d])),
    reason: /its bytes are not UTF-8/,
  },
};
const nested: (typeof hostile)[string] = {
  make: (file) => writeFileSync(file, '['.repeat(1_000_000)),
  reason: /nested more than 256 levels deep/,
};

/** Files that a command line names or finds, and what it ends with. */
const readers: readonly { name: string; args: readonly string[]; isNested: boolean }[] = [
  { name: 'pyproject.toml', args: ['lint', '.', '--no-cache'], isNested: false },
  { name: 'decimal-benchmark.json', args: ['lint', '.', '--no-cache'], isNested: false },
  { name: '.decimal-benchmark-lint-baseline.json', args: ['lint', '.', '--no-cache'], isNested: false },
  { name: 'given.json', args: ['lint', '.', '--no-cache', '--config', 'given.json'], isNested: false },
  { name: 'given.json', args: ['lint', '.', '--no-cache', '--baseline', 'given.json'], isNested: true },
  { name: 'given.json', args: ['report', 'given.json'], isNested: true },
  { name: 'given.json', args: ['trend', 'given.json', '--no-baseline'], isNested: true },
  { name: 'given.json', args: ['baseline', 'show', '--file', 'given.json'], isNested: true },
  { name: 'given.json', args: ['compare-samples', '--a', 'given.json', '--b', '1,2'], isNested: true },
];

describe('a command line over hostile files', function () {
  this.timeout(60_000);
  let folder: string;

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hostile-'));
    writeFileSync(path.join(folder, 'a.py'), source);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function refuses({ code, stdout, stderr }: Ended, reason: RegExp): void {
    assert.equal(code, 2, stdout + stderr);
    assert.match(stderr, reason);
    assert.doesNotMatch(stderr, /^\s+at |report this message/m);
  }

  for (const { name, args, isNested } of readers) {
    it(`${args.join(' ')} refuses ${name} that cannot be read`, async () => {
      const file = path.join(folder, name);
      // All of them read through the file reader, whose own tests have every kind of file. These are what a wrong reader
      // would wait for, and what it would fail at.
      for (const { make, reason } of [hostile['a FIFO'] ?? nested, ...(isNested ? [nested] : [])]) {
        make(file);
        refuses(await runHosted(args, { cwd: folder }), reason);
        rmSync(file, { recursive: true });
      }
    });
  }

  it('lint refuses deeply nested settings', async () => {
    nested.make(path.join(folder, 'decimal-benchmark.json'));
    refuses(await runHosted(['lint', '.', '--no-cache'], { cwd: folder }), nested.reason);
    rmSync(path.join(folder, 'decimal-benchmark.json'));
    writeFileSync(path.join(folder, 'pyproject.toml'), `a = ${'['.repeat(100_000)}\n`);
    refuses(await runHosted(['lint', '.', '--no-cache'], { cwd: folder }), /Cannot read the settings/);
  });

  it('run refuses bars that are no regular file', async () => {
    hostile['a FIFO']?.make(path.join(folder, 'bars.csv'));
    const args = ['run', '--data', 'bars.csv', '--strategy', 'sma:1,2'];
    refuses(await runHosted(args, { cwd: folder }), /it is a pipe, not a regular file/);
  });

  it('trend leaves out a FIFO in a folder', async () => {
    hostile['a FIFO']?.make(path.join(folder, 'a.json'));
    const { code, stderr } = await runHosted(['trend', '.', '--no-baseline'], { cwd: folder });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /a\.json is left out.*it is a pipe/);
  });

  it('lint notes a .gitignore that cannot be used, also below the folder', async () => {
    mkdirSync(path.join(folder, 'in'));
    writeFileSync(path.join(folder, 'in/b.py'), source);
    for (const { make, reason } of Object.values(hostile)) {
      const names = ['.gitignore', 'in/.gitignore'];
      for (const name of names) make(path.join(folder, name));
      const { code, stdout, stderr } = await runHosted(['lint', '.', '--no-cache'], { cwd: folder });
      assert.equal(code, 1, stderr);
      assert.match(stdout, /a\.py/);
      for (const name of names) {
        assert.match(stderr, new RegExp(`^note: ${name}: It is not used: ${reason.source}`, 'm'));
        rmSync(path.join(folder, name), { recursive: true });
      }
    }
  });

  it('lint reads nothing of settings below the folder', async () => {
    mkdirSync(path.join(folder, 'in'));
    symlinkSync('/dev/zero', path.join(folder, 'in/pyproject.toml'));
    writeFileSync(path.join(folder, 'in/b.py'), source);
    const { code, stdout } = await runHosted(['lint', '.', '--no-cache'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stdout, /in\/b\.py/);
  });

  it('lint notes a tsconfig that cannot be used, and goes on', async () => {
    rmSync(path.join(folder, 'a.py'));
    writeFileSync(path.join(folder, 'a.ts'), script);
    const file = path.join(folder, 'tsconfig.json');
    for (const { make, reason } of [hostile['a sparse file of 1 TB'] ?? nested, nested]) {
      make(file);
      const { stdout, stderr } = await runHosted(['lint', '.', '--no-cache'], { cwd: folder });
      assert.match(stdout, /finding/);
      assert.match(
        stderr,
        new RegExp(`^note: a\\.ts: .*tsconfig\\.json is not used: .*${reason.source}`, 'm'),
      );
      rmSync(file);
    }
    symlinkSync('/dev/zero', path.join(folder, 'base.json'));
    writeFileSync(file, '{"extends": "./base.json"}');
    const { stderr } = await runHosted(['lint', '.', '--no-cache'], { cwd: folder });
    assert.match(stderr, /base\.json is not used: it is a device/);
  });

  it('lint survives a tsconfig that exhausts the stack of the compiler', async () => {
    writeFileSync(path.join(folder, 'a.ts'), script);
    writeFileSync(path.join(folder, 'tsconfig.json'), `{"a": ${'('.repeat(500_000)}`);
    const { code, stdout, stderr } = await runHosted(['lint', '.', '--no-cache'], { cwd: folder });
    assert.equal(code, 1, stderr);
    assert.match(stdout, /a\.py/);
  });

  it('lint notes and counts names that are not UTF-8', async function () {
    if (process.platform !== 'linux') this.skip();
    for (const name of [[0xff], [0xfe]]) {
      const bytes = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name), Buffer.from('.py')]);
      writeFileSync(bytes, source);
    }
    const { code, stdout, stderr } = await runHosted(['lint', '.', '--no-cache'], { cwd: folder });
    assert.equal(code, 1, stderr);
    assert.match(stdout, /a\.py/);
    assert.match(stderr, /2 files and folders in it are not checked: their names are not UTF-8/);
  });

  it('run refuses an output folder whose name is not UTF-8', function () {
    if (process.platform !== 'linux') this.skip();
    const command = `exec "${process.execPath}" "${program}" run --scenario daily --output-dir $'\\xff'`;
    const { status, stderr } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 2, stderr);
    assert.match(stderr, /is not UTF-8/);
  });
});
