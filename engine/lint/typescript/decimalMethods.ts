import ts from 'typescript-5.9';
import { methodNames } from './shapes/decimalShape';
import { shapesByLibrary } from './shapes/decimalShapes';

/** What a class calls each operation; an operation is missing if the class has none. */
export type DecimalMethods = Readonly<Partial<Record<Operation, string>>>;
type Operation = keyof typeof candidates;

/** Names that an operation goes by, the preferred first. */
const candidates = {
  plus: ['plus', 'add'],
  minus: ['minus', 'sub', 'subtract'],
  times: ['times', 'mul', 'multiply', 'multipliedBy'],
  div: ['div', 'dividedBy', 'divide'],
  mod: ['mod', 'modulo'],
  pow: ['pow', 'toPower', 'exponentiatedBy'],
  eq: ['eq', 'equals', 'isEqualTo', 'equalsTo', 'equalTo', 'isEqual'],
  gt: ['gt', 'greaterThan', 'isGreaterThan'],
  gte: ['gte', 'greaterThanOrEqualTo', 'greaterThanOrEqual', 'isGreaterThanOrEqualTo', 'ge'],
  lt: ['lt', 'lessThan', 'isLessThan'],
  lte: ['lte', 'lessThanOrEqualTo', 'lessThanOrEqual', 'isLessThanOrEqualTo', 'le'],
  cmp: ['cmp', 'comparedTo', 'compareTo', 'compare'],
  neg: ['neg', 'negated', 'negate'],
  isZero: ['isZero'],
  abs: ['abs', 'absoluteValue'],
  floor: ['floor'],
  ceil: ['ceil'],
  round: ['round'],
  sqrt: ['sqrt', 'squareRoot'],
  cbrt: ['cbrt', 'cubeRoot'],
  trunc: ['trunc', 'truncated'],
  text: ['toString'],
} as const;

/** Vectors, matrices and complex numbers have the same methods, and these besides. */
const otherAlgebras = [
  'x',
  'dot',
  'cross',
  'normalize',
  'transpose',
  'rows',
  'shape',
  're',
  'im',
  'conjugate',
];

/**
 * Names of the arithmetic of a type whose values are decimals: a class or interface whose plus, minus, times and div
 * give its own kind and whose eq gives a boolean. Null for any other type; a type that is known to be one by its name
 * may miss some.
 *
 * @param isStandard - whether a file declares JavaScript's own library
 */
export function methodsOf(
  type: ts.Type,
  isKnown: boolean,
  checker: ts.TypeChecker,
  isStandard: (fileName: string) => boolean,
): DecimalMethods | null {
  const methods: Partial<Record<Operation, string>> = {};
  for (const operation of operations) {
    const name = candidates[operation].find((each) => isMethod(type, each, checker, isStandard));
    if (name !== undefined) methods[operation] = name;
    else if (!isKnown && required.has(operation)) return null;
  }
  if (isKnown) return methods;
  return isDecimalStructure(type, methods, checker) ? methods : null;
}

/**
 * The same for the class of a decimal library. It says what the library's shape says, also if the library's own
 * declarations are read, so that findings do not hang on a library's version. Null for all else that it declares.
 */
export function methodsOfLibrary(library: string | null, className: string): DecimalMethods | null {
  const shape = library === null ? undefined : shapesByLibrary.get(library);
  if (shape?.name !== className) return null;
  const names = methodNames(shape);
  const found = operations.flatMap((operation) => {
    const name = candidates[operation].find((each) => names.has(each));
    return name === undefined ? [] : [[operation, name] as const];
  });
  return Object.fromEntries(found);
}

const operations = Object.keys(candidates) as Operation[];

const required: ReadonlySet<Operation> = new Set(['plus', 'minus', 'times', 'div', 'eq']);

/** Methods of any decimal class that do arithmetic with a second value. */
export const arithmeticNames: ReadonlySet<string> = new Set<string>([
  ...candidates.plus,
  ...candidates.minus,
  ...candidates.times,
  ...candidates.div,
  ...candidates.mod,
]);

/** Methods of any decimal class that take a second value and do not hand it on as a count of digits. */
export const operandNames: ReadonlySet<string> = new Set<string>([
  ...arithmeticNames,
  ...candidates.eq,
  ...candidates.gt,
  ...candidates.gte,
  ...candidates.lt,
  ...candidates.lte,
  ...candidates.cmp,
]);

function isDecimalStructure(type: ts.Type, methods: DecimalMethods, checker: ts.TypeChecker): boolean {
  if (checker.getSignaturesOfType(type, ts.SignatureKind.Construct).length > 0) return false;
  if ((type.symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.Function)) === 0)
    return false;
  if (otherAlgebras.some((name) => checker.getPropertyOfType(type, name) !== undefined)) return false;
  const givesItself = (['plus', 'minus', 'times', 'div'] as const).every((operation) =>
    signaturesOf(type, methods[operation], checker).some(
      (signature) =>
        signature.parameters.length > 0 &&
        isItself(checker.getReturnTypeOfSignature(signature), type, checker),
    ),
  );
  const tests = signaturesOf(type, methods.eq, checker).some((signature) => {
    const { flags } = checker.getReturnTypeOfSignature(signature);
    return (flags & (ts.TypeFlags.BooleanLike | ts.TypeFlags.Any)) !== 0 || isBoolean(signature, checker);
  });
  return givesItself && tests;
}

function isBoolean(signature: ts.Signature, checker: ts.TypeChecker): boolean {
  return checker.typeToString(checker.getReturnTypeOfSignature(signature)) === 'boolean';
}

/** Whether it is a method of its own: `toString` of a class that does not define it says nothing. */
function isMethod(
  type: ts.Type,
  name: string,
  checker: ts.TypeChecker,
  isStandard: (fileName: string) => boolean,
): boolean {
  const declaration = checker.getPropertyOfType(type, name)?.valueDeclaration;
  if (declaration !== undefined && isStandard(declaration.getSourceFile().fileName)) return false;
  return signaturesOf(type, name, checker).length > 0;
}

function signaturesOf(
  type: ts.Type,
  name: string | undefined,
  checker: ts.TypeChecker,
): readonly ts.Signature[] {
  const property = name === undefined ? undefined : checker.getPropertyOfType(type, name);
  if (property === undefined) return [];
  return checker.getSignaturesOfType(checker.getTypeOfSymbol(property), ts.SignatureKind.Call);
}

/** Whether an operation's result is of the type's own kind: the type, `this`, a base class or a subclass. */
function isItself(result: ts.Type, type: ts.Type, checker: ts.TypeChecker): boolean {
  if (result === type || result.symbol === type.symbol) return true;
  if ((result.flags & ts.TypeFlags.Any) !== 0) return (type.symbol.flags & ts.SymbolFlags.Interface) === 0;
  if ((result.flags & (ts.TypeFlags.Object | ts.TypeFlags.TypeParameter)) === 0) return false;
  return checker.isTypeAssignableTo(result, type) || checker.isTypeAssignableTo(type, result);
}
