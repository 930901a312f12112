/** Runs `lint` in folders of files, keeping nothing between runs. */
import * as v from 'valibot';
import { FindingRecord } from '../../../engine/protocol/lint';
import { inWorkspace, type Contents } from '../../lint/workspace';
import { runHosted, type Ended } from './commandLine';

export const raising = 'from decimal import Decimal\n\n\ndef tax(price: Decimal):\n    return price * 1.19\n';
export const hinting = 'from decimal import Decimal\n\n\ndef low(price: Decimal):\n    return price < 0.5\n';
export const harmless = 'x = 0.0\n';

/** On Windows, links take a privilege, and files have no modes. */
export const hasLinks = process.platform !== 'win32';

/** Makes the folder, runs `lint` in it, and hands both to the test. */
export function linting(
  contents: Contents,
  args: readonly string[],
  test: (ended: Ended, folder: string) => Promise<void> | void,
): Promise<void> {
  return inWorkspace(contents, async (folder) => {
    await test(await lintIn(folder, args), folder);
  });
}

export function lintIn(folder: string, args: readonly string[] = []): Promise<Ended> {
  return runHosted(['lint', '--no-cache', ...args], { cwd: folder });
}

/** A notebook with one cell of code, written as Jupyter does. */
export function notebookOf(source: readonly string[], language: string): string {
  const cells = [{ cell_type: 'code', metadata: {}, outputs: [], source }];
  return JSON.stringify({ cells, metadata: { kernelspec: { language } }, nbformat: 4 }, null, 1);
}

export function recordsOf({ stdout }: Ended): FindingRecord[] {
  return v.parse(v.array(FindingRecord), JSON.parse(stdout));
}
