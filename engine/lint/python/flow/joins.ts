import { spend } from '../../../platform/budget';
import { union, unknown } from '../types';
import type { Environment } from './environment';
import type { FlowContext } from './flowContext';
import { isConstant, noteStarts } from './noteMixing';
import { isLedger, joinedValue, mayBeLiteral, type Value } from './value';

/** Brings branches together: what is a float on one way and a ledger value on another leaks. */
export function joinBranches(
  context: FlowContext,
  environment: Environment,
  branches: readonly Environment[],
): void {
  const live = branches.filter((branch) => !branch.isLeft);
  if (live.length === 0) {
    environment.isLeft = branches.length > 0;
    return;
  }
  const joined = writtenSince(live, environment).map(
    (path) => [path, joinPath(context, path, live)] as const,
  );
  for (const [path, value] of joined) environment.set(path, value);
}

/** Paths that the branches, or branches that they were made in, have written. */
function writtenSince(branches: readonly Environment[], environment: Environment): string[] {
  const paths = new Set<string>();
  for (const branch of branches) {
    for (const { written } of branch.upTo(environment)) {
      // A path is put together, joined and written.
      spend(3 * written.size);
      for (const path of written.keys()) paths.add(path);
    }
  }
  return [...paths];
}

function joinPath(context: FlowContext, path: string, live: readonly Environment[]): Value | null {
  spend(live.length);
  const values = live.map((branch) => branch.get(path));
  const known = values.filter((value) => value !== null);
  const [first] = known;
  if (first === undefined) return null;
  // Of an attribute that one way has not touched, nobody knows what it holds there.
  const isUncertain = known.length < values.length && /[.[]/.test(path);
  const ledger = known.find((value) => isLedger(value) && !isConstant(context.tree, value.source));
  if (ledger !== undefined) {
    for (const value of known) {
      if (value !== ledger && mayBeLiteral(value) && !isLedger(value))
        noteStarts(context, 'choice', { ...value, slots: [] }, ledger.source);
    }
    if (known.every((value) => isLedger(value) || mayBeLiteral(value))) {
      return known.length === 1
        ? ledger
        : { ...joinedValue(known), type: ledger.type, source: ledger.source };
    }
  }
  const joined = joinedValue(known);
  return isUncertain ? { ...joined, type: union([joined.type, unknown]) } : joined;
}
