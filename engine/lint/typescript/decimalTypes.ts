import ts from 'typescript-5.9';
import { methodsOf, methodsOfLibrary, type DecimalMethods } from './decimalMethods';
import { isVirtual, libraryFolder, libraryOfFile } from './declarations';
import { isArithmeticValue } from './genericArithmetic';
import { unwrapped } from './unwrap';

/** A class of decimals: what rules and fixes need of it. */
export interface DecimalKind {
  /** As messages name it. */
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly methods: DecimalMethods;
  /** The library that it comes from; null for a class found by its structure or by a setting. */
  readonly library: string | null;
  /** Whether native operators see a number: then comparing is right, and arithmetic was provided for. */
  readonly convertsToNumber: boolean;
}

export interface DecimalValue {
  readonly kind: DecimalKind;
  /** Whether it may be null or undefined. */
  readonly isNullable: boolean;
}

/** Recognizes decimals by their types. */
export class DecimalTypes {
  readonly checker: ts.TypeChecker;
  readonly #names: ReadonlySet<string>;
  readonly #known = new Map<ts.Type, DecimalValue | null>();
  readonly #kinds = new Map<ts.Symbol, DecimalKind | null>();

  readonly #standardLibrary: string;

  /**
   * @param names - names of classes that are decimals, whatever their methods
   * @param standardLibrary - the folder of JavaScript's own declarations in the checker's program
   */
  constructor(checker: ts.TypeChecker, names: readonly string[], standardLibrary = libraryFolder) {
    this.checker = checker;
    this.#names = new Set(names);
    this.#standardLibrary = `${standardLibrary}/`;
  }

  /** Whether a file declares what is known beforehand: JavaScript's own library, or a decimal library. */
  isKnownBeforehand(fileName: string): boolean {
    return isVirtual(fileName) || this.#isStandard(fileName) || libraryOfFile(fileName) !== null;
  }

  /**
   * What the expression is as a decimal; null if it is none, or where it may be a number or a text, too. A cast, such
   * as to `any`, silences the compiler and changes no value.
   */
  of(node: ts.Node): DecimalValue | null {
    const value = this.ofType(this.checker.getTypeAtLocation(node));
    if (value !== null || !ts.isExpression(node)) return value;
    const inner = unwrapped(node);
    const beneath = inner === node ? null : this.ofType(this.checker.getTypeAtLocation(inner));
    return beneath ?? this.#ofReduce(inner);
  }

  /** A reduce over what is unknown gives what it starts with. */
  #ofReduce(node: ts.Expression): DecimalValue | null {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
    const [, start] = node.arguments;
    if (start === undefined || !/^reduce(?:Right)?$/.test(node.expression.name.text)) return null;
    return (this.checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) === 0 ? null : this.of(start);
  }

  ofType(type: ts.Type): DecimalValue | null {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    // A type that leads back to itself is no decimal on the way.
    this.#known.set(type, null);
    const value = this.#classify(type);
    this.#known.set(type, value);
    return value;
  }

  /** Whether a value of the type may be a decimal, whatever else it may be. */
  includesDecimal(type: ts.Type): DecimalKind | null {
    const parts = type.isUnion() ? type.types : [type];
    return firstByName(parts.map((part) => this.ofType(part)?.kind ?? null));
  }

  #classify(type: ts.Type): DecimalValue | null {
    if (type.isUnion()) return this.#ofUnion(type);
    if (type.isIntersection()) {
      const kind = firstByName(type.types.map((part) => this.ofType(part)?.kind ?? null));
      return kind === null ? null : { kind, isNullable: false };
    }
    if ((type.flags & ts.TypeFlags.TypeParameter) !== 0) return this.#ofTypeParameter(type);
    if ((type.flags & ts.TypeFlags.Object) === 0) return null;
    const kind = this.#kindOf(type);
    return kind === null ? null : { kind, isNullable: false };
  }

  #ofUnion(type: ts.UnionType): DecimalValue | null {
    const present = type.types.filter((part) => !isNothing(part));
    const values = present.map((part) => this.ofType(part));
    if (values.length === 0 || values.includes(null)) return null;
    const kind = firstByName(values.map((value) => value?.kind ?? null));
    const isNullable =
      present.length < type.types.length || values.some((value) => value?.isNullable === true);
    return kind === null ? null : { kind, isNullable };
  }

  #ofTypeParameter(type: ts.Type): DecimalValue | null {
    const constraint = this.checker.getBaseConstraintOfType(type);
    if (constraint !== undefined && (constraint.flags & ts.TypeFlags.Unknown) === 0)
      return this.ofType(constraint);
    if (!isArithmeticValue(type, this.checker)) return null;
    const kind: DecimalKind = {
      name: type.symbol.name,
      symbol: type.symbol,
      methods: {},
      library: null,
      convertsToNumber: false,
    };
    return { kind, isNullable: false };
  }

  #kindOf(type: ts.Type): DecimalKind | null {
    // Types without a declaration have none.
    const symbol = type.symbol as ts.Symbol | undefined;
    if (symbol === undefined || this.#isClassItself(type, symbol)) return null;
    const known = this.#kinds.get(symbol);
    if (known !== undefined) return known;
    const kind = this.#describe(type, symbol);
    this.#kinds.set(symbol, kind);
    return kind;
  }

  #describe(type: ts.Type, symbol: ts.Symbol): DecimalKind | null {
    const library = libraryOf(symbol);
    const isNamed =
      this.#names.has(symbol.name) ||
      (type.aliasSymbol !== undefined && this.#names.has(type.aliasSymbol.name)) ||
      (library === 'dinero.js' && /^Dinero(?:Value)?$/.test(symbol.name));
    if (isNamed && this.checker.getSignaturesOfType(type, ts.SignatureKind.Construct).length > 0) return null;
    const methods =
      methodsOfLibrary(library, symbol.name) ??
      methodsOf(type, isNamed, this.checker, (fileName) => this.#isStandard(fileName));
    if (methods === null) return null;
    return {
      name: symbol.name === 'DineroValue' ? 'Dinero' : symbol.name,
      symbol,
      methods,
      library,
      convertsToNumber: this.#convertsToNumber(type),
    };
  }

  /** Whether it is the type of `Decimal` in `new Decimal(1)`, which has the same symbol as what that makes. */
  #isClassItself(type: ts.Type, symbol: ts.Symbol): boolean {
    if ((symbol.flags & ts.SymbolFlags.Class) === 0) return false;
    return this.checker.getSignaturesOfType(type, ts.SignatureKind.Construct).length > 0;
  }

  #isStandard(fileName: string): boolean {
    return fileName.startsWith(this.#standardLibrary);
  }

  #convertsToNumber(type: ts.Type): boolean {
    const valueOf = this.checker.getPropertyOfType(type, 'valueOf');
    if (valueOf === undefined) return false;
    const signatures = this.checker.getSignaturesOfType(
      this.checker.getTypeOfSymbol(valueOf),
      ts.SignatureKind.Call,
    );
    return signatures.some(
      (signature) =>
        (this.checker.getReturnTypeOfSignature(signature).flags &
          (ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)) !==
        0,
    );
  }
}

/** Whether it is null, undefined or void. */
export function isNothing(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0;
}

/** The library that declares the symbol. */
function libraryOf(symbol: ts.Symbol): string | null {
  for (const declaration of symbol.declarations ?? []) {
    const library = libraryOfFile(declaration.getSourceFile().fileName);
    if (library !== null) return library;
  }
  return null;
}

/** Which member of a union comes first differs from one program to the next; its name does not. */
function firstByName(kinds: readonly (DecimalKind | null)[]): DecimalKind | null {
  const present = kinds.filter((kind) => kind !== null);
  return present.reduce<DecimalKind | null>(
    (first, kind) => (first === null || kind.name < first.name ? kind : first),
    null,
  );
}
