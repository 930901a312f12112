/** What a decimal library's class offers, as lists of names; a declaration file is made from it. */
export interface DecimalShape {
  /** The class, and the name that messages give. */
  readonly name: string;
  /** Other names of the type of what a constructor takes. */
  readonly values: readonly string[];
  /** Whether an exponent must be a plain number. */
  readonly numberPower: boolean;
  /** Methods without an argument that give a decimal. */
  readonly unary: readonly string[];
  /** Methods of one value that give a decimal. */
  readonly binary: readonly string[];
  readonly powers: readonly string[];
  /** Methods that count digits, and with an argument give a decimal with as many. */
  readonly counts: readonly string[];
  /** Methods that take places, digits and roundings and give a decimal. */
  readonly roundings: readonly string[];
  readonly comparisons: readonly string[];
  readonly orders: readonly string[];
  readonly tests: readonly string[];
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  /** Lines of the constructor besides the calls. */
  readonly constructorLines: readonly string[];
  /** Names of types that nothing is known of but that code mentions. */
  readonly looseTypes: readonly string[];
}

/**
 * The text of a declaration file for a library that exports its constructor under every form that code imports it by:
 * default, by name, as a namespace, and by `require`.
 */
export function declarationText(shape: DecimalShape): string {
  const { name } = shape;
  const value = `${name}.Value`;
  const lines = (names: readonly string[], rest: string): string[] => names.map((each) => `  ${each}${rest}`);
  const members = [
    ...lines(shape.unary, `(): ${name};`),
    ...lines(shape.binary, `(n: ${value}, base?: number): ${name};`),
    ...lines(shape.powers, `(n: ${shape.numberPower ? 'number' : value}, modulus?: ${value}): ${name};`),
    ...lines(shape.counts, '(): number;'),
    ...lines(shape.counts, `(digits: any, rounding?: any): ${name};`),
    ...lines(shape.roundings, `(a?: any, b?: any): ${name};`),
    ...lines(shape.comparisons, `(n: ${value}, base?: number): boolean;`),
    ...lines(shape.orders, `(n: ${value}, base?: number): number;`),
    ...lines(shape.tests, '(): boolean;'),
    ...lines(shape.numbers, '(a?: any): number;'),
    ...lines(shape.texts, '(a?: any, b?: any, c?: any): string;'),
    '  valueOf(): string;',
  ];
  return [
    `interface ${name} {`,
    ...members,
    '}',
    `interface ${name}Constructor {`,
    `  new (value: ${value}, base?: any): ${name};`,
    `  (value: ${value}, base?: any): ${name};`,
    `  readonly prototype: ${name};`,
    `  readonly ${name}: ${name}Constructor;`,
    ...shape.constructorLines.map((line) => `  ${line}`),
    '}',
    `type ${name}Self = ${name};`,
    `type ${name}ConstructorSelf = ${name}Constructor;`,
    `declare const ${name}: ${name}Constructor;`,
    `declare namespace ${name} {`,
    `  export { ${name}Self as ${name}, ${name}Self as Instance };`,
    `  export { ${name}ConstructorSelf as Constructor, ${name}ConstructorSelf as ${name}Constructor };`,
    ...['Value', ...shape.values].map((each) => `  type ${each} = string | number | bigint | ${name}Self;`),
    ...shape.looseTypes.map((each) => `  type ${each} = any;`),
    '}',
    `export = ${name};`,
    '',
  ].join('\n');
}

/** Every method of the class. */
export function methodNames(shape: DecimalShape): ReadonlySet<string> {
  const { unary, binary, powers, counts, roundings, comparisons, orders, tests, numbers, texts } = shape;
  const lists = [unary, binary, powers, counts, roundings, comparisons, orders, tests, numbers, texts];
  return new Set(lists.flat());
}
