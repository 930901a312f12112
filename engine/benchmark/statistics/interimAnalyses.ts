/** Looking at a run several times and stopping when it is precise enough, without being fooled by having looked often. */
import { confidence } from './interval';

/** After each look the number of launches doubles, until so many looks are taken. */
const most = 5;

/**
 * The numbers of launches at which interim analyses are done, fixed before the run: `first`, then twice as many each time.
 * @param first - from 1
 */
export function interimAnalysesFrom(first: number): number[] {
  return Array.from({ length: most }, (_, look) => Math.max(2, first) * 2 ** look);
}

/**
 * The confidence of the interval at each of so many looks. Each look spends an equal share of the error, 5 % in all:
 * whichever look is the last, its interval misses with probability 5 % at most (Bonferroni's inequality, which holds
 * whatever the looks have in common; K. K. G. Lan and D. L. DeMets, "Discrete Sequential Boundaries for Clinical
 * Trials", Biometrika 70, 1983, for spending the error by shares).
 */
export function confidenceAtLook(analyses: number): number {
  return 1 - (1 - confidence) / analyses;
}
