import type { Expression } from '../expression';

/**
 * The facts of a file that others use, as plain JSON without places: an edit that changes no fact changes nothing in
 * any other file.
 */
export interface FileFacts {
  /** By the local name. */
  readonly imports: Readonly<Record<string, ImportFact>>;
  /** Modules all of whose names are imported. */
  readonly stars: readonly string[];
  /** By qualified name, as are the functions: `Order`, `Order.total`, `outer.inner`. */
  readonly classes: Readonly<Record<string, ClassFacts>>;
  readonly functions: Readonly<Record<string, FunctionFacts>>;
  /** Variables of the module. */
  readonly slots: Readonly<Record<string, SlotFacts>>;
}

export interface ImportFact {
  /** With its leading dots, if it is relative. */
  readonly module: string;
  /** Null if the module itself is imported. */
  readonly name: string | null;
}

export interface ClassFacts {
  readonly bases: readonly Expression[];
  /** Attributes of the class and of its objects. */
  readonly slots: Readonly<Record<string, SlotFacts>>;
  /** Names of its methods. */
  readonly methods: readonly string[];
  /** What other classes' objects call the rows of this one that refer to them. */
  readonly backReferences: readonly BackReference[];
}

export interface BackReference {
  readonly to: Expression;
  readonly name: string;
}

/** A variable or attribute. */
export interface SlotFacts {
  readonly annotation?: Expression;
  readonly values: readonly Expression[];
  /** Whether it is also assigned a float literal. */
  readonly hasFloat: boolean;
}

export interface FunctionFacts {
  readonly parameters: readonly ParameterFacts[];
  readonly returns?: Expression;
  /** Where nothing is annotated: what is returned, and whether that is also a float literal. */
  readonly values: readonly Expression[];
  readonly hasFloat: boolean;
  readonly isProperty: boolean;
  /** Whether the body calls what only decimals have: `price.is_nan()`. */
  readonly usesDecimals: boolean;
  /** What the first parameter is. */
  readonly binds: 'object' | 'class' | 'nothing';
  /** The class it is a method of. */
  readonly owner?: string;
  /** The arguments of its calls in the file, by position of the parameter. */
  readonly given: Readonly<Record<number, readonly Expression[]>>;
}

export interface ParameterFacts {
  readonly name: string;
  readonly annotation?: Expression;
  readonly default?: Expression;
}
