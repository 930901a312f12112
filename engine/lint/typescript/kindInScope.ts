import ts from 'typescript-5.9';
import { constructorsOf, isInScope, type Constructor } from './constructors';
import type { DecimalKind } from './decimalTypes';
import type { FileContext } from './fileContext';
import { perFile } from './perFile';

/** The only class of decimals that the file imports; null if there are none, or several. */
export function kindInScope(node: ts.Node, context: FileContext): DecimalKind | null {
  let only: DecimalKind | null = null;
  for (const [kind, constructors] of constructorsByKind(context.file, context)) {
    if (!constructors.some((each) => isInScope(each, node, context))) continue;
    if (only !== null) return null;
    only = kind;
  }
  return only;
}

const constructorsByKind = perFile((file: ts.SourceFile, context) => {
  const { checker, types } = context;
  const byKind = new Map<DecimalKind, Set<Constructor>>();
  for (const constructor of constructorsOf(file, context)) {
    const inner = checker.getPropertyOfType(constructor.type, 'default');
    const made = [constructor.type, ...(inner === undefined ? [] : [checker.getTypeOfSymbol(inner)])];
    for (const signature of made.flatMap((each) =>
      checker.getSignaturesOfType(each, ts.SignatureKind.Construct),
    )) {
      const kind = types.ofType(checker.getReturnTypeOfSignature(signature))?.kind;
      if (kind !== undefined) byKind.set(kind, (byKind.get(kind) ?? new Set()).add(constructor));
    }
  }
  return new Map([...byKind].map(([kind, constructors]) => [kind, [...constructors]] as const));
});
