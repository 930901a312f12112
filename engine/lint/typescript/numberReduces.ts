/** Reduces that start with a number. */
import type ts from 'typescript-5.9';
import { arithmeticNames } from './decimalMethods';
import { operandOf } from './operands';
import { perFile } from './perFile';
import { reduceOf, selfCalls, type Callback, type Reduce, type SelfCall } from './reduces';

export interface NumberReduce {
  readonly reduce: Reduce;
  /** The first call of a decimal's method on the accumulator, which a number does not have; null if there is none. */
  readonly call: SelfCall | null;
}

/** A call that is a reduce and starts with a number; null for any other. Two rules look at the same calls. */
export const numberReduceOf = perFile((node: ts.CallExpression, context): NumberReduce | null => {
  const reduce = reduceOf(node, context);
  if (reduce === null || operandOf(reduce.start, context) !== 'number') return null;
  return { reduce, call: arithmeticCall(reduce.callback, context) };
});

/** Many reduces may share one callback. */
const arithmeticCall = perFile((callback: Callback): SelfCall | null => {
  const name = callback.parameters[0]?.name.getText() ?? '';
  return selfCalls(callback.body, name).find(({ method }) => arithmeticNames.has(method)) ?? null;
});
