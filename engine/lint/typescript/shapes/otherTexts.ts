/** Version 1 is a factory with methods; version 2 is a type and functions on it. Code of either finds what it imports. */
export const dineroText = `
interface Dinero {
  add(addend: Dinero): Dinero;
  subtract(subtrahend: Dinero): Dinero;
  multiply(multiplier: number, roundingMode?: any): Dinero;
  divide(divisor: number, roundingMode?: any): Dinero;
  percentage(percentage: number, roundingMode?: any): Dinero;
  allocate(ratios: readonly number[]): Dinero[];
  convert(currency: string, options?: any): Promise<Dinero>;
  convertPrecision(precision: number, roundingMode?: any): Dinero;
  setLocale(locale: string): Dinero;
  equalsTo(comparator: Dinero): boolean;
  lessThan(comparator: Dinero): boolean;
  lessThanOrEqual(comparator: Dinero): boolean;
  greaterThan(comparator: Dinero): boolean;
  greaterThanOrEqual(comparator: Dinero): boolean;
  hasSameCurrency(comparator: Dinero): boolean;
  hasSameAmount(comparator: Dinero): boolean;
  hasSubUnits(): boolean;
  hasCents(): boolean;
  isZero(): boolean;
  isPositive(): boolean;
  isNegative(): boolean;
  getAmount(): number;
  getCurrency(): any;
  getLocale(): string;
  getPrecision(): number;
  toFormat(format?: string, roundingMode?: any): string;
  toUnit(): number;
  toRoundedUnit(digits: number, roundingMode?: any): number;
  toObject(): any;
  toJSON(): any;
}
interface DineroFactory {
  (options?: { amount?: number; currency?: any; precision?: number }): Dinero;
  defaultAmount: number;
  defaultCurrency: any;
  defaultPrecision: number;
  globalLocale: string;
  globalFormat: string;
  globalRoundingMode: any;
  globalFormatRoundingMode: any;
  globalExchangeRatesApi: any;
  normalizePrecision(objects: readonly Dinero[]): Dinero[];
  minimum(objects: readonly Dinero[]): Dinero;
  maximum(objects: readonly Dinero[]): Dinero;
  dinero(options: { amount: any; currency: any; scale?: any }): DineroValue<any>;
  add<T>(a: DineroValue<T>, b: DineroValue<T>): DineroValue<T>;
  subtract<T>(a: DineroValue<T>, b: DineroValue<T>): DineroValue<T>;
  multiply<T>(value: DineroValue<T>, factor: any): DineroValue<T>;
  allocate<T>(value: DineroValue<T>, ratios: readonly any[]): DineroValue<T>[];
  maximum<T>(values: readonly DineroValue<T>[]): DineroValue<T>;
  minimum<T>(values: readonly DineroValue<T>[]): DineroValue<T>;
}
interface DineroValue<T> {
  readonly calculator: any;
  readonly formatter: any;
  create(...options: any[]): DineroValue<T>;
  toJSON(): any;
}
type DineroSelf<T = any> = Dinero & DineroValue<T>;
declare const Dinero: DineroFactory;
declare namespace Dinero {
  export { DineroSelf as Dinero };
  type Currency = any;
  type Options = any;
  type DineroObject = any;
}
export = Dinero;
`;

/** What stands in for a client that was not generated: its models are unknown, its decimals are not. */
export const prismaText = `
import DecimalJs = require('decimal.js');
export namespace Prisma {
  export import Decimal = DecimalJs;
  type DecimalJsLike = any;
}
`;

export const prismaRuntimeText = `
import DecimalJs = require('decimal.js');
export import Decimal = DecimalJs;
`;

/** What hands values on in a user interface, for when the library is not installed: the rest of it is unknown then. */
export const reactText = `
declare namespace React {
  type Update<S> = (next: S | ((previous: S) => S)) => void;
  function useState<S>(initial: S | (() => S)): [S, Update<S>];
  function useState<S>(): [S | undefined, Update<S | undefined>];
  function useMemo<T>(make: () => T, dependencies?: any): T;
  function useCallback<T>(callback: T, dependencies?: any): T;
  function useDeferredValue<T>(value: T): T;
  function useRef<T>(initial: T): { current: T };
  function useRef<T>(initial?: null): { current: T | null };
  function useContext<T>(context: Context<T>): T;
  function createContext<T>(value: T): Context<T>;
  function useReducer<S, A>(reducer: (state: S, action: A) => S, initial: S): [S, (action: A) => void];
  function memo<T>(component: T, isEqual?: any): T;
  function forwardRef<T, P>(render: (props: P, ref: any) => any): FC<P>;
  interface Context<T> {
    Provider: any;
    Consumer: any;
    readonly value: T;
  }
  type FC<P = {}> = (props: P & { children?: any }) => any;
  type FunctionComponent<P = {}> = FC<P>;
  type VFC<P = {}> = FC<P>;
  type PropsWithChildren<P = {}> = P & { children?: any };
  class Component<P = {}, S = {}> {
    constructor(props: P);
    readonly props: P & { children?: any };
    state: S;
    context: any;
    setState(next: any, done?: any): void;
    forceUpdate(): void;
  }
  class PureComponent<P = {}, S = {}> extends Component<P, S> {}
}
export = React;
`;
