// @ts-check
// Packages what is built into a VSIX.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, ScriptError } from './checkout.mjs';
import { noticesAreCurrent } from './notices.mjs';
import { packagedPlatform, packageProblems } from './packageFiles.mjs';

/**
 * Packages what is built, after checking that it is all of it and nothing else.
 * @param {string} folder
 * @param {{universal?: boolean}} [kind] without the native module, for every platform
 * @returns {Promise<string>} the file
 * @throws {ScriptError}
 */
export async function makePackage(folder, { universal = false } = {}) {
  if (!(await noticesAreCurrent())) {
    throw new ScriptError('ThirdPartyNotices.txt is out of date: run `node scripts/notices.mjs`.', 1);
  }
  if (!universal) return packaged(folder, [], false);
  const temporary = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-package-'));
  const mark = path.join(root, 'dist/native/universal');
  try {
    writeFileSync(
      mark,
      'This package was made without the native module: it runs the engines that need none.\n',
    );
    return packaged(folder, ['--ignoreFile', ignoreFileWithoutNative(temporary)], true);
  } finally {
    rmSync(mark, { force: true });
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {readonly string[]} choice options that choose the files
 * @param {boolean} universal
 */
function packaged(folder, choice, universal) {
  const files = vsce('ls', '--no-dependencies', ...choice)
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const problems = packageProblems(files, { universal });
  const platform = universal ? 'universal' : packagedPlatform(files);
  if (problems.length > 0 || platform === null) {
    throw new ScriptError(
      `The package would not be right:\n${problems.map((text) => `  ${text}`).join('\n')}`,
      1,
    );
  }
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  );
  const file = path.resolve(folder, `decimal-benchmark-${platform}-${version}.vsix`);
  vsce(
    'package',
    ...(universal ? [] : ['--target', platform]),
    ...['--out', file, ...choice],
    ...['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
  );
  return file;
}

/**
 * What is packaged, with a mark in place of the native module, as a file that vsce reads.
 * @param {string} folder
 */
function ignoreFileWithoutNative(folder) {
  const lines = readFileSync(path.join(root, '.vscodeignore'), 'utf8').split(/\r?\n/);
  const file = path.join(folder, 'vscodeignore');
  const choices = lines.map((line) => (line.startsWith('!dist/native/') ? '!dist/native/universal' : line));
  writeFileSync(file, choices.join('\n'));
  return file;
}

/** @param {string[]} parameters */
function vsce(...parameters) {
  const program = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...parameters], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new ScriptError(`vsce ${parameters.join(' ')} failed:\n${stdout}${stderr}`, 1);
  return stdout;
}
