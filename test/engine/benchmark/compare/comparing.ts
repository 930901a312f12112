/** Runs `compare-samples` in a folder of its own that holds the files given. */
import { strict as assert } from 'node:assert';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { check } from '../../../../engine/protocol/check';
import { SampleComparison } from '../../../../engine/protocol/compareSamples';
import { inFolder, runHosted } from '../../cli/commandLine';

/** What it prints as JSON. */
export async function compared(
  args: string[],
  files: Record<string, string> = {},
): Promise<SampleComparison> {
  return inFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    const { code, stdout, stderr } = await runHosted(['compare-samples', '--json', ...args], { cwd: folder });
    assert.equal(code, 0, stderr);
    return check(SampleComparison, JSON.parse(stdout), 'output');
  });
}

/** The one message with which it refuses. */
export async function refusal(args: string[], files: Record<string, string> = {}): Promise<string> {
  return inFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    const { code, stdout, stderr } = await runHosted(['compare-samples', ...args], { cwd: folder });
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.doesNotMatch(stderr, /^\s+at /m);
    return stderr;
  });
}
