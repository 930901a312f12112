import type { DecimalShape } from './decimalShape';

const decimalJs: DecimalShape = {
  name: 'Decimal',
  values: [],
  numberPower: false,
  unary: words(
    `absoluteValue abs ceil cosine cos cubeRoot cbrt floor hyperbolicCosine cosh hyperbolicSine sinh
     hyperbolicTangent tanh inverseCosine acos inverseHyperbolicCosine acosh inverseHyperbolicSine asinh
     inverseHyperbolicTangent atanh inverseSine asin inverseTangent atan naturalExponential exp naturalLogarithm ln
     negated neg round sine sin squareRoot sqrt tangent tan truncated trunc`,
  ),
  binary: words(
    `dividedBy div dividedToIntegerBy divToInt logarithm log minus sub modulo mod plus add times mul`,
  ),
  powers: words('toPower pow'),
  counts: [],
  roundings: words('toDecimalPlaces toDP toSignificantDigits toSD toNearest clampedTo clamp'),
  comparisons: words(`equals eq greaterThan gt greaterThanOrEqualTo gte lessThan lt lessThanOrEqualTo lte`),
  orders: words('comparedTo cmp'),
  tests: words('isFinite isInteger isInt isNaN isNegative isNeg isPositive isPos isZero'),
  numbers: words('decimalPlaces dp precision sd toNumber'),
  texts: words(`toBinary toExponential toFixed toHexadecimal toHex toJSON toOctal toPrecision toString`),
  constructorLines: [
    ...words(
      `abs acos acosh asin asinh atan atanh cbrt ceil cos cosh exp floor ln log log2 log10 round sin sinh sqrt tan
       tanh trunc`,
    ).map((each) => `${each}(n: Decimal.Value, base?: Decimal.Value): Decimal;`),
    ...words('add atan2 div mod mul pow sub').map(
      (each) => `${each}(x: Decimal.Value, y: Decimal.Value): Decimal;`,
    ),
    ...words('hypot max min sum').map((each) => `${each}(...n: Decimal.Value[]): Decimal;`),
    'clamp(n: Decimal.Value, min: Decimal.Value, max: Decimal.Value): Decimal;',
    'clone(config?: any): DecimalConstructor;',
    'config(config: any): DecimalConstructor;',
    'set(config: any): DecimalConstructor;',
    'isDecimal(value: any): value is Decimal;',
    'noConflict(): DecimalConstructor;',
    'random(digits?: number): Decimal;',
    'sign(n: Decimal.Value): number;',
    ...words('precision toExpNeg toExpPos minE maxE').map((each) => `${each}: number;`),
    'rounding: any;',
    'modulo: any;',
    'crypto: boolean;',
    ...words(
      `ROUND_UP ROUND_DOWN ROUND_CEIL ROUND_FLOOR ROUND_HALF_UP ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_CEIL
       ROUND_HALF_FLOOR EUCLID`,
    ).map((each) => `readonly ${each}: any;`),
  ],
  looseTypes: words('Config Rounding Modulo'),
};

const decimalJsLight: DecimalShape = {
  ...decimalJs,
  values: ['Numeric'],
  unary: words(
    'absoluteValue abs naturalExponential exp naturalLogarithm ln negated neg squareRoot sqrt toInteger toint',
  ),
  binary: words(
    'dividedBy div dividedToIntegerBy idiv logarithm log minus sub modulo mod plus add times mul',
  ),
  roundings: words('toDecimalPlaces todp toSignificantDigits tosd'),
  tests: words('isInteger isint isNegative isneg isPositive ispos isZero'),
  numbers: words('decimalPlaces dp exponent precision sd toNumber'),
  texts: words('toExponential toFixed toJSON toPrecision toString val'),
  constructorLines: [
    'clone(config?: any): DecimalConstructor;',
    'config(config: any): DecimalConstructor;',
    'set(config: any): DecimalConstructor;',
    ...words('precision rounding toExpNeg toExpPos').map((each) => `${each}: any;`),
    ...words(
      `ROUND_UP ROUND_DOWN ROUND_CEIL ROUND_FLOOR ROUND_HALF_UP ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_CEIL
       ROUND_HALF_FLOOR`,
    ).map((each) => `readonly ${each}: any;`),
  ],
};

const bigJs: DecimalShape = {
  name: 'Big',
  values: ['BigSource'],
  numberPower: true,
  // `neg` came late to the library, so that only `times(-1)` is sure to be there.
  unary: words('abs sqrt'),
  binary: words('add div minus mod mul plus sub times'),
  powers: ['pow'],
  counts: [],
  roundings: words('prec round'),
  comparisons: words('eq gt gte lt lte'),
  orders: ['cmp'],
  tests: [],
  numbers: ['toNumber'],
  texts: words('toExponential toFixed toPrecision toString toJSON'),
  constructorLines: [
    '(): BigConstructor;',
    ...words('DP RM NE PE').map((each) => `${each}: any;`),
    'strict: boolean;',
    ...words('roundDown roundHalfUp roundHalfEven roundUp').map((each) => `readonly ${each}: any;`),
  ],
  looseTypes: words('Comparison RoundingMode'),
};

const bigNumberJs: DecimalShape = {
  name: 'BigNumber',
  values: [],
  numberPower: false,
  unary: words('absoluteValue abs negated squareRoot sqrt'),
  binary: words(`dividedBy div dividedToIntegerBy idiv minus modulo mod multipliedBy times plus`),
  powers: words('exponentiatedBy pow'),
  counts: words('precision sd decimalPlaces dp'),
  roundings: words('integerValue shiftedBy'),
  comparisons: words(
    `isEqualTo eq isGreaterThan gt isGreaterThanOrEqualTo gte isLessThan lt isLessThanOrEqualTo lte`,
  ),
  orders: ['comparedTo'],
  tests: words('isFinite isInteger isNaN isNegative isPositive isZero'),
  numbers: ['toNumber'],
  texts: words('toExponential toFixed toFormat toJSON toPrecision toString'),
  constructorLines: [
    'clone(config?: any): BigNumberConstructor;',
    'config(config?: any): any;',
    'set(config?: any): any;',
    'isBigNumber(value: any): value is BigNumber;',
    ...words('max maximum min minimum sum').map((each) => `${each}(...n: BigNumber.Value[]): BigNumber;`),
    'random(places?: number): BigNumber;',
    'DEBUG?: boolean;',
    ...words(
      `ROUND_UP ROUND_DOWN ROUND_CEIL ROUND_FLOOR ROUND_HALF_UP ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_CEIL
       ROUND_HALF_FLOOR EUCLID`,
    ).map((each) => `readonly ${each}: any;`),
  ],
  looseTypes: words('Config Format ModuloMode RoundingMode'),
};

/** The shapes by the name that a library is imported by. */
export const shapesByLibrary: ReadonlyMap<string, DecimalShape> = new Map([
  ['decimal.js', decimalJs],
  ['decimal.js-light', decimalJsLight],
  ['big.js', bigJs],
  ['bignumber.js', bigNumberJs],
]);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
