/** Facts of a file's text before it is parsed. */
export interface TextFacts {
  /** Whether it imports a decimal library, or defines or names a class of decimals. */
  readonly hasDecimals: boolean;
  /** What it imports, as written. */
  readonly specifiers: readonly string[];
}

const library =
  /(?:from|import|require)\s*(?:\(\s*)?['"`](?:npm:\/?|https?:\/\/[^'"`]{0,500}\/)?(?:(?:decimal\.js(?:-light)?|big\.js|bignumber\.js|dinero\.js)(?:[@/][^'"`]*)?|@dinero\.js\/[^'"`]*|@prisma\/client[^'"`]*)['"`]/;

/** Definitions of the methods that a class of decimals must have, each under one of its names. */
const methods = [
  'plus|add',
  'minus|sub|subtract',
  'times|mul|multiply|multipliedBy',
  'div|dividedBy|divide',
  'eq|equals|isEqualTo|equalsTo|equalTo|isEqual',
].map(
  (names) =>
    new RegExp(
      `(?:^|[\\s.])(?:${names})\\s*(?:(?:<[^<>()]*>)?\\([^()]*\\)\\s*[:{]|[:=]\\s*(?:function|\\())`,
      'm',
    ),
);

/** Vectors and matrices have these methods, too, and others besides. */
const otherAlgebra = /\b(?:dot|cross|transpose|normalize|conjugate)\s*[(=:]/;

/** Values of a type parameter that are added through an object beside them. */
const arithmetic = [/\badd\s*\(\s*\w+\s*:/, /\bsubtract\s*\(\s*\w+\s*:/, /\b(?:interface|class)\s+\w+\s*</];

export function textFactsOf(text: string, decimalTypes: readonly string[]): TextFacts {
  return {
    hasDecimals:
      library.test(text) ||
      decimalTypes.some((name) => text.includes(name)) ||
      (methods.every((method) => method.test(text)) && !otherAlgebra.test(text)) ||
      arithmetic.every((part) => part.test(text)),
    specifiers: specifiersOf(text),
  };
}

function specifiersOf(text: string): string[] {
  const imports = text.matchAll(/(?:\bfrom|\bimport|\brequire)\s*(?:\(\s*)?['"`]([^'"`\n]+)['"`]/g);
  return [...new Set(Array.from(imports, ([, specifier]) => specifier ?? ''))];
}

/** Packages that make a package's own types hold decimals, as its package.json lists them. */
export const decimalPackages = [
  'decimal.js',
  'decimal.js-light',
  'big.js',
  'bignumber.js',
  'dinero.js',
  '@dinero.js/core',
  '@prisma/client',
];
