/** Where a new import of the standard library goes in a file. */
import type { TextEdit } from '../../finding';
import { noNode, type Node, type PythonSource, type SyntaxTree } from '../syntaxTree';
import { indentationAt, isContinued, lineEndOf, lineStart, nextLineStart } from './lines';
import { children, childIn, textOf } from './syntax';

/**
 * The edit that adds an import behind the docstring, the `__future__` imports and the first group of imports that it
 * sorts into; above the first statement if there are none.
 */
export function importPlace(source: PythonSource, statement: string): TextEdit {
  const { text, tree } = source;
  const lineEnd = lineEndOf(text);
  const statements = children(tree, tree.root);
  const [docstring] = statements;
  const opening = docstring !== undefined && isString(tree, docstring) ? 1 : 0;
  const futures = statements
    .slice(opening)
    .findIndex((node) => tree.kind(node) !== 'future_import_statement');
  const head = futures === -1 ? statements.length : opening + futures;
  const imports = leadingImports(source, statements.slice(head));
  if (imports.length > 0) return besideImports(source, imports, statement, lineEnd);
  const last = statements[head - 1];
  if (last === undefined) return aboveAll(source, statements[head], statement, lineEnd);
  const offset = nextLineStart(text, tree.end(last));
  const lead = endsLine(text, offset) ? '' : lineEnd;
  const isBlankBelow = /^[ \t]*(?:\r?\n|$)/.test(text.slice(offset, nextLineStart(text, offset)));
  return insertion(offset, `${lead}${lineEnd}${statement}${lineEnd}${isBlankBelow ? '' : lineEnd}`);
}

function isString(tree: SyntaxTree, statement: Node): boolean {
  const [inside] = children(tree, statement);
  return (
    tree.kind(statement) === 'expression_statement' &&
    inside !== undefined &&
    ['string', 'concatenated_string'].includes(tree.kind(inside))
  );
}

const importKinds: ReadonlySet<string> = new Set(['import_statement', 'import_from_statement']);

/** The imports that start the code, up to the first other statement; only those that have their lines to themselves. */
function leadingImports({ text, tree }: PythonSource, statements: readonly Node[]): Node[] {
  const end = statements.findIndex((node) => !importKinds.has(tree.kind(node)));
  return (end === -1 ? statements : statements.slice(0, end)).filter((node) => {
    const after = text.slice(tree.end(node), nextLineStart(text, tree.end(node)));
    return indentationAt(text, tree.start(node)) === '' && /^[ \t]*(?:#.*)?\r?\n?$/.test(after);
  });
}

/**
 * Modules of the standard library that files with decimals often import: a group of imports with one of them is the
 * group that `decimal` belongs to.
 */
const standardModules: ReadonlySet<string> = new Set(
  (
    'abc argparse asyncio base64 bisect calendar collections configparser contextlib copy csv dataclasses datetime ' +
    'decimal enum fractions functools hashlib heapq hmac importlib inspect io itertools json locale logging math ' +
    'numbers operator os pathlib pickle queue random re secrets shutil signal socket sqlite3 statistics string struct ' +
    'subprocess sys tempfile textwrap threading time traceback types typing unittest urllib uuid warnings weakref ' +
    'zipfile zoneinfo'
  ).split(' '),
);

function besideImports(
  source: PythonSource,
  imports: readonly Node[],
  statement: string,
  lineEnd: string,
): TextEdit {
  const { text, tree } = source;
  const group = imports.filter((node) => standardModules.has(moduleOf(source, node).split('.')[0] ?? ''));
  const [first] = imports;
  if (group.length === 0) {
    const offset = lineStart(text, tree.start(first ?? tree.root));
    return insertion(offset, `${statement}${lineEnd}${lineEnd}`);
  }
  const before = group.filter(
    (node) => tree.kind(node) === 'import_statement' || moduleOf(source, node) <= 'decimal',
  );
  const last = before.at(-1);
  const [next] = group;
  if (last === undefined)
    return insertion(lineStart(text, tree.start(next ?? tree.root)), `${statement}${lineEnd}`);
  const offset = nextLineStart(text, tree.end(last));
  return insertion(offset, endsLine(text, offset) ? `${statement}${lineEnd}` : `${lineEnd}${statement}`);
}

function moduleOf(source: PythonSource, node: Node): string {
  const { tree } = source;
  const module = childIn(tree, node, 'module_name');
  return textOf(source, module !== noNode ? module : childIn(tree, node, 'name'));
}

/** Above the first statement and the comment that belongs to it, below the comments that belong to the file. */
function aboveAll(
  { text, tree }: PythonSource,
  first: Node | undefined,
  statement: string,
  lineEnd: string,
): TextEdit {
  const limit = first === undefined ? text.length : lineStart(text, tree.start(first));
  const start = lineStart(text, 0);
  let end = start;
  while (end < limit && text[end] === '#' && !isContinued(text, end)) end = nextLineStart(text, end);
  const comments = text.slice(start, end);
  const isApart = end === limit ? first === undefined : /^[ \t]*\r?\n/.test(text.slice(end, limit));
  if (comments !== '' && (isApart || /^#!|coding[:=]|copyright|licen[cs]e|SPDX/i.test(comments))) {
    const above = endsLine(text, end) ? lineEnd : `${lineEnd}${lineEnd}`;
    return insertion(end, `${above}${statement}${lineEnd}${isApart ? '' : lineEnd}`);
  }
  return insertion(start, `${statement}${lineEnd}${lineEnd}`);
}

function endsLine(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n' || (offset === 1 && text.startsWith('\uFEFF'));
}

function insertion(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}
