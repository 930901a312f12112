/** What a file's text tells before it is parsed. */
export interface Evidence {
  /** Whether it imports a decimal library, or defines or names a class of decimals. */
  readonly hasDecimals: boolean;
  /** What it imports, as written. */
  readonly specifiers: readonly string[];
}

const library =
  /(?:from|import|require)\s*\(?\s*['"`](?:npm:\/?|https?:\/\/[^'"`]*\/)?(?:decimal\.js(?:-light)?|big\.js|bignumber\.js|dinero\.js|@dinero\.js\/[^'"`]*|@prisma\/client[^'"`]*)(?:[@/][^'"`]*)?['"`]/;

/** Methods that a class of decimals must have, each under one of its names. */
const methods = [
  /\b(?:plus|add)\s*[(<:=]/,
  /\b(?:minus|sub|subtract)\s*[(<:=]/,
  /\b(?:times|mul|multiply|multipliedBy)\s*[(<:=]/,
  /\b(?:div|dividedBy|divide)\s*[(<:=]/,
  /\b(?:eq|equals|isEqualTo|equalsTo|equalTo|isEqual)\s*[(<:=]/,
];

/** Values of a type parameter that are added through an object beside them. */
const arithmetic = [/\badd\s*\(\s*\w+\s*:/, /\bsubtract\s*\(\s*\w+\s*:/, /\b(?:interface|class)\s+\w+\s*</];

export function evidenceOf(text: string, decimalTypes: readonly string[]): Evidence {
  return {
    hasDecimals:
      library.test(text) ||
      decimalTypes.some((name) => text.includes(name)) ||
      (/\b(?:class|interface|prototype)\b/.test(text) && methods.every((method) => method.test(text))) ||
      arithmetic.every((part) => part.test(text)),
    specifiers: specifiersOf(text),
  };
}

function specifiersOf(text: string): string[] {
  const imports = text.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"`]([^'"`\n]+)['"`]/g);
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
