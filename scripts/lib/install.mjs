// @ts-check
// Installs the packages of the lockfile, where they are not there already.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npmProgram, root, runOrThrow } from './checkout.mjs';

/**
 * @typedef {{version?: string, integrity?: string, optional?: boolean}} LockedPackage
 * @typedef {{packages: Record<string, LockedPackage | undefined>}} Lockfile
 */

/** Runs `npm ci` unless node_modules is what package-lock.json says. */
export function installFromLockfile() {
  if (isInstalled()) return;
  console.error('Installing packages from package-lock.json …');
  const { command, args } = npmProgram();
  // Packages that ask for a newer Node than they need would fill the first screen with warnings.
  runOrThrow(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Whether every package of the lockfile is in node_modules in the version it names. */
function isInstalled() {
  // npm itself keeps this file: what it put into node_modules, in the lockfile's own form.
  const installedFile = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = packagesOf(installedFile);
  return Object.entries(packagesOf(path.join(root, 'package-lock.json'))).every(([folder, wanted]) => {
    if (folder === '' || wanted === undefined) return true;
    const there = installed[folder];
    // Packages for other platforms are left out, and only those are optional here.
    if (there === undefined) return wanted.optional === true;
    return there.version === wanted.version && there.integrity === wanted.integrity;
  });
}

/**
 * The packages of a lockfile, by their folder.
 * @param {string} file
 */
function packagesOf(file) {
  const lockfile = /** @type {Lockfile} */ (JSON.parse(readFileSync(file, 'utf8')));
  return lockfile.packages;
}
