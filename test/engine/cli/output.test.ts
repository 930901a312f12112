import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder, leastRun, program } from './commandLine';
import { reportIn } from './schema';

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** Runs the command line with a standard output that is a file's descriptor or a pipe whose reader leaves at once. */
function printingTo(output: number | 'nobody', folder: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    stdio: ['ignore', output === 'nobody' ? 'pipe' : output, 'pipe'],
  });
  child.stdout?.destroy();
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stderr }));
  });
}

describe('the output of the command line', () => {
  it('may lose its reader: the report is written all the same', () =>
    inFolder(async (folder) => {
      const args = ['run', '--scenario', 'daily', '--json', ...leastRun];
      const { code, stderr } = await printingTo('nobody', folder, args);
      assert.equal(code, 0, stderr);
      assert.doesNotMatch(stderr, /EPIPE|^\s+at /m);
      await reportIn(await readFile(path.join(folder, 'reports/latest/report.json'), 'utf8'));
    }));

  const printing: [string, string[]][] = [
    ['the help', ['--help']],
    ['the table', ['run', '--scenario', 'daily', ...leastRun]],
    ['the report', ['run', '--scenario', 'daily', ...leastRun, '--json']],
    ['the last line', ['run', '--scenario', 'daily', ...leastRun, '--quiet']],
  ];
  for (const [what, args] of printing) {
    it(`that cannot be written ends the program with one message: ${what}`, async function () {
      // A device that is always full, where the system has one.
      if (!existsSync('/dev/full')) this.skip();
      await inFolder(async (folder) => {
        const full = await open('/dev/full', 'w');
        try {
          const { code, stderr } = await printingTo(full.fd, folder, args);
          assert.equal(code, 3, stderr);
          const errors = stderr.split('\n').filter((line) => line.startsWith('error: '));
          assert.equal(errors.length, 1, stderr);
          assert.match(
            errors[0] ?? '',
            /^error: The result cannot be printed: the disk is full\. Free space/,
          );
          assert.doesNotMatch(stderr, /ENOSPC|^\s+at /m);
        } finally {
          await full.close();
        }
      });
    });
  }
});
