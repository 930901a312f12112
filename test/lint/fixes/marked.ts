import { strict as assert } from 'node:assert';
import { applyEdits } from '../../../engine/lint/applyEdits';
import type { Fix } from '../../../engine/lint/finding';
import type { FixContext } from '../../../engine/lint/python/fixes/fixContext';
import { pythonRules, type EvidenceOf } from '../../../engine/lint/python/rules';
import { noNode, type Node, type PythonSource } from '../../../engine/lint/python/syntaxTree';
import type { ParsedSource } from '../../../engine/lint/python/tree';
import { callsOf } from '../../../engine/lint/python/fixes/calls';
import { pythonParser } from '../../../engine/lint/python/grammar';

/** What a rule would say of a text in which the place of the finding is marked by «…» and the ledger value by ‹…›. */
export interface Marked {
  readonly rule: keyof EvidenceOf;
  readonly code: string;
  /** Texts of expressions that hold ledger values; the marked one and calls of `Decimal` do anyway. */
  readonly ledger?: readonly string[];
  readonly ledgerType?: string;
  /** Texts of other files of the project, by name. */
  readonly others?: Readonly<Record<string, string>>;
  readonly other?: 'ledger' | 'int' | 'float' | 'unknown' | null;
}

/** The text without its marks, and the fixes for the marked place. */
export async function fixesOf(marked: Marked): Promise<{ text: string; fixes: Fix[] }> {
  const { text, finding, mixedWith } = unmarked(marked.code);
  const parser = await pythonParser();
  const tree = parser.parse(text);
  const others = Object.entries(marked.others ?? {}).map(([name, other]) => ({
    path: `/project/${name}`,
    text: other,
    tree: parser.parse(other),
  }));
  const source: ParsedSource = { path: '/project/module.py', text, tree };
  const mixed = mixedWith === null ? null : text.slice(mixedWith.start, mixedWith.end);
  const context: FixContext = {
    source,
    isLedger: (node) => {
      const shown = text.slice(tree.start(node), tree.end(node));
      if (/^(?:\w+\.)?Decimal\(/.test(shown) || shown === mixed) return true;
      if (tree.kind(node) !== 'binary_operator') return marked.ledger?.includes(shown) ?? false;
      return tree.children(node).some((operand) => context.isLedger(operand));
    },
    ledgerType: () => marked.ledgerType ?? 'Decimal',
    callsOf: (definition) => callsOf(definition, source, () => [source, ...others]),
  };
  const node = nodeOf(source, finding);
  const ledger = mixedWith === null ? noNode : nodeOf(source, mixedWith);
  return { text, fixes: fixesAt(marked, node, ledger, source, context) };
}

/** The text after a fix of one file. */
export function fixed(text: string, fix: Fix): string {
  assert.equal(fix.files.length, 1);
  return applyEdits(text, fix.files[0]?.edits ?? []);
}

/** The text after the first fix of a kind; fails where there is none. */
export async function after(marked: Marked, kind: Fix['kind']): Promise<string> {
  const { text, fixes } = await fixesOf(marked);
  const fix = fixes.find((offered) => offered.kind === kind);
  assert.ok(fix, `no ${kind} fix among ${JSON.stringify(fixes.map(({ title }) => title))} for\n${text}`);
  return fixed(text, fix);
}

/** The kinds of the fixes that are offered, in order. */
export async function kinds(marked: Marked): Promise<string[]> {
  return (await fixesOf(marked)).fixes.map(({ kind }) => kind);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function unmarked(code: string): { text: string; finding: Range; mixedWith: Range | null } {
  let text = '';
  const places = new Map<string, number>();
  for (const character of code) {
    if ('«»‹›'.includes(character)) places.set(character, text.length);
    else text += character;
  }
  const range = (open: string, close: string): Range | null => {
    const [start, end] = [places.get(open), places.get(close)];
    return start === undefined || end === undefined ? null : { start, end };
  };
  const finding = range('«', '»');
  assert.ok(finding, `no place is marked in\n${code}`);
  return { text, finding, mixedWith: range('‹', '›') };
}

/** The outermost expression with exactly this range. */
function nodeOf({ text, tree }: PythonSource, range: Range): Node {
  let node = tree.root;
  for (;;) {
    const kind = tree.kind(node);
    if (
      tree.start(node) === range.start &&
      tree.end(node) === range.end &&
      !/statement|module|block/.test(kind)
    ) {
      return node;
    }
    let child = tree.firstChild(node);
    while (child !== noNode && !(tree.start(child) <= range.start && range.end <= tree.end(child))) {
      child = tree.nextSibling(child);
    }
    assert.notEqual(child, noNode, `no expression is ${text.slice(range.start, range.end)}`);
    node = child;
  }
}

function fixesAt(marked: Marked, node: Node, ledger: Node, source: ParsedSource, context: FixContext): Fix[] {
  switch (marked.rule) {
    case 'DB001': {
      const ledgerType = context.ledgerType(ledger);
      const meeting = { source, expression: ledger, strength: 'arithmetic', ledgerType } as const;
      const evidence = { node, target: targetOf(node, source), name: '', meetings: [meeting] } as const;
      return pythonRules.DB001.fixes(evidence, context);
    }
    case 'DB002':
      return pythonRules.DB002.fixes({ node, name: '', isAnnotated: true, mixedWith: ledger }, context);
    case 'DB003':
      return pythonRules.DB003.fixes({ node, argument: noNode }, context);
    case 'DB004': {
      const evidence = { node, argument: noNode, other: marked.other ?? null, mixedWith: ledger };
      return pythonRules.DB004.fixes(evidence, context);
    }
    case 'DB005':
      return pythonRules.DB005.fixes({ node, operator: '==', ledger }, context);
    case 'DB006':
      return pythonRules.DB006.fixes({ node, operator: '+', ledger }, context);
    case 'DB007':
      return pythonRules.DB007.fixes({ node, target: noNode }, context);
    case 'DB008':
      return pythonRules.DB008.fixes({ node }, context);
  }
}

/** What the literal is assigned to, or the pair that it is the value of. */
function targetOf(literal: Node, { tree }: PythonSource): Node {
  let at = literal;
  while (!['assignment', 'pair', 'module'].includes(tree.kind(at))) at = tree.parent(at);
  if (tree.kind(at) === 'pair') return at;
  const [left] = tree.kind(at) === 'module' ? [] : childrenOf(at);
  assert.ok(left !== undefined, 'the literal is assigned to nothing');
  return left;

  function childrenOf(node: Node): Node[] {
    const found: Node[] = [];
    for (let child = tree.firstChild(node); child !== noNode; child = tree.nextSibling(child))
      found.push(child);
    return found;
  }
}
