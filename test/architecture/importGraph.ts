/** Which file imports which, and what can be concluded from it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** From each file, as a path from the root, to the files and packages that it imports, types included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

export interface Room {
  /** Folder, from `engine/` or from the root. */
  readonly name: string;
  /** Other rooms that its files may reach, also through files of others. */
  readonly mayImport: readonly string[];
  /** Names of packages; `npm` for any but `vscode`, `Node` for Node's own modules. */
  readonly packages: readonly string[];
}

/** The files directly in `engine/`: entries of programs. */
export const entries = 'entries';

/** Code that is wrong on purpose, or is no code of ours. */
const notSources = [
  'test/fixtures/',
  'test/lint/corpus/scripts/',
  'test/lint/corpus/unseen/scripts/',
  'test/lint/corpus/histories/',
];

/** @throws Error when an import leads to no file */
export function readImportGraph(root: string, folders: readonly string[]): ImportGraph {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.m?[tj]s$/.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
      .filter((file) => !notSources.some((folder) => file.startsWith(folder))),
  );
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const specifiers = specifiersIn(readFileSync(path.join(root, file), 'utf8'));
      return [file, specifiers.map((specifier) => targetOf(file, specifier, known))];
    }),
  );
}

/** What a text imports, types and dynamic imports included. */
export function specifiersIn(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** A file of the graph, another file with data, or a package. */
function targetOf(file: string, specifier: string, known: ReadonlySet<string>): string {
  if (!specifier.startsWith('.')) return specifier;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  // Data imports nothing.
  if (target.endsWith('.json')) return target;
  const candidates = [target, `${target}.ts`, `${target}/index.ts`, target.replace(/\.mjs$/, '.mts')];
  const found = candidates.find((candidate) => known.has(candidate));
  if (found === undefined) throw new Error(`${file} imports ${specifier}, which is no file`);
  return found;
}

/** The room of a file: the one whose folder is nearest; null for files in no room. */
export function roomOf(file: string, rooms: readonly Room[]): Room | null {
  const name = /^engine\/[^/]+$/.test(file) ? entries : null;
  const [nearest = null] = rooms
    .filter((room) => (name === null ? file.startsWith(`${folderOf(room)}/`) : room.name === name))
    .sort((a, b) => b.name.length - a.name.length);
  return nearest;
}

function folderOf({ name }: Room): string {
  return ['src', 'webview'].includes(name) ? name : `engine/${name}`;
}

/**
 * Paths of imports from a room to a file that the room must not reach, each the shortest to that file. What lies behind
 * such a file is not followed.
 */
export function forbiddenPaths(graph: ImportGraph, rooms: readonly Room[]): string[] {
  return rooms.flatMap((room) => {
    const starts = [...graph.keys()].filter((file) => roomOf(file, rooms) === room);
    const importers = new Map<string, string | null>(starts.map((file) => [file, null]));
    const found = new Map<string, string>();
    // A map that grows is iterated to its end.
    for (const file of importers.keys()) {
      for (const target of graph.get(file) ?? []) {
        if (!graph.has(target) || importers.has(target) || found.has(target)) continue;
        const reached = roomOf(target, rooms);
        if (reached === room || (reached !== null && room.mayImport.includes(reached.name))) {
          importers.set(target, file);
          continue;
        }
        const steps = [...pathTo(file, importers), target].join(' → ');
        found.set(target, `${room.name} must not reach ${reached?.name ?? 'a file in no room'}: ${steps}`);
      }
    }
    return [...found.values()];
  });
}

function pathTo(target: string, importers: ReadonlyMap<string, string | null>): string[] {
  const steps = [target];
  for (let at = importers.get(target) ?? null; at !== null; at = importers.get(at) ?? null) steps.unshift(at);
  return steps;
}

/** Imports of packages that are not among those of the file's room. */
export function forbiddenPackages(graph: ImportGraph, rooms: readonly Room[]): string[] {
  return [...graph].flatMap(([file, targets]) => {
    const allowed = roomOf(file, rooms)?.packages ?? [];
    return targets
      .filter((target) => !graph.has(target) && !allowed.some((name) => isPackage(target, name)))
      .map((target) => `${file} → ${target}`);
  });
}

function isPackage(specifier: string, name: string): boolean {
  if (name === 'Node') return specifier.startsWith('node:');
  if (name === 'npm') return !/^node:|^vscode$|^package\.json$/.test(specifier);
  return specifier === name || specifier.startsWith(`${name}/`);
}

/** A path of imports for each group of files that import each other, from a file back to itself. */
export function importCycles(graph: ImportGraph): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (file: string): void => {
    if (done.has(file) || !graph.has(file)) return;
    const start = open.indexOf(file);
    if (start !== -1) {
      found.push([...open.slice(start), file].join(' → '));
      return;
    }
    open.push(file);
    for (const target of graph.get(file) ?? []) visit(target);
    open.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}

/** The table of rooms in a page of the documentation, by the titles of its columns. */
export function roomsInPage(markdown: string): Room[] {
  const lines = markdown.split('\n');
  const head = lines.findIndex((line) => line.startsWith('|') && line.includes('| may import |'));
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'));
  const [titles = [], , ...rows] = lines.slice(head, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.map((cells) => {
    const cell = (title: string): string => cells[titles.indexOf(title)] ?? '';
    return {
      name: namesIn(cell('room')).join(),
      mayImport: namesIn(cell('may import')),
      packages: namesIn(cell('packages')),
    };
  });
}

/** `–` stands for none. */
function namesIn(cell: string): string[] {
  return cell
    .split(', ')
    .map((name) => name.replaceAll('`', '').replace(/\/$/, ''))
    .filter((name) => name !== '–');
}
