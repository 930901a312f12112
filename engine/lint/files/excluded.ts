/** Which files and folders a walk leaves out besides those that git ignores. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isInside } from '../../platform/isInside';

/** Folders of installed packages, caches and version control, wherever they are. */
const folders = new Set([
  '.eggs',
  '.git',
  '.hg',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.next',
  '.nox',
  '.nuxt',
  '.pytest_cache',
  '.ruff_cache',
  '.svelte-kit',
  '.svn',
  '.tox',
  '.venv',
  '.vscode-test',
  '.yarn',
  '__pycache__',
  '__pypackages__',
  'bower_components',
  'node_modules',
  'site-packages',
]);

/** Folders of build outputs, where what they are built from is beside them. */
const outputFolders = new Set(['build', 'coverage', 'dist', 'out']);
const pythonProject = ['pyproject.toml', 'setup.py', 'setup.cfg'];
/** A package as it is published has no sources beside `dist`: that is its code then. */
const scriptSources = ['.git', 'src', 'tsconfig.json'];

/** Whether a folder holds installed packages, caches or build outputs. */
export function isForeignFolder(folder: string): boolean {
  const name = path.basename(folder);
  if (folders.has(name)) return true;
  if (outputFolders.has(name)) return isBuilt(path.dirname(folder));
  return hasAny(folder, ['pyvenv.cfg', 'conda-meta']);
}

function isBuilt(project: string): boolean {
  return (
    hasAny(project, pythonProject) || (hasAny(project, ['package.json']) && hasAny(project, scriptSources))
  );
}

function hasAny(folder: string, names: readonly string[]): boolean {
  return names.some((name) => existsSync(path.join(folder, name)));
}

/** A file's path for globs: from the root, or from the file system's where it lies elsewhere. */
export function pathForGlobs(root: string, file: string): string {
  const shown = isInside(file, root) ? path.relative(root, file) : file.slice(path.parse(file).root.length);
  return shown.replaceAll(path.sep, '/');
}
