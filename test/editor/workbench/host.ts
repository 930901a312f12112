/**
 * Stands in for the editor's executable if that cannot be downloaded: it takes the same arguments and gives the same
 * exit code, but the workbench is a web server's and its window a headless browser.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { openBrowser } from './browser';
import { chromiumPath } from './chromium';
import { parseHostArguments, type HostArguments } from './hostArguments';
import { installWorkbench } from './install';
import { pageAddress } from './page';
import { WorkbenchServer } from './server';
import { readOutcome, writeSuiteShim, type SuiteFiles } from './suiteShim';

/** A run that takes longer has hung. */
const limitMs = 15 * 60_000;

// A stream whose reader has gone reports it as an event, which would end this process before it has tidied up.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

void main();

async function main(): Promise<void> {
  const given = parseHostArguments(process.argv.slice(2));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dbh-'));
  try {
    process.exitCode = await runSuite(given, folder);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 3;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  process.exit();
}

async function runSuite(given: HostArguments, folder: string): Promise<number> {
  const { tests, extensions } = given;
  if (tests === undefined || extensions.length === 0) {
    console.error('the stand-in needs --extensionDevelopmentPath and --extensionTestsPath');
    return 2;
  }
  const announce = (text: string) => console.error(text);
  const workbench = await installWorkbench(announce);
  const executable = await chromiumPath(announce);
  const suite = writeSuiteShim(folder, tests);
  const server = await WorkbenchServer.start(workbench, {
    folder,
    extensionsFolder: given.extensionsFolder ?? path.join(folder, 'extensions'),
    settings: userSettings(given),
    testDriver: true,
    workspaceTrust: given.workspaceTrust,
    env: process.env,
  });
  const browser = await openBrowser(executable, folder);
  const output = followFile(suite.output);
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    });
    // The workbench calls this with its own log, which is in the server's log as well.
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(pageAddress(server.host, { opened: given.opened, extensions, tests: suite.shim }));
    const code = await Promise.race([
      exit,
      failure(server.ended, 'the server ended before the suite did'),
      failure(new Promise((resolve) => page.once('crash', resolve)), 'the page crashed'),
      failure(
        new Promise((resolve) => browser.once('close', resolve)),
        'the browser ended before the suite did',
      ),
      failure(ownerGone(), 'stopped'),
      failure(new Promise((resolve) => setTimeout(resolve, limitMs)), `no result after ${limitMs / 1000} s`),
    ]);
    output.stop();
    return conclude(code, suite);
  } catch (error) {
    output.stop();
    console.error(server.logTail());
    throw error;
  } finally {
    await Promise.race([
      browser.close().catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 3000)),
    ]);
    await server.stop();
  }
}

/** The user's settings, where the user's folder holds any. */
function userSettings({ userFolder }: HostArguments): Record<string, unknown> {
  const file = userFolder === undefined ? undefined : path.join(userFolder, 'User', 'settings.json');
  if (file === undefined || !existsSync(file)) return {};
  return v.parse(v.record(v.string(), v.unknown()), JSON.parse(readFileSync(file, 'utf8')));
}

/** The suite passed only if the editor's exit code and what the suite wrote down say so. */
function conclude(code: number, suite: SuiteFiles): number {
  const outcome = readOutcome(suite);
  if (code === 0 && outcome?.passed === true) return 0;
  if (outcome === null) console.error(`the extension host ended with ${code} before the suite did`);
  else if (outcome.passed) console.error(`the extension host ended with ${code} though the suite passed`);
  return 1;
}

async function failure(event: Promise<unknown>, why: string): Promise<never> {
  await event;
  throw new Error(why);
}

/** Resolves when this process is told to stop, or when the pipe from its owner ends. */
function ownerGone(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    const input = fstatSync(0);
    if (!input.isFIFO() && !input.isSocket()) return;
    process.stdin.resume().once('end', resolve);
  });
}

/** Copies what is appended to a file to standard output until it is stopped. */
function followFile(file: string): { stop(): void } {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(65_536);
  const copy = () => {
    for (;;) {
      const bytes = readSync(descriptor, buffer, 0, buffer.length, null);
      if (bytes === 0) return;
      print(buffer.subarray(0, bytes));
    }
  };
  const timer = setInterval(copy, 100);
  return {
    stop() {
      clearInterval(timer);
      copy();
      closeSync(descriptor);
    },
  };
}

/** Once the owner has gone there is nobody to read it, and tidying up matters more. */
function print(text: Uint8Array): void {
  try {
    writeSync(1, text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}
