import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { readable, withLineFeeds } from './readable';
import { hasTooManyBrackets, sectionStarts } from './sections';
import type { FlatTree, GrammarNames, TreeGap } from './tree';
import { TreeCopier } from './treeCopy';

/** Reads Python. */
export interface PythonParser {
  /**
   * Broken text is no error: what cannot be read becomes `ERROR` nodes. The tree depends on the text alone; a section
   * that is in the tree of an earlier state of the file as well is taken from there.
   */
  readonly parse: (text: string, before?: FlatTree | null) => FlatTree;
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
  const copier = new TreeCopier(grammarNames(python));
  const parser = new Parser();
  parser.setLanguage(python);
  return { parse: (text, before = null) => parseSections(parser, copier, text, before) };
}

/** What a section that goes on with a class is parsed behind. */
const classHead = 'class _:\n';

function parseSections(parser: Parser, copier: TreeCopier, text: string, before: FlatTree | null): FlatTree {
  const known = before === null ? noSections : sectionsByText(before);
  copier.begin();
  const starts = sectionStarts(withLineFeeds(text));
  for (const [index, { offset, isInClass }] of starts.entries()) {
    const section = text.slice(offset, starts[index + 1]?.offset);
    const same = known.get(sectionKey(section, isInClass));
    if (before !== null && same !== undefined) {
      copier.addCopied(before, same, offset);
      continue;
    }
    const { tree, gap } = parseSection(parser, isInClass ? classHead + section : section);
    try {
      if (isInClass) copier.addToClass(tree, offset, classHead.length, gap);
      else copier.addParsed(tree, offset, gap);
    } finally {
      tree.delete();
    }
  }
  return copier.finish(text);
}

const noSections: ReadonlyMap<string, number> = new Map();

function sectionsByText({ text, sections }: FlatTree): ReadonlyMap<string, number> {
  return new Map(
    sections.map(({ start, isInClass }, index) => {
      const section = text.slice(start, sections[index + 1]?.start);
      return [sectionKey(section, isInClass), index] as const;
    }),
  );
}

function sectionKey(text: string, isInClass: boolean): string {
  return isInClass ? `+${text}` : `-${text}`;
}

/** A section that takes too long is read as if it were empty. */
function parseSection(parser: Parser, text: string): { readonly tree: Tree; readonly gap: TreeGap | null } {
  let steps = stepsAtLeast + stepsPerCharacter * text.length;
  const tree = hasTooManyBrackets(text)
    ? null
    : parser.parse(readable(text), null, { progressCallback: () => --steps < 0 });
  if (tree !== null) return { tree, gap: null };
  parser.reset();
  if (text === '') throw new Error('The parser does not even read an empty text');
  return { tree: parseSection(parser, '').tree, gap: { reason: 'time', at: 0 } };
}

function grammarNames(python: Language): GrammarNames {
  const kinds = Array.from({ length: python.nodeTypeCount }, (_, id) => python.nodeTypeForId(id) ?? '');
  const isNamed = kinds.map((_, id) => python.nodeTypeIsNamed(id));
  // The grammar has no number for it.
  kinds.push('ERROR');
  isNamed.push(true);
  const fields = Array.from({ length: python.fieldCount + 1 }, (_, id) => python.fieldNameForId(id) ?? '');
  return { kinds, isNamed, fields };
}

function find({ file, package: name }: { file: string; package: string }): string {
  const beside = path.join(__dirname, file);
  if (existsSync(beside)) return beside;
  return path.join(__dirname, '../../../node_modules', name, file);
}
