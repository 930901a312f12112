/** Counts the work of TypeScript's checker, which has no limit of its own for one file. */
import ts from 'typescript-5.9';
import { spend } from '../../platform/budget';

/** What the checker allocates with. TypeScript exports it for its own parts; the version is exact, and a test relies on it. */
interface Allocators {
  readonly objectAllocator: Allocator;
  setObjectAllocator(allocator: Partial<Allocator>): void;
}

interface Allocator {
  getTypeConstructor(): Constructor;
  getSymbolConstructor(): Constructor;
  getSignatureConstructor(): Constructor;
}

/** At most three arguments, passed one by one: a checker allocates too often for a proxy, or for a list of arguments. */
type Constructor = new (a: unknown, b: unknown, c: unknown) => object;

/**
 * From here on each type, symbol and signature that a checker makes counts one step of the running budget. Cancellation
 * tokens would not do: the checker does not look at them while it computes types.
 */
export function countCheckerSteps(): void {
  const compiler: object = ts;
  if (!hasAllocators(compiler)) throw new Error('This version of TypeScript has no object allocator.');
  const { objectAllocator } = compiler;
  const [type, symbol, signature] = [
    counted(objectAllocator.getTypeConstructor()),
    counted(objectAllocator.getSymbolConstructor()),
    counted(objectAllocator.getSignatureConstructor()),
  ];
  compiler.setObjectAllocator({
    getTypeConstructor: () => type,
    getSymbolConstructor: () => symbol,
    getSignatureConstructor: () => signature,
  });
}

function counted(constructor: Constructor): Constructor {
  return class extends constructor {
    constructor(a: unknown, b: unknown, c: unknown) {
      spend();
      super(a, b, c);
    }
  };
}

function hasAllocators(compiler: object): compiler is Allocators {
  return 'objectAllocator' in compiler && 'setObjectAllocator' in compiler;
}
