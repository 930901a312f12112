import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '..', '..');

/** What docs/architecture.md says that a room must not know. */
const invariants: readonly { room: string; says: string; allows: (target: Import) => boolean }[] = [
  {
    room: 'src',
    says: 'the extension host knows the protocol, the platform, the language client, how files are written whole and the handle of the coordinator process, nothing else of the engine',
    allows: ({ file, name }) =>
      file === null
        ? name === 'vscode' || name.startsWith('vscode-languageclient') || name.startsWith('node:')
        : isUnder(file, 'src') ||
          isUnder(file, 'engine/protocol') ||
          isUnder(file, 'engine/platform') ||
          isUnder(file, 'engine/presentation'),
  },
  {
    room: 'engine',
    says: 'the engine knows neither the editor nor the panel',
    allows: ({ file, name }) =>
      file === null ? name !== 'vscode' : isUnder(file, 'engine') || isMetadata(file),
  },
  {
    room: 'engine/protocol',
    says: 'the protocol runs anywhere: no Node in it',
    allows: ({ file, name }) => (file === null ? name === 'valibot' : isUnder(file, 'engine/protocol')),
  },
  {
    room: 'engine/platform',
    says: 'files, locks and processes know nothing of what they are used for',
    allows: ({ file, name }) =>
      file === null
        ? name !== 'vscode'
        : isUnder(file, 'engine/platform') || isUnder(file, 'engine/protocol') || isMetadata(file),
  },
  {
    room: 'webview',
    says: 'the panel knows the protocol, and reaches neither Node nor the editor',
    allows: ({ file, name }) =>
      file === null
        ? name !== 'vscode' && !name.startsWith('node:')
        : isUnder(file, 'webview') ||
          isUnder(file, 'engine/protocol') ||
          isUnder(file, 'engine/presentation'),
  },
];

interface Import {
  readonly from: string;
  readonly name: string;
  /** Path from the root without extension, or null for a package. */
  readonly file: string | null;
}

describe('architecture', () => {
  for (const { room, says, allows } of invariants) {
    it(`${room}: ${says}`, () => {
      const found = importsOf(room);
      assert.notEqual(found.length, 0, `${room} imports nothing: is it still there?`);
      assert.deepEqual(
        found.filter((target) => !allows(target)).map(({ from, name }) => `${from} imports ${name}`),
        [],
      );
    });
  }

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

function importsOf(room: string): Import[] {
  return sourcesOf(room).flatMap((file) =>
    ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => ({
      from: fromRoot(file),
      name: fileName,
      file: fileName.startsWith('.') ? fromRoot(path.resolve(path.dirname(file), fileName)) : null,
    })),
  );
}

function sourcesOf(room: string): string[] {
  return readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function fromRoot(file: string): string {
  return path.relative(root, file).replaceAll(path.sep, '/').replace(/\.ts$/, '');
}

function isUnder(file: string, room: string): boolean {
  return file.startsWith(`${room}/`);
}

/** package.json tells the product's version. */
function isMetadata(file: string): boolean {
  return file === 'package.json';
}
