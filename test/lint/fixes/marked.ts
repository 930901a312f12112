import { strict as assert } from 'node:assert';
import { applyEdits } from '../../../engine/lint/applyEdits';
import type { Fix } from '../../../engine/lint/finding';
import type { RuleMatch, FixContext, Node, PythonSource } from '../../../engine/lint/python/ruleMatch';
import { noNode } from '../../../engine/lint/python/ruleMatch';
import { pythonFixes } from '../../../engine/lint/python/fixes';
import { callsOf } from '../../../engine/lint/python/fixes/calls';
import { pythonParser } from '../../../engine/lint/python/grammar';

/** What a rule would say of a text in which the place of the finding is marked by «…» and the ledger value by ‹…›. */
export interface Marked {
  readonly rule: RuleMatch['rule'];
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
  const source: PythonSource = { path: '/project/module.py', text, tree };
  const mixed = mixedWith === null ? null : text.slice(mixedWith.start, mixedWith.end);
  const context: FixContext = {
    source,
    isLedger: (node) => {
      const shown = text.slice(tree.start(node), tree.end(node));
      if (/^(?:\w+\.)?Decimal\(/.test(shown) || shown === mixed) return true;
      if (tree.kind(node) !== 'binary_operator') return marked.ledger?.includes(shown) ?? false;
      return tree.children(node).some((operand) => context.isLedger(operand));
    },
    callsOf: (definition) => callsOf(definition, source, () => [source, ...others]),
  };
  const node = nodeOf(source, finding);
  const ledger = mixedWith === null ? noNode : nodeOf(source, mixedWith);
  return { text, fixes: pythonFixes(matchOf(marked, node, ledger, source), context) };
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

function matchOf(marked: Marked, node: Node, ledger: Node, source: PythonSource): RuleMatch {
  const ledgerType = marked.ledgerType ?? 'Decimal';
  switch (marked.rule) {
    case 'DB001':
      return {
        rule: 'DB001',
        literal: node,
        ledgerType,
        target: targetOf(node, source),
        mixedWith: { source, expression: ledger },
      };
    case 'DB002':
    case 'DB005':
      return { rule: marked.rule, literal: node, ledgerType };
    case 'DB003':
    case 'DB007':
      return { rule: marked.rule, call: node };
    case 'DB004':
      return { rule: 'DB004', call: node, other: marked.other ?? null };
    case 'DB006':
      return { rule: 'DB006', operand: node, ledgerType };
    case 'DB008':
      return { rule: 'DB008', change: node };
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
