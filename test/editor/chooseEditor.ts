/** Which editor the tests run in: a downloaded VS Code if that can be had, else the browser workbench. */
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import path from 'node:path';
import { cacheFolder, withLock } from './workbench/cache';
import { chromiumPath } from './workbench/chromium';
import { writeHostExecutable } from './workbench/executable';
import { installWorkbench, workbenchProblem } from './workbench/install';

/** `DECIMAL_BENCHMARK_EDITOR`: `vscode`, `workbench`, or nothing for whichever is there. */
const choice = process.env['DECIMAL_BENCHMARK_EDITOR'];

/**
 * The executable to run the suites with.
 * @param folder - where a stand-in's executable may be written
 * @throws Error if there is no editor to be had
 */
export async function chooseEditor(folder: string, announce: (text: string) => void): Promise<string> {
  const problem = choice === 'workbench' ? 'DECIMAL_BENCHMARK_EDITOR says workbench' : await vscodeProblem();
  if (problem === null) return downloadVSCode(announce);
  if (choice === 'vscode') throw new Error(problem);
  announce(`editor tests: the browser workbench is used, since ${problem}`);
  const obstacle = workbenchProblem();
  if (obstacle !== null) throw new Error(`there is no editor to test in: ${problem}, and ${obstacle}`);
  await installWorkbench(announce);
  await chromiumPath(announce);
  return writeHostExecutable(folder);
}

/** Null if VS Code can be downloaded and can open a window. */
async function vscodeProblem(): Promise<string | null> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined) {
    return 'VS Code needs a display and there is none';
  }
  const address = 'https://update.code.visualstudio.com/api/releases/stable';
  const response = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  return response?.ok === true ? null : 'VS Code cannot be downloaded here';
}

function downloadVSCode(announce: (text: string) => void): Promise<string> {
  const cachePath = path.join(cacheFolder(), 'vscode');
  announce(
    `editor tests: VS Code is used; it is downloaded into ${cachePath} where it is not there (about 150 MB)`,
  );
  return withLock(
    cachePath,
    () => announce(`waiting for another process that fills ${cachePath}`),
    () =>
      downloadAndUnzipVSCode({
        version: 'stable',
        cachePath,
        timeout: 15_000,
        reporter: new SilentReporter(),
      }),
  );
}
