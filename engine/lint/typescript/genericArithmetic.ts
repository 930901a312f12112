import ts from 'typescript-5.9';

/**
 * Whether values of the type parameter are added, subtracted and compared through an object beside them, as in
 * `function total<N>(arithmetic: Arithmetic<N>, a: N)`: then native operators do not fit them.
 */
export function isArithmeticValue(type: ts.Type, checker: ts.TypeChecker): boolean {
  const declaration = type.symbol.declarations?.[0];
  if (declaration === undefined || !ts.isTypeParameterDeclaration(declaration)) return false;
  const owner = declaration.parent as ts.Node | undefined;
  if (owner === undefined) return false;
  return holdersOf(owner).some((holder) => {
    const symbol = holder.name === undefined ? undefined : checker.getSymbolAtLocation(holder.name);
    return symbol !== undefined && isArithmeticOf(checker.getTypeOfSymbol(symbol), type, checker);
  });
}

/** Parameters and properties of the function, class or interface that declares a type parameter. */
function holdersOf(owner: ts.Node): readonly ts.NamedDeclaration[] {
  if (ts.isFunctionLike(owner)) return owner.parameters;
  if (!ts.isClassLike(owner)) return [];
  const parameters = owner.members.flatMap((member) =>
    ts.isConstructorDeclaration(member) ? [...member.parameters] : [],
  );
  return [...parameters, ...owner.members.filter(ts.isPropertyDeclaration)];
}

/** Whether it has `add` and `subtract` of two values of the kind that give a third. */
function isArithmeticOf(holder: ts.Type, value: ts.Type, checker: ts.TypeChecker): boolean {
  return ['add', 'subtract'].every((name) => {
    const property = checker.getPropertyOfType(holder, name);
    if (property === undefined) return false;
    return checker
      .getSignaturesOfType(checker.getTypeOfSymbol(property), ts.SignatureKind.Call)
      .some(
        (signature) =>
          signature.parameters.length === 2 &&
          checker.getReturnTypeOfSignature(signature) === value &&
          signature.parameters.every((each) => checker.getTypeOfSymbol(each) === value),
      );
  });
}
