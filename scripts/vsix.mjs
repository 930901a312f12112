// @ts-check
// Packages what is built into a VSIX.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, ScriptError } from './checkout.mjs';
import { noticesAreCurrent } from './notices.mjs';
import { packagedPlatform, packageProblems } from './packageFiles.mjs';

/**
 * Packages what is built, after checking that it is all of it and nothing else.
 * @param {string} folder
 * @returns {Promise<string>} the file
 * @throws {ScriptError}
 */
export async function makePackage(folder) {
  if (!(await noticesAreCurrent())) {
    throw new ScriptError('ThirdPartyNotices.txt is out of date: run `node scripts/notices.mjs`.', 1);
  }
  const files = vsce('ls', '--no-dependencies')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const problems = packageProblems(files);
  const platform = packagedPlatform(files);
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
    ...['--target', platform, '--out', file],
    ...['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
  );
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
