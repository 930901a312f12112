import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutOf, commitOf, revisionOf } from '../../../../engine/benchmark/baseline/git';
import { withBuildOf } from '../../../../engine/benchmark/baseline/worktree';
import { inFolder } from '../../cli/commandLine';

const hooks = [
  'post-checkout',
  'post-index-change',
  'pre-commit',
  'reference-transaction',
  'fsmonitor-watchman',
];

const committed = ['filtered.txt', 'other.txt', 'named.txt', 'bytes.txt', 'empty.txt'];

describe('Git in a repository of someone else', function () {
  this.timeout(120_000);
  if (process.platform === 'win32') return;

  it('runs no program that its settings name', () =>
    inHostileRepository(async ({ folder, marker, revision }) => {
      assert.deepEqual(await commitOf(folder, forever), { revision, dirty: true });
      assert.equal(await checkoutOf(folder, forever), await realFolder(folder));
      assert.equal(await revisionOf(folder, 'HEAD', forever), revision);
      assert.equal(await checkedOut(folder, revision), 'as committed\n');
      assert.ok(
        !existsSync(marker),
        `a program was started: ${existsSync(marker) ? await readFile(marker, 'utf8') : ''}`,
      );
    }));

  it('reports no changes in a clean checkout, whatever its settings are', () =>
    inHostileRepository(async ({ folder, marker, revision, run }) => {
      await writeFile(path.join(folder, '.git/info/exclude'), 'excluded.txt\n');
      await writeFile(path.join(folder, 'excluded.txt'), '');
      for (const name of committed) {
        await writeFile(path.join(folder, name), 'as committed\n');
      }
      assert.deepEqual(await commitOf(folder, forever), { revision, dirty: false });
      run('update-index', '--split-index');
      await rm(marker, { force: true });
      assert.deepEqual(await commitOf(folder, forever), { revision, dirty: false });
      const linked = `${folder} "linked"`;
      run('worktree', 'add', '--detach', '--quiet', linked);
      for (const name of committed) await writeFile(path.join(linked, name), 'as committed\n');
      await rm(marker, { force: true });
      assert.deepEqual(await commitOf(linked, forever), { revision, dirty: false });
      assert.ok(!existsSync(marker));
    }));

  it('runs them without the protection, so that the test above is one', () =>
    inHostileRepository(async ({ folder, marker }) => {
      execFileSync('git', ['-C', folder, 'status', '--porcelain'], { stdio: 'ignore' });
      const started = await readFile(marker, 'utf8');
      for (const name of ['fsmonitor', 'clean', 'equals', 'empty', 'bytes', 'worktree'])
        assert.match(started, new RegExp(name));
    }));

  it('fetches nothing that a partial clone lacks', () =>
    inHostileRepository(async ({ folder, marker, run, program }) => {
      const missing = run('rev-parse', 'HEAD:filtered.txt').trim();
      await rm(path.join(folder, '.git/objects', missing.slice(0, 2), missing.slice(2)));
      run('config', 'core.repositoryFormatVersion', '1');
      run('config', 'extensions.partialClone', 'origin');
      run('config', 'remote.origin.promisor', 'true');
      run('config', 'remote.origin.uploadpack', `${program} uploadpack`);
      run('config', 'protocol.ext.allow', 'always');
      for (const address of [folder, `ext::${program} ext`, 'ssh://nowhere.invalid/x']) {
        run('config', 'remote.origin.url', address);
        await assert.rejects(checkedOut(folder, run('rev-parse', 'HEAD').trim()), /It cannot be checked out/);
        assert.ok(!existsSync(marker));
      }
    }));
});

const forever = new AbortController().signal;

/** What a file holds in the checkout that a comparison builds; the build itself fails, because it is no package. */
async function checkedOut(folder: string, revision: string): Promise<string> {
  let found = '';
  const temporary = await mkdtemp(path.join(path.dirname(folder), 'temporary-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = temporary;
  const say = (): void => {
    const [own] = readdirSync(temporary);
    const file = path.join(temporary, own ?? '', 'revision/filtered.txt');
    if (existsSync(file)) found = readFileSync(file, 'utf8');
  };
  try {
    await withBuildOf({ checkout: folder, revision, signal: forever, say }, () => Promise.resolve());
  } catch (error) {
    if (found === '') throw error;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  return found;
}

interface Hostile {
  readonly folder: string;
  /** Exists once any of the planted programs was started. */
  readonly marker: string;
  readonly program: string;
  readonly revision: string;
  readonly run: (...args: string[]) => string;
}

/** A repository whose settings, hooks and attributes name a program that leaves a mark. */
function inHostileRepository(body: (hostile: Hostile) => Promise<void>): Promise<void> {
  return inFolder(async (outside) => {
    const folder = path.join(outside, 'repository');
    const marker = path.join(outside, 'marker');
    const program = path.join(outside, 'program.sh');
    await mkdir(folder);
    await writeFile(program, `#!/bin/sh\necho "$@" >> '${marker}'\nexit 0\n`);
    await chmod(program, 0o755);
    const run = (...args: string[]): string =>
      execFileSync('git', ['-C', folder, '-c', 'core.fsmonitor=false', ...args], { encoding: 'utf8' });
    run('init', '-q');
    for (const [key, value] of [
      ['user.name', 'someone'],
      ['user.email', 'someone@example.org'],
      ['commit.gpgSign', 'false'],
    ] as const)
      run('config', key, value);
    const files = committed.map((name) => path.join(folder, name));
    for (const each of files) await writeFile(each, 'as committed\n');
    await writeFile(
      path.join(folder, '.gitattributes'),
      Buffer.from(
        'filtered.txt filter=planted diff=planted\nother.txt filter=a=b\nbytes.txt filter=\xff\nempty.txt filter=\n',
        'latin1',
      ),
    );
    run('add', '-A');
    run('commit', '-qm', 'first');
    const revision = run('rev-parse', 'HEAD').trim();
    for (const [key, value] of settingsOf(program)) run('config', key, value);
    await appendFile(path.join(folder, '.git/config'), hostileSections(program));
    await writeFile(path.join(folder, '.git/info/attributes'), 'named.txt filter=worktree\n');
    run('config', '--worktree', 'filter.worktree.clean', `${program} worktree`);
    run('config', '--worktree', 'filter.worktree.smudge', `${program} worktree`);
    for (const hook of hooks) {
      const planted = path.join(folder, '.git/hooks', hook);
      await writeFile(planted, `#!/bin/sh\n'${program}' hook ${hook}\n`);
      await chmod(planted, 0o755);
    }
    // Of the same size and another time, so that git must read them.
    for (const each of files) {
      await writeFile(each, 'AS COMMITTED\n');
      await utimes(each, new Date(0), new Date(0));
    }
    await rm(marker, { force: true });
    await body({ folder, marker, program, revision, run });
  });
}

function settingsOf(program: string): [string, string][] {
  return [
    ['core.fsmonitor', `${program} fsmonitor`],
    ['filter.planted.clean', `${program} clean`],
    ['filter.planted.smudge', `${program} smudge`],
    ['filter.planted.required', 'true'],
    ['filter.a=b.clean', `${program} equals`],
    ['filter.a=b.smudge', `${program} equals`],
    ['diff.external', `${program} external`],
    ['diff.planted.textconv', `${program} textconv`],
    ['diff.planted.command', `${program} command`],
    ['core.pager', `${program} pager`],
    ['pager.status', `${program} pager`],
    ['core.sshCommand', `${program} ssh`],
    ['core.askPass', `${program} askpass`],
    ['core.editor', `${program} editor`],
    ['core.alternateRefsCommand', `${program} refs`],
    ['gpg.program', `${program} gpg`],
    ['log.showSignature', 'true'],
    ['credential.helper', `!${program} credential`],
    ['alias.status', `!${program} alias`],
    ['alias.rev-parse', `!${program} alias`],
    ['alias.worktree', `!${program} alias`],
    ['submodule.recurse', 'true'],
    ['status.submoduleSummary', 'true'],
  ];
}

/** Filters that cannot be listed and turned off: a name that is not UTF-8, no name, and one of new worktrees only. */
function hostileSections(program: string): Buffer {
  const filter = (name: string, word: string): string =>
    `[filter "${name}"]\n\tclean = ${program} ${word}\n\tsmudge = ${program} ${word}\n`;
  const conditional = `${path.dirname(program)}/conditional`;
  writeFileSync(conditional, filter('worktree', 'conditional'));
  const included = `[includeIf "gitdir:**/worktrees/**"]\n\tpath = ${conditional}\n`;
  const extension = '[extensions]\n\tworktreeConfig = true\n';
  return Buffer.from(`${filter('\xff', 'bytes')}${filter('', 'empty')}${included}${extension}`, 'latin1');
}

async function realFolder(folder: string): Promise<string> {
  assert.ok((await stat(folder)).isDirectory());
  return execFileSync('pwd', ['-P'], { cwd: folder, encoding: 'utf8' }).trim();
}
