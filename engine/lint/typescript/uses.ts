/** Where a file mentions its names: looked up, since a search of the file for each finding would take too long. */
import ts from 'typescript-5.9';
import { pushTo } from '../../platform/multimap';
import { declarationOf } from './initialValues';
import { nodesOf } from './nodes';
import { perFile } from './perFile';

export interface UsesOfName {
  /** Mentions by what they stand for, in order of place, with the declaration's own name. */
  readonly of: ReadonlyMap<ts.Node, readonly ts.Identifier[]>;
  /** In `{ total }` and `export { total }`, the name stands for something else than the variable that it takes. */
  readonly hidden: readonly ts.Identifier[];
}

const identifiersByText = perFile((file: ts.SourceFile) => {
  const byText = new Map<string, ts.Identifier[]>();
  for (const node of nodesOf(file)) if (ts.isIdentifier(node)) pushTo(byText, node.text, node);
  for (const identifiers of byText.values()) identifiers.sort((a, b) => a.pos - b.pos);
  return byText;
});

export const usesOfName = perFile((name: string, context): UsesOfName => {
  const of = new Map<ts.Node, ts.Identifier[]>();
  const hidden: ts.Identifier[] = [];
  for (const node of identifiersByText(context.file, context).get(name) ?? []) {
    if (ts.isShorthandPropertyAssignment(node.parent) || ts.isExportSpecifier(node.parent)) hidden.push(node);
    const declaration = declarationOf(node, context);
    if (declaration !== null) pushTo(of, declaration, node);
  }
  return { of, hidden };
});
