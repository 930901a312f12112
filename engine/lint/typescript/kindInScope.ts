import ts from 'typescript-5.9';
import { constructorsInScope } from './constructorsInScope';
import type { DecimalKind } from './decimalTypes';
import type { FileContext } from './fileContext';

/** The only class of decimals that the file imports; null where there are none, or several. */
export function kindInScope(node: ts.Node, context: FileContext): DecimalKind | null {
  const { checker, types } = context;
  const kinds = new Set<DecimalKind>();
  for (const symbol of constructorsInScope(node, context)) {
    const type = checker.getTypeOfSymbolAtLocation(symbol, node);
    const inner = checker.getPropertyOfType(type, 'default');
    const constructors = [type, ...(inner === undefined ? [] : [checker.getTypeOfSymbol(inner)])];
    for (const signature of constructors.flatMap((each) =>
      checker.getSignaturesOfType(each, ts.SignatureKind.Construct),
    )) {
      const kind = types.ofType(checker.getReturnTypeOfSignature(signature))?.kind;
      if (kind !== undefined) kinds.add(kind);
    }
  }
  const [only, ...others] = kinds;
  return only !== undefined && others.length === 0 ? only : null;
}
