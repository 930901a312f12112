import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkoutOf, commitOf, revisionOf } from '../../../engine/baseline/git';
import { git } from '../../../engine/baseline/runGit';
import { inFolder } from '../cli/commandLine';

const hooks = [
  'post-checkout',
  'post-index-change',
  'pre-commit',
  'reference-transaction',
  'fsmonitor-watchman',
];

describe('Git in a repository of someone else', function () {
  this.timeout(120_000);
  if (process.platform === 'win32') return;

  it('runs no program that its settings name', () =>
    inHostileRepository(async ({ folder, marker, revision }) => {
      const found = commitOf(folder);
      assert.deepEqual(found, { revision, dirty: true });
      assert.equal(checkoutOf(folder), await realFolder(folder));
      assert.equal(revisionOf(folder, 'HEAD'), revision);
      const tree = path.join(path.dirname(folder), 'tree');
      const added = git(folder, 'worktree', 'add', '--detach', '--quiet', tree, revision);
      assert.equal(added.status, 0, added.stderr);
      assert.equal(await readFile(path.join(tree, 'filtered.txt'), 'utf8'), 'as committed\n');
      assert.equal(git(folder, 'worktree', 'list', '--porcelain').status, 0);
      assert.equal(git(folder, 'worktree', 'remove', '--force', '--force', tree).status, 0);
      assert.ok(
        !existsSync(marker),
        `a program was started: ${existsSync(marker) ? await readFile(marker, 'utf8') : ''}`,
      );
    }));

  it('runs them without the protection, so that the test above is one', () =>
    inHostileRepository(async ({ folder, marker }) => {
      execFileSync('git', ['-C', folder, 'status', '--porcelain'], { stdio: 'ignore' });
      const started = await readFile(marker, 'utf8');
      for (const name of ['fsmonitor', 'clean', 'equals']) assert.match(started, new RegExp(name));
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
        const tree = path.join(path.dirname(folder), 'tree');
        assert.notEqual(git(folder, 'worktree', 'add', '--detach', '--quiet', tree, 'HEAD').status, 0);
        assert.ok(!existsSync(marker));
      }
    }));
});

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
    const file = path.join(folder, 'filtered.txt');
    await writeFile(file, 'as committed\n');
    await writeFile(path.join(folder, 'other.txt'), 'as committed\n');
    await writeFile(
      path.join(folder, '.gitattributes'),
      'filtered.txt filter=planted diff=planted\nother.txt filter=a=b\n',
    );
    run('add', '-A');
    run('commit', '-qm', 'first');
    const revision = run('rev-parse', 'HEAD').trim();
    for (const [key, value] of settingsOf(program)) run('config', key, value);
    for (const hook of hooks) {
      const planted = path.join(folder, '.git/hooks', hook);
      await writeFile(planted, `#!/bin/sh\n'${program}' hook ${hook}\n`);
      await chmod(planted, 0o755);
    }
    // Of the same size and another time, so that git must read them.
    for (const each of [file, path.join(folder, 'other.txt')]) {
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

async function realFolder(folder: string): Promise<string> {
  assert.ok((await stat(folder)).isDirectory());
  return execFileSync('pwd', ['-P'], { cwd: folder, encoding: 'utf8' }).trim();
}
