/** `lint --fix` beside other programs that write the same files. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { chmod, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { fixFiles, type FindingSource } from '../../../engine/lint/fixFiles';
import type { Finding } from '../../../engine/lint/finding';
import type { Linter } from '../../../engine/lint/linter';
import { ProblemRecord } from '../../../engine/protocol/lint';
import { inWorkspace, linterFor } from '../../lint/workspace';
import { start } from './commandLine';
import { hasLinks, lintIn, raising } from './linting';

const fixedRaising = raising.replace('1.19', 'Decimal("1.19")');
const counted = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [`m${index}.py`, `${raising}# ${index}\n`]),
);

/** A linter whose files are saved by someone else between its first scan and the writing. */
function savingAfterScan(linter: FindingSource, save: () => Promise<void>): FindingSource {
  let isSaved = false;
  return {
    digestOf: (file) => linter.digestOf(file),
    async *scan(paths, options) {
      yield* linter.scan(paths, options);
      if (!isSaved) await save();
      isSaved = true;
    },
  };
}

/** A linter whose fixes change another file, too. */
function tiedTo(linter: Linter, other: string): FindingSource {
  const tied = (finding: Finding): Finding => ({
    ...finding,
    fixes: finding.fixes.map((fix) => ({
      ...fix,
      files: [...fix.files, { path: other, edits: [{ start: 0, end: 0, text: '# fixed\n' }] }],
    })),
  });
  return {
    digestOf: (file) => linter.digestOf(file),
    async *scan(paths, options) {
      for await (const report of linter.scan(paths, options))
        yield { ...report, findings: report.findings.map(tied) };
    },
  };
}

describe('lint --fix beside other writers', () => {
  it('keeps what was saved after the analysis, with a note and exit code 1', () =>
    inWorkspace({ 'a.py': raising, 'b.py': raising }, async (folder) => {
      const saved = `# one line more\n${raising}`;
      const a = path.join(folder, 'a.py');
      const linter = savingAfterScan(await linterFor(folder), () => writeFile(a, saved));
      const { notes, reports, fixed } = await fixFiles(linter, [folder], {
        maxFileSizeKb: 1024,
        onFixed: () => undefined,
        whileWriting: (write) => write(new AbortController().signal),
      });
      assert.equal(await readFile(a, 'utf8'), saved);
      assert.equal(await readFile(path.join(folder, 'b.py'), 'utf8'), fixedRaising);
      assert.equal(fixed.length, 1);
      assert.deepEqual(notes, [`${a} is not fixed: it has changed since it was analysed.`]);
      const report = reports.find(({ path: file }) => file === a);
      assert.equal(report?.findings.length, 1, 'the finding of the saved text is shown');
      assert.equal(report.unfixed?.cause, 'changed');
    }));

  it('leaves all files of a fix when one of them has changed', () =>
    inWorkspace({}, async (folder) => {
      const callee = 'from decimal import Decimal\n\n\ndef f(x: Decimal) -> Decimal:\n    return x\n';
      const files = { 'a.py': raising, 'b.py': callee };
      for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
      const b = path.join(folder, 'b.py');
      const tied = tiedTo(await linterFor(folder), b);
      const two = savingAfterScan(tied, () => writeFile(b, `${callee}# saved\n`));
      const { fixed } = await fixFiles(two, [folder], {
        maxFileSizeKb: 1024,
        onFixed: () => undefined,
        whileWriting: (write) => write(new AbortController().signal),
      });
      assert.equal(fixed.length, 0);
      assert.equal(await readFile(path.join(folder, 'a.py'), 'utf8'), raising);
      assert.equal(await readFile(path.join(folder, 'b.py'), 'utf8'), `${callee}# saved\n`);
    }));

  it('leaves whole files when three processes fix one folder at once', () =>
    inWorkspace(counted, async (folder) => {
      const all = await Promise.all([1, 2, 3].map(() => lintIn(folder, ['--fix'])));
      for (const [name, text] of Object.entries(counted)) {
        assert.equal(
          await readFile(path.join(folder, name), 'utf8'),
          text.replace('1.19', 'Decimal("1.19")'),
          name,
        );
      }
      for (const { code, stdout, stderr } of all) {
        const refused = stderr.match(/is not fixed: it has changed since it was analysed/g)?.length ?? 0;
        assert.equal(code, refused > 0 || !stdout.startsWith('0 findings') ? 1 : 0, stderr);
        if (refused > 0) assert.match(stdout, new RegExp(`${refused} files? could not be fixed`));
      }
      assert.deepEqual((await readdir(folder)).sort(), Object.keys(counted).sort(), 'nothing is left over');
    })).timeout(120_000);

  it('leaves either the saved text or a fix of exactly it, whenever it is saved', function () {
    this.timeout(300_000);
    return fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ file: fc.nat(59), afterMs: fc.nat(900), lines: fc.integer({ min: 1, max: 4 }) }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        (saves) =>
          inWorkspace(counted, async (folder) => {
            const fixing = start(['lint', '--no-cache', '--fix'], { cwd: folder });
            const written = new Map<string, string>(Object.entries(counted));
            await Promise.all(
              saves.map(async ({ file, afterMs, lines }) => {
                await sleep(afterMs);
                const text = `${'# saved by hand\n'.repeat(lines)}${counted[`m${file}.py`] ?? ''}`;
                await writeFile(path.join(folder, `m${file}.py`), text);
                written.set(`m${file}.py`, text);
              }),
            );
            await fixing.ended;
            for (const [name, text] of written) {
              const now = await readFile(path.join(folder, name), 'utf8');
              const possible = [text, text.replace('1.19', 'Decimal("1.19")')];
              assert.ok(possible.includes(now), `${name} holds neither:\n${now}`);
            }
          }),
      ),
      { numRuns: 6 },
    );
  });
});

describe('lint with files that cannot be read', () => {
  const isRoot = process.getuid?.() === 0;

  it('exits with 3 and names them in every output', function () {
    if (process.platform !== 'linux') this.skip();
    this.timeout(60_000);
    return inWorkspace({ 'b.py': '' }, async (folder) => {
      // A regular file whose bytes the system does not give.
      await symlink('/proc/self/mem', path.join(folder, 'a.py'));
      for (const format of ['text', 'json', 'sarif', 'github']) {
        const { code, stdout, stderr } = await lintIn(folder, ['--format', format]);
        assert.equal(code, 3, stderr);
        assert.match(stderr, /^error: a\.py: Not checked: the disk does not answer as it should\.$/m);
        if (format === 'text') assert.equal(stdout, '0 findings in 1 file; 1 path could not be checked\n');
        else assert.match(stdout, /Not checked: the disk does not answer/);
        if (format === 'json') v.parse(v.tuple([ProblemRecord]), JSON.parse(stdout));
      }
    });
  });

  it('exits with 3 when a folder gives no access to a file in it', async function () {
    if (!hasLinks || isRoot) this.skip();
    await inWorkspace({ 'a.py': raising, 'b.py': '' }, async (folder) => {
      await chmod(path.join(folder, 'a.py'), 0);
      assert.equal((await lintIn(folder)).code, 3);
      assert.equal((await lintIn(folder, ['a.py'])).code, 2);
    });
  });

  it('exits with 0 and counts what it skips because of what it is', () =>
    inWorkspace({ 'a.py': Buffer.from([0x61, 0xff]), 'nul.ts': 'let x;\0' }, async (folder) => {
      const { code, stdout, stderr } = await lintIn(folder);
      assert.equal(code, 0);
      assert.equal(stdout, '0 findings in 0 files\n');
      assert.match(stderr, /^note: 2 files were skipped$/m);
    }));

  it('passes over a link that leads nowhere', function () {
    if (!hasLinks) this.skip();
    return inWorkspace({ 'a.py': '' }, async (folder) => {
      await symlink('nowhere.py', path.join(folder, 'link.py'));
      assert.equal((await lintIn(folder)).code, 0);
    });
  });
});
