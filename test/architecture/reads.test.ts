import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '..', '..');

/** What reads files without engine/platform/, and why that is safe. */
const exceptions: Readonly<Record<string, string>> = {
  'engine/benchmark/measuring/machine.ts': 'files of the kernel at fixed paths',
  'engine/benchmark/measuring/throttling.ts': 'files of the kernel at fixed paths',
  'engine/ledger/data/bundleFile.ts':
    'its descriptor is opened by the reader; the binary columns have no fixed limit',
  'engine/lint/python/grammar.ts': "the product's own grammar",
  'engine/lint/typescript/libraryTexts.ts': "the compiler's own declarations, replaced in the bundle",
  'src/workspaceFile.ts': 'for file systems other than the disk, after a look at kind and size',
};

const readers = new Set(['readFile', 'readFileSync', 'createReadStream', 'readSync', 'readv', 'readvSync']);
const openers = new Set(['open', 'openSync']);

describe('architecture: files are read through engine/platform', () => {
  it('nothing else in engine/ and src/ reads a file', () => {
    const found = sources().filter((file) => readsFiles(file));
    assert.deepEqual(found.map(fromRoot).sort(), Object.keys(exceptions).sort());
  });

  it('JSON from files is parsed with a limit of nesting', () => {
    const parsers = sources()
      .filter((file) => /\bJSON\.parse\(/.test(readFileSync(file, 'utf8')))
      .map(fromRoot);
    assert.deepEqual(parsers.sort(), [
      // Strings and messages of the product's own processes, not files.
      'engine/languageServer/notebookText.ts',
      'engine/languageServer/tsserverPlugin/jsonLines.ts',
      'src/history/compareRuns.ts',
      'src/history/runHistory.ts',
      'src/history/trendFeed.ts',
      'src/testExplorer/runGate.ts',
    ]);
  });

  it('the check recognizes reads in every form', () => {
    for (const text of [
      "import { readFile } from 'node:fs/promises';",
      "import { readFileSync as read } from 'fs';",
      "import fs from 'node:fs'; fs.readFileSync('a');",
      "import * as fs from 'node:fs'; fs.promises.readFile('a');",
      "import { open } from 'node:fs/promises'; await open('a');",
      "import { openSync } from 'node:fs'; openSync('a', 'r+');",
      "import * as vscode from 'vscode'; vscode.workspace.fs.readFile(uri);",
      "const { createReadStream } = require('node:fs');",
    ])
      assert.equal(readsIn(text), true, text);
    for (const text of [
      "import { open } from 'node:fs/promises'; await open('a', 'wx');",
      "import { readFile } from './own'; host({ readFile: (name) => readFile(name) });",
      'this.documents.open();',
    ])
      assert.equal(readsIn(text), false, text);
  });
});

function sources(): string[] {
  return ['engine', 'src'].flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !fromRoot(file).startsWith('engine/platform/')),
  );
}

function readsFiles(file: string): boolean {
  return readsIn(readFileSync(file, 'utf8'));
}

function readsIn(text: string): boolean {
  if (!/\b(?:read\w*|createReadStream|open(?:Sync)?)\b/.test(text)) return false;
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const opened = new Set<string>();
  let reads = false;
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && isFileModule(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings;
      for (const { name, propertyName } of bindings !== undefined && ts.isNamedImports(bindings)
        ? bindings.elements
        : []) {
        const imported = (propertyName ?? name).text;
        if (readers.has(imported)) reads = true;
        if (openers.has(imported)) opened.add(name.text);
      }
    }
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && isFileRequire(node.initializer))
      reads ||= [...readers, ...openers].some((name) => node.name.getText().includes(name));
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
      const isOfFiles =
        ts.isPropertyAccessExpression(expression) &&
        /(?:^|\.)(?:fs|promises)$/.test(expression.expression.getText());
      if (isOfFiles && readers.has(called)) reads = true;
      if ((isOfFiles && openers.has(called)) || opened.has(called)) reads ||= !writesOnly(node.arguments[1]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return reads;
}

function isFileModule(specifier: ts.Expression): boolean {
  return ts.isStringLiteral(specifier) && /^(?:node:)?fs(?:\/promises)?$/.test(specifier.text);
}

function isFileRequire(expression: ts.Expression): boolean {
  const [name] = ts.isCallExpression(expression) ? expression.arguments : [];
  return name !== undefined && isFileModule(name);
}

function writesOnly(flags: ts.Expression | undefined): boolean {
  if (flags === undefined) return false;
  return ts.isStringLiteral(flags) ? /^[wa]x?$/.test(flags.text) : flags.getText().includes('O_WRONLY');
}

function fromRoot(file: string): string {
  return path.relative(root, file).replaceAll(path.sep, '/');
}
