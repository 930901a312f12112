import ts from 'typescript-5.9';
import type { DecimalKind } from './decimalTypes';
import type { FileContext } from './fileContext';

/** The only class of decimals that the file imports; null where there are none, or several. */
export function kindInScope(node: ts.Node, { checker, types, file }: FileContext): DecimalKind | null {
  const kinds = new Set<DecimalKind>();
  for (const symbol of checker.getSymbolsInScope(node, ts.SymbolFlags.Value | ts.SymbolFlags.Alias)) {
    if (symbol.declarations?.[0]?.getSourceFile() !== file) continue;
    const type = checker.getTypeOfSymbolAtLocation(symbol, node);
    for (const signature of checker.getSignaturesOfType(type, ts.SignatureKind.Construct)) {
      const kind = types.ofType(checker.getReturnTypeOfSignature(signature))?.kind;
      if (kind !== undefined) kinds.add(kind);
    }
  }
  const [only, ...others] = kinds;
  return only !== undefined && others.length === 0 ? only : null;
}
