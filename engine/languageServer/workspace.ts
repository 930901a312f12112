/** The folders that are open in the editor, each with its own linter and settings. */
import path from 'node:path';
import { languageOf } from '../lint/languages';
import type { FileReport } from '../lint/fileReport';
import type { Documents } from './documents';
import { pathOfUri, uriOfPath } from './fileAddress';
import { LintedFolder, type FolderDependencies } from './lintedFolder';
import type { FolderSettings } from './settings';

export interface WorkspaceDependencies extends Pick<
  FolderDependencies,
  'onIndexing' | 'log' | 'editorProgram'
> {
  readonly documents: Documents;
  /** The settings that hold at a URI. */
  readonly settings: (uri: string) => Promise<FolderSettings>;
  /** Called when a file that is not open has changed, with what it holds now; null if it is gone. */
  readonly onChangedOnDisk: (file: string, text: () => string | null) => void;
}

export interface NamedFolder {
  readonly name: string;
  readonly uri: string;
}

/** Files whose change makes another linter of a folder: which files are checked, and how, depends on them. */
const configurationFiles = new Set([
  'pyproject.toml',
  'decimal-benchmark.json',
  '.decimal-benchmark-lint-baseline.json',
  '.gitignore',
  'tsconfig.json',
  'jsconfig.json',
  'package.json',
  'pyvenv.cfg',
]);

export class Workspace {
  readonly #dependencies: WorkspaceDependencies;
  readonly #named = new Map<string, NamedFolder>();
  readonly #folders = new Map<string, LintedFolder>();
  /** Folders of open files that are outside of all open folders. */
  readonly #loose = new Map<string, LintedFolder>();

  constructor(dependencies: WorkspaceDependencies) {
    this.#dependencies = dependencies;
    dependencies.documents.onDidChange((file, text) => this.#take(file, text));
  }

  /** Opens folders. One that is no folder on a disk is passed over. */
  add(folders: readonly NamedFolder[]): void {
    for (const folder of folders) {
      const root = pathOfUri(folder.uri);
      if (root === null) continue;
      this.#named.set(path.resolve(root), folder);
      this.#folders.set(path.resolve(root), this.#folder(path.resolve(root), true));
    }
    this.#dropLoose();
  }

  remove(folders: readonly NamedFolder[]): void {
    for (const { uri } of folders) {
      const root = path.resolve(pathOfUri(uri) ?? '');
      this.#folders.get(root)?.dispose();
      this.#folders.delete(root);
      this.#named.delete(root);
    }
  }

  /** The open folders with their linters, in the order in which they were opened. */
  all(): readonly (NamedFolder & { readonly linted: LintedFolder })[] {
    return [...this.#folders].flatMap(([root, linted]) => {
      const named = this.#named.get(root);
      return named === undefined ? [] : [{ ...named, linted }];
    });
  }

  /** The innermost open folder that a file is in; for a file outside of all of them, its own folder by itself. */
  folderOf(file: string): LintedFolder {
    const containing = [...this.#folders.values()].filter((folder) => folder.contains(file));
    const [innermost] = containing.sort((a, b) => b.root.length - a.root.length);
    if (innermost !== undefined) return innermost;
    const root = path.dirname(file);
    const known = this.#loose.get(root) ?? this.#folder(root, false);
    this.#loose.set(root, known);
    return known;
  }

  report(file: string, signal?: AbortSignal): Promise<FileReport> {
    return this.folderOf(file).report(file, signal);
  }

  textOf(file: string): string | null {
    return this.folderOf(file).textOf(file);
  }

  /** Takes changes of files on the disk. @returns whether reports on other files can have changed */
  async filesChanged(files: readonly string[]): Promise<boolean> {
    const renewed = new Set<string>();
    for (const file of files) {
      if (configurationFiles.has(path.basename(file))) renewed.add(this.folderOf(file).root);
    }
    for (const root of renewed) this.#renew(root);
    const sources = files.filter((file) => languageOf(file) !== null);
    for (const file of sources) {
      if (this.#dependencies.documents.isOpen(file)) continue;
      const folder = this.folderOf(file);
      await folder.reload(file);
      this.#dependencies.onChangedOnDisk(file, () => folder.textOf(file));
    }
    return renewed.size > 0 || sources.length > 0;
  }

  /** Makes all linters anew, as after a change of settings. */
  renewAll(): void {
    for (const root of this.#folders.keys()) this.#renew(root);
    this.#dropLoose();
  }

  release(): void {
    for (const folder of [...this.#folders.values(), ...this.#loose.values()]) folder.release();
  }

  dispose(): void {
    for (const folder of this.#folders.values()) folder.dispose();
    this.#dropLoose();
  }

  #renew(root: string): void {
    const folders = this.#folders.has(root) ? this.#folders : this.#loose;
    folders.get(root)?.dispose();
    folders.set(root, this.#folder(root, folders === this.#folders));
  }

  #dropLoose(): void {
    for (const folder of this.#loose.values()) folder.dispose();
    this.#loose.clear();
  }

  #folder(root: string, isWorkspace: boolean): LintedFolder {
    return new LintedFolder({
      ...this.#dependencies,
      root,
      isWorkspace,
      settings: () => this.#dependencies.settings(this.#named.get(root)?.uri ?? uriOfPath(root)),
      openTexts: () => this.#openTextsOf(root),
    });
  }

  *#openTextsOf(root: string): Iterable<readonly [file: string, text: string]> {
    for (const [file, text] of this.#dependencies.documents.open()) {
      if (this.folderOf(file).root === root) yield [file, text];
    }
  }

  #take(file: string, text: string | null): void {
    const folder = this.folderOf(file);
    if (text !== null) folder.update(file, text);
    // The disk decides again about a file that was closed, perhaps without saving it.
    else folder.reload(file).catch((error: unknown) => this.#dependencies.log(String(error)));
  }
}
