/** Which files and folders a walk leaves out besides those that git ignores. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';

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

/** Folders of build outputs where one of the files beside them says that something is built there. */
const outputFolders = new Set(['build', 'coverage', 'dist', 'out']);
const projectFiles = ['package.json', 'pyproject.toml', 'setup.py', 'setup.cfg', 'tsconfig.json'];

/** Whether a folder holds installed packages, caches or build outputs. */
export function isForeignFolder(folder: string): boolean {
  const name = path.basename(folder);
  if (folders.has(name)) return true;
  if (outputFolders.has(name)) {
    return projectFiles.some((file) => existsSync(path.join(folder, '..', file)));
  }
  return ['pyvenv.cfg', 'conda-meta'].some((entry) => existsSync(path.join(folder, entry)));
}

/** Tells whether a path matches one of the globs. */
export type GlobTest = (relativePath: string) => boolean;

/** A test of paths, relative to where the globs are, with `/`. A glob without `/` is for names in any folder. */
export function globTest(globs: readonly string[]): GlobTest {
  const tests = globs.map((glob) => {
    const plain = glob.replace(/^\.\//, '').replace(/\/$/, '');
    return picomatch(plain, { dot: true, basename: !plain.includes('/') });
  });
  return (relativePath) => tests.some((test) => test(relativePath));
}

/** A file's path for globs: from the root, or from the file system's where it lies elsewhere. */
export function pathForGlobs(root: string, file: string): string {
  const relative = path.relative(root, file);
  const isBelow = !relative.startsWith('..') && !path.isAbsolute(relative);
  return (isBelow ? relative : file.slice(path.parse(file).root.length)).replaceAll(path.sep, '/');
}
