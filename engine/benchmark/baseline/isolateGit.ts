/**
 * A repository directory of this program's own: it has the objects of another repository and none of its settings,
 * hooks and attributes, all of which may name programs.
 */
import { copyFile, lstat, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readGit } from './runGit';

/**
 * Makes the directory, with `revision` checked out but no index.
 * @param folder - in the repository whose objects are used
 * @param gitFolder - is made; the folder above must exist
 * @returns the repository's own directory of this checkout; null if git does not accept the repository
 */
export async function isolateGit(
  folder: string,
  gitFolder: string,
  revision: string,
  signal: AbortSignal,
): Promise<string | null> {
  const [own, common, format, settings] = await Promise.all([
    readGit(folder, signal, 'rev-parse', '--absolute-git-dir'),
    readGit(folder, signal, 'rev-parse', '--git-common-dir'),
    readGit(folder, signal, 'rev-parse', '--show-object-format'),
    readGit(folder, signal, 'config', '--null', '--get-regexp', settingPattern),
  ]);
  if (own.status !== 0 || common.status !== 0 || format.status !== 0) return null;
  const commonFolder = path.resolve(folder, common.output);
  await mkdir(path.join(gitFolder, 'objects/info'), { recursive: true });
  await mkdir(path.join(gitFolder, 'refs'));
  await mkdir(path.join(gitFolder, 'info'));
  await writeFile(path.join(gitFolder, 'HEAD'), `${revision}\n`, { flag: 'wx' });
  await writeFile(path.join(gitFolder, 'config'), configText(format.output, settings.output), { flag: 'wx' });
  const alternates = `${quoted(path.join(commonFolder, 'objects'))}\n`;
  await writeFile(path.join(gitFolder, 'objects/info/alternates'), alternates, { flag: 'wx' });
  await copyRegular(path.join(commonFolder, 'info/exclude'), path.join(gitFolder, 'info/exclude'));
  await copyRegular(
    path.join(own.output, 'info/sparse-checkout'),
    path.join(gitFolder, 'info/sparse-checkout'),
  );
  return own.output;
}

/** Copies the parts of a split index, which git looks for in the repository directory. */
export async function copySharedIndex(from: string, gitFolder: string): Promise<void> {
  for (const name of await readdir(from)) {
    if (/^sharedindex\.[0-9a-f]{40,64}$/.test(name)) {
      await copyRegular(path.join(from, name), path.join(gitFolder, name));
    }
  }
}

/** Settings of how files are read and written that name no program and no file. */
const booleans = [
  'filemode',
  'ignorecase',
  'symlinks',
  'precomposeunicode',
  'sparsecheckout',
  'sparsecheckoutcone',
];
const values: ReadonlyMap<string, RegExp> = new Map([
  ...booleans.map((name) => [`core.${name}`, /^(true|false|yes|no|on|off|1|0)$/i] as const),
  ['core.autocrlf', /^(true|false|yes|no|on|off|1|0|input)$/i],
  ['core.eol', /^(lf|crlf|native)$/i],
]);

const settingPattern = `^core\\.(${[...booleans, 'autocrlf', 'eol'].join('|')})$`;

function configText(objectFormat: string, settings: string): string {
  const isSha1 = objectFormat === 'sha1';
  const kept = settings.split('\0').flatMap((each) => {
    // A setting without a value is true.
    const [key = '', value = 'true'] = each.split('\n');
    return values.get(key)?.test(value) === true ? [`\t${key.slice('core.'.length)} = ${value}`] : [];
  });
  return [
    '[core]',
    `\trepositoryformatversion = ${isSha1 ? 0 : 1}`,
    '\tbare = false',
    ...kept,
    ...(isSha1 ? [] : ['[extensions]', '\tobjectFormat = sha256']),
    '',
  ].join('\n');
}

/** A path as git reads it in `alternates`, which may contain any character. */
function quoted(file: string): string {
  const escaped = file.replace(/[\\"\p{Cc}]/gu, (character) =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}

/** Only a regular file: a pipe would never end. */
async function copyRegular(from: string, to: string): Promise<void> {
  const found = await lstat(from).catch(() => null);
  if (found?.isFile() === true) await copyFile(from, to);
}
