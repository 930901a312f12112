/** How much of one file is analysed. All limits are counts, so that results do not depend on the machine. */
import { Budget, BudgetSpent } from '../../platform/budget';

/** Levels of the syntax tree that are kept below a statement of the module or of one of its classes. */
export const deepestLevel = 400;
/** Steps that gathering the facts of a file may take. */
const factsSteps = 6_000_000;
/** Steps that following the values through a file may take. */
const flowSteps = 6_000_000;
/** Steps that the fixes of all findings of a file may take. */
const fixSteps = 2_000_000;

export const factsBudget = (): Budget => new Budget(factsSteps);
export const flowBudget = (): Budget => new Budget(flowSteps);
export const fixBudget = (): Budget => new Budget(fixSteps);

/** Why the analysis of a file stopped early. */
export type Limit = 'steps' | 'stack';

/** The limit that an error stands for. @throws the error if it is another one */
export function limitOf(error: unknown): Limit {
  if (error instanceof BudgetSpent) return 'steps';
  // The last line of defence: the depth limit keeps recursion far from here.
  if (error instanceof RangeError && error.message.includes('call stack')) return 'stack';
  throw error;
}
