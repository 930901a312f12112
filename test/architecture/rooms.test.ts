import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  entries,
  forbiddenPackages,
  forbiddenPaths,
  importCycles,
  readImportGraph,
  roomOf,
  roomsInPage,
  specifiersIn,
  type ImportGraph,
  type Room,
} from './importGraph';

const root = path.join(__dirname, '..', '..');

const shared = ['protocol', 'platform', 'presentation'];
const linting = ['lint', 'lint/python', 'lint/typescript'];

/** docs/architecture.md has the same table. A list names all that may be reached, not only what is imported directly. */
const rooms: readonly Room[] = [
  { name: 'protocol', mayImport: [], packages: ['valibot'] },
  { name: 'platform', mayImport: ['protocol'], packages: ['valibot', 'Node', 'package.json'] },
  { name: 'presentation', mayImport: ['protocol'], packages: [] },
  { name: 'ledger', mayImport: shared, packages: ['npm', 'Node'] },
  { name: 'benchmark', mayImport: [...shared, 'ledger'], packages: ['npm', 'Node', 'package.json'] },
  { name: 'lint', mayImport: [...shared, 'lint/python', 'lint/typescript'], packages: ['npm', 'Node'] },
  { name: 'lint/python', mayImport: [...shared, 'lint'], packages: ['npm', 'Node'] },
  { name: 'lint/typescript', mayImport: [...shared, 'lint'], packages: ['npm', 'Node'] },
  {
    name: 'languageServer',
    mayImport: [...shared, ...linting, 'languageServer/tsserverPlugin'],
    packages: ['npm', 'Node'],
  },
  {
    name: 'languageServer/tsserverPlugin',
    mayImport: [...shared, 'lint', 'lint/typescript'],
    packages: ['npm', 'Node'],
  },
  {
    name: 'cli',
    mayImport: [...shared, 'ledger', 'benchmark', ...linting],
    packages: ['npm', 'Node'],
  },
  {
    name: entries,
    mayImport: [
      ...shared,
      'ledger',
      'benchmark',
      ...linting,
      'languageServer',
      'languageServer/tsserverPlugin',
      'cli',
    ],
    packages: ['npm', 'Node'],
  },
  { name: 'webview', mayImport: ['protocol', 'presentation'], packages: ['npm'] },
  {
    name: 'src',
    mayImport: shared,
    packages: ['vscode', 'vscode-languageclient', 'Node'],
  },
];

/** The extension host must not block: of the platform it uses the coordinator's handle, and files that it owns. */
const platformOfExtension = [
  'coordinatorProcess',
  'fileLock',
  'lineReader',
  'linkedFolder',
  'readFile',
  'writeWhole',
];

describe('architecture', () => {
  let graph: ImportGraph;

  before(() => {
    graph = readImportGraph(root, ['engine', 'src', 'webview']);
  });

  it('docs/architecture.md has the table of rooms', () => {
    assert.deepEqual(roomsInPage(readFileSync(path.join(root, 'docs/architecture.md'), 'utf8')), rooms);
  });

  it('every source file is in a room, and every room has files', () => {
    const files = [...graph.keys()];
    assert.deepEqual(
      files.filter((file) => roomOf(file, rooms) === null),
      [],
    );
    const inhabited = new Set(files.map((file) => roomOf(file, rooms)));
    assert.deepEqual(
      rooms.filter((room) => !inhabited.has(room)),
      [],
    );
  });

  it('no room reaches a room that it must not know', () => {
    assert.deepEqual(forbiddenPaths(graph, rooms), []);
  });

  it('no room imports a package that it must not know', () => {
    assert.deepEqual(forbiddenPackages(graph, rooms), []);
  });

  it('src imports only the parts of engine/platform that it needs', () => {
    const imported = [...graph]
      .filter(([file]) => file.startsWith('src/'))
      .flatMap(([, targets]) => targets)
      .filter((target) => target.startsWith('engine/platform/'));
    assert.deepEqual(
      [...new Set(imported)].sort(),
      platformOfExtension.map((name) => `engine/platform/${name}.ts`),
    );
  });

  it('the catalogue of the lint rules loads no analysis', () => {
    const reached = new Set(['engine/lint/catalogue.ts']);
    // A set that grows is iterated to its end.
    for (const file of reached) for (const target of graph.get(file) ?? []) reached.add(target);
    assert.deepEqual(
      [...reached].filter((file) =>
        /^(?:engine\/lint\/(?:python|typescript)\/|typescript|web-tree-sitter)/.test(file),
      ),
      [],
    );
  });

  it('no file imports itself through others', () => {
    const everything = readImportGraph(root, ['engine', 'src', 'webview', 'scripts', 'bench', 'test']);
    assert.deepEqual(importCycles(everything), []);
  });

  it('the command line prints through cli/output.ts alone, which shows what would command a terminal', () => {
    const printing =
      /process\s*\.\s*std(?:out|err)\s*\.\s*write|console\s*\.\s*(?:log|info|warn|error|debug)\(/;
    const printers = sourcesOf('engine').filter((file) =>
      printing.test(readFileSync(file, 'utf8').replaceAll('connection.console.', '')),
    );
    // The language server writes messages of its protocol, which no terminal shows.
    assert.deepEqual(printers.map(fromRoot).sort(), [
      'engine/cli/output',
      'engine/languageServer/transport/stdio',
    ]);
  });

  it('only engine/ledger/native.ts loads a native module', () => {
    const loaders = sourcesOf('engine').filter((file) =>
      /\.node\b['"`]|process\.dlopen/.test(readFileSync(file, 'utf8')),
    );
    assert.deepEqual(loaders.map(fromRoot), ['engine/ledger/native']);
  });

  it('only engine/benchmark/baseline/runGit.ts starts git', () => {
    const starters = ['engine', 'src']
      .flatMap(sourcesOf)
      .filter((file) =>
        /(['"`])git(\.exe)?\1|(exec|spawn)\w*\(\s*['"`]git\b/.test(readFileSync(file, 'utf8')),
      );
    assert.deepEqual(starters.map(fromRoot), ['engine/benchmark/baseline/runGit']);
  });
});

describe('architecture: the checks', () => {
  const graphOf = (imports: Readonly<Record<string, readonly string[]>>): ImportGraph =>
    new Map(Object.entries(imports));

  it('name the path to a room that is reached through a third', () => {
    const graph = graphOf({
      'webview/panel.ts': ['engine/presentation/format.ts'],
      'engine/presentation/format.ts': ['engine/protocol/report.ts', 'engine/platform/errors.ts'],
      'engine/platform/errors.ts': [],
      'engine/protocol/report.ts': ['valibot'],
    });
    assert.deepEqual(forbiddenPaths(graph, rooms), [
      'presentation must not reach platform: engine/presentation/format.ts → engine/platform/errors.ts',
      'webview must not reach platform: webview/panel.ts → engine/presentation/format.ts → engine/platform/errors.ts',
    ]);
  });

  it('hold benchmark and lint apart, and nobody imports an entry', () => {
    const graph = graphOf({
      'engine/benchmark/verdict/decide.ts': ['engine/lint/linter.ts'],
      'engine/lint/linter.ts': ['engine/ledger/native.ts'],
      'engine/ledger/native.ts': ['engine/worker.ts'],
      'engine/worker.ts': [],
    });
    assert.deepEqual(forbiddenPaths(graph, rooms), [
      'ledger must not reach entries: engine/ledger/native.ts → engine/worker.ts',
      'benchmark must not reach lint: engine/benchmark/verdict/decide.ts → engine/lint/linter.ts',
      'lint must not reach ledger: engine/lint/linter.ts → engine/ledger/native.ts',
    ]);
  });

  it('find files in no room', () => {
    const graph = graphOf({ 'engine/cli/run.ts': ['engine/other/a.ts'], 'engine/other/a.ts': [] });
    assert.deepEqual(forbiddenPaths(graph, rooms), [
      'cli must not reach a file in no room: engine/cli/run.ts → engine/other/a.ts',
    ]);
  });

  it('name packages that a room must not know', () => {
    const graph = graphOf({
      'engine/protocol/report.ts': ['valibot', 'node:fs'],
      'engine/presentation/format.ts': ['valibot'],
      'engine/cli/run.ts': ['commander', 'node:path', 'vscode'],
      'webview/panel.ts': ['chart.js/helpers', 'node:path'],
      'src/extension.ts': ['vscode', 'vscode-languageclient/node', 'valibot'],
    });
    assert.deepEqual(forbiddenPackages(graph, rooms), [
      'engine/protocol/report.ts → node:fs',
      'engine/presentation/format.ts → valibot',
      'engine/cli/run.ts → vscode',
      'webview/panel.ts → node:path',
      'src/extension.ts → valibot',
    ]);
  });

  it('name the path of a cycle', () => {
    const graph = graphOf({
      'a.ts': ['b.ts'],
      'b.ts': ['c.ts', 'node:fs'],
      'c.ts': ['b.ts'],
      'd.ts': ['a.ts'],
    });
    assert.deepEqual(importCycles(graph), ['b.ts → c.ts → b.ts']);
  });

  it('see every form of import', () => {
    for (const text of [
      "import a from './a';",
      "import type { A } from './a';",
      "import './a';",
      "export { a } from './a';",
      "export type * from './a';",
      "type A = import('./a').A;",
      "const a = await import('./a');",
      "const a = require('./a');",
    ])
      assert.deepEqual(specifiersIn(text), ['./a'], text);
  });

  it('read the table of a page', () => {
    const page = `# Page
| room | runs in | may import | packages |
| --- | --- | --- | --- |
| \`lint/\` | anywhere | \`protocol/\`, \`lint/python/\` | npm, Node |
| \`protocol/\` | anywhere | – | \`valibot\` |

| other | table |
| --- | --- |
| a | b |
`;
    assert.deepEqual(roomsInPage(page), [
      { name: 'lint', mayImport: ['protocol', 'lint/python'], packages: ['npm', 'Node'] },
      { name: 'protocol', mayImport: [], packages: ['valibot'] },
    ]);
  });
});

function sourcesOf(room: string): string[] {
  return readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function fromRoot(file: string): string {
  return path.relative(root, file).replaceAll(path.sep, '/').replace(/\.ts$/, '');
}
