// @ts-check
// Packages what is built into a VSIX.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, ScriptError } from './checkout.mjs';
import { noticesAreCurrent } from '../notices.mjs';
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
  const stage = mkdtempSync(path.join(tmpdir(), 'decimal-benchmark-package-'));
  try {
    stageFiles(stage, universal);
    return packaged(stage, folder, universal);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** The package by whose name tsserver finds the plugin in the extension's `node_modules`. */
const pluginPackage = {
  name: 'decimal-benchmark-typescript-plugin',
  manifest: 'engine/languageServer/tsserverPlugin/package.json',
};

/**
 * Copies the packaged files to a folder of their own. There the plugin's package is a dependency and a real folder, since
 * vsce packages nothing else from `node_modules`.
 * @param {string} stage
 * @param {boolean} universal
 */
function stageFiles(stage, universal) {
  const isStaged = (/** @type {string} */ file) => !universal || !file.startsWith('dist/native/');
  const files = filesOf(root, '--no-dependencies').filter(isStaged);
  const copy = (/** @type {string} */ from, /** @type {string} */ to) => {
    mkdirSync(path.dirname(path.join(stage, to)), { recursive: true });
    copyFileSync(path.join(root, from), path.join(stage, to));
  };
  for (const file of files) copy(file, file);
  copy(pluginPackage.manifest, `node_modules/${pluginPackage.name}/package.json`);
  const manifest = {
    ...ownManifest(),
    // The checkout has the plugin among these, and npm lists a package that is in both only for development.
    devDependencies: undefined,
    dependencies: { [pluginPackage.name]: ownManifest().version },
  };
  writeFileSync(path.join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  if (!universal) return;
  mkdirSync(path.join(stage, 'dist/native'));
  writeFileSync(
    path.join(stage, 'dist/native/universal'),
    'This package was made without the native module: it runs the engines that need none.\n',
  );
}

/**
 * @param {string} stage
 * @param {string} folder
 * @param {boolean} universal
 */
function packaged(stage, folder, universal) {
  const files = filesOf(stage);
  const problems = packageProblems(files, { universal });
  const platform = universal ? 'universal' : packagedPlatform(files);
  if (problems.length > 0 || platform === null) {
    throw new ScriptError(
      `The package would not be right:\n${problems.map((text) => `  ${text}`).join('\n')}`,
      1,
    );
  }
  const file = path.resolve(folder, `decimal-benchmark-${platform}-${ownManifest().version}.vsix`);
  vsce(
    stage,
    'package',
    ...(universal ? [] : ['--target', platform]),
    ...['--out', file, '--allow-missing-repository', '--no-rewrite-relative-links'],
  );
  return file;
}

/** @returns {{ version: string }} */
function ownManifest() {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
}

/**
 * What vsce would package of a folder.
 * @param {string} folder
 * @param {string[]} options
 */
function filesOf(folder, ...options) {
  return vsce(folder, 'ls', ...options)
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

/**
 * @param {string} folder
 * @param {string[]} parameters
 */
function vsce(folder, ...parameters) {
  const program = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...parameters], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new ScriptError(`vsce ${parameters.join(' ')} failed:\n${stdout}${stderr}`, 1);
  return stdout;
}
