import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { copyTree, type FlatTree, type GrammarNames } from './tree';

/** Reads Python. */
export interface PythonParser {
  /** Broken text is no error: what cannot be read becomes `ERROR` nodes. */
  parse(text: string): FlatTree;
}

/** The parser's programs, beside the bundle that is running or in the packages that they come with. */
const runtime = { file: 'web-tree-sitter.wasm', package: 'web-tree-sitter' };
const language = { file: 'tree-sitter-python.wasm', package: 'tree-sitter-python' };

/**
 * How often the parser may ask whether to go on, at least and for every character: many times what real code takes. The
 * count depends on the text alone, as a clock would not.
 */
const stepsAtLeast = 20_000;
const stepsPerCharacter = 2;

let loading: Promise<PythonParser> | undefined;

/** The one parser of this process; loaded at the first call. */
export function pythonParser(): Promise<PythonParser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<PythonParser> {
  await Parser.init({ wasmBinary: await readFile(find(runtime)) });
  const python = await Language.load(await readFile(find(language)));
  const names = grammarNames(python);
  const parser = new Parser();
  parser.setLanguage(python);
  const parse = (text: string): FlatTree => {
    const readable = text.replaceAll('\0', ' ');
    let steps = stepsAtLeast + stepsPerCharacter * text.length;
    const tree = parser.parse(readable, null, { progressCallback: () => --steps < 0 });
    if (tree === null) {
      parser.reset();
      return text === '' ? failed() : parse('');
    }
    try {
      return copyTree(tree, text, names);
    } finally {
      tree.delete();
    }
  };
  return { parse };
}

function failed(): never {
  throw new Error('The parser does not even read an empty file');
}

function grammarNames(python: Language): GrammarNames {
  const kinds = Array.from({ length: python.nodeTypeCount }, (_, id) => python.nodeTypeForId(id) ?? '');
  // An ERROR has the highest number of a kind, which lies outside the grammar's own.
  const isNamed = kinds.map((_, id) => python.nodeTypeIsNamed(id));
  kinds[errorKind] = 'ERROR';
  isNamed[errorKind] = true;
  const fields = Array.from({ length: python.fieldCount + 1 }, (_, id) => python.fieldNameForId(id) ?? '');
  return { kinds, isNamed, fields };
}

const errorKind = 0xffff;

function find({ file, package: name }: { file: string; package: string }): string {
  const beside = path.join(__dirname, file);
  if (existsSync(beside)) return beside;
  return path.join(__dirname, '../../../node_modules', name, file);
}
