import type {
  ClaimStrength,
  Comparison,
  Measurements,
  PrecisionState,
  Sample,
  ScenarioResults,
} from '../../protocol/report';
import { confidence } from '../statistics/interval';
import { estimateRatio, type RatioEstimate } from '../statistics/ratio';
import { comparisonWeight, decideClaims, type Decision, type OtherComparison } from './claims';
import { comparedPairs, type ComparedPair } from './comparedPairs';
import { noiseFloorOf, percentOf, type DifferenceWord } from './decide';
import { engineStatisticsOf, type EngineContext } from './engineStatistics';
import { countRounds, launchPairs } from './launches';
import { verdictOf } from './sentences';

export interface MeasurementContext extends EngineContext {
  /** The target is an overhead below this. */
  readonly targetPercent: number;
  /** More samples are to come. */
  readonly provisional: boolean;
  /** What the engines computed, where known: a verdict on a wrong or empty run must say so first. */
  readonly results?: ScenarioResults | null;
  /** What the report's other scenarios compare. */
  readonly otherComparisons?: readonly OtherComparison[];
  /** In a run with interim analyses, the confidence level of each. */
  readonly confidenceAtLook?: number;
  /** How precise the headline must become, but for what has been reached, which is found here. */
  readonly precision?: Omit<PrecisionState, 'reachedPercent'> | null;
}

/** Statistics, comparisons and verdict of one scenario's samples, of a run under way or finished. */
export function measurementsOf(samples: readonly Sample[], context: MeasurementContext): Measurements {
  const level = context.confidenceAtLook ?? confidence;
  const estimates = comparedIn(context.engines).map((pair) => {
    const launches = launchPairs(samples, pair.numerator, pair.denominator, context.provisional);
    return { pair, estimate: estimateRatio(launches, level), rounds: countRounds(launches) };
  });
  const control = estimates.find(({ pair }) => pair.id === noiseFloorId);
  const compared = estimates.filter(({ pair }) => pair.id !== noiseFloorId);
  const headline = estimates.find(({ pair }) => pair.id === headlineId);
  const noiseFloor = noiseFloorOf(control?.estimate?.interval ?? null);
  const claims = decideClaims({
    comparisons: compared.map(({ pair, estimate }) => ({ estimate, ...claimedOf(pair) })),
    targetPercent: context.targetPercent,
    noiseFloor,
    others: context.otherComparisons ?? [],
    level,
  });
  const decisionOn = (pair: ComparedPair): Decision<DifferenceWord> | undefined =>
    claims.differences[compared.findIndex((one) => one.pair === pair)];
  const comparisons = estimates.flatMap(({ pair, estimate }) =>
    estimate === null ? [] : [comparisonOf(pair, estimate, level, decisionOn(pair))],
  );
  const { precision: asked = null } = context;
  const precision = asked === null ? null : { ...asked, reachedPercent: halfWidthOf({ comparisons }) };
  return {
    engines: engineStatisticsOf(samples, context),
    comparisons,
    noiseFloorPercent: noiseFloor === null ? null : percentOf(noiseFloor),
    targetClaim: claims.target === null ? null : strengthOf(claims.target),
    claims: claims.count,
    precision,
    verdict: verdictOf({
      estimate: headline?.estimate ?? null,
      difference: headline === undefined ? undefined : decisionOn(headline.pair),
      target: claims.target,
      claims: claims.count,
      rounds: headline?.rounds ?? { least: 0, most: 0 },
      noiseFloor,
      targetPercent: context.targetPercent,
      provisional: context.provisional,
      engines: context.engines,
      results: context.results ?? null,
      precision,
    }),
  };
}

/** The pairs that a run of these engines compares, the control's own among them. */
export function comparedIn(engines: EngineContext['engines']): ComparedPair[] {
  return comparedPairs.filter(
    ({ numerator, denominator }) =>
      engines.includes(numerator.engine) && engines.includes(denominator.engine),
  );
}

/** What one scenario of a run of these engines claims: how many differences, and whether a target is met. */
export function claimsIn(engines: EngineContext['engines']): { comparisons: number; targets: number } {
  const pairs = comparedIn(engines).filter(({ id }) => id !== noiseFloorId);
  return { comparisons: pairs.length, targets: pairs.some(({ id }) => id === headlineId) ? 1 : 0 };
}

/** What one scenario compares, as other scenarios of the report must know it. @param measurements - null before there are any */
export function claimedIn(
  measurements: Measurements | null,
  engines: EngineContext['engines'],
): OtherComparison[] {
  return comparedIn(engines)
    .filter(({ id }) => id !== noiseFloorId)
    .map((pair) => {
      const { weight, isHeldAgainstTarget } = claimedOf(pair);
      const difference = measurements?.comparisons.find(({ id }) => id === pair.id)?.claim?.p ?? 1;
      const target = isHeldAgainstTarget ? (measurements?.targetClaim?.p ?? 1) : 0;
      return { p: Math.max(difference, target), weight, claims: isHeldAgainstTarget ? 2 : 1 };
    });
}

function claimedOf({ id }: ComparedPair): { weight: number; isHeldAgainstTarget: boolean } {
  const isHeadline = id === headlineId;
  return { weight: comparisonWeight(isHeadline), isHeldAgainstTarget: isHeadline };
}

/** Half the length of the headline's interval, in percentage points; null if there is none. */
export function halfWidthOf({ comparisons }: Pick<Measurements, 'comparisons'>): number | null {
  const interval = comparisons.find(({ id }) => id === headlineId)?.interval ?? null;
  return interval === null ? null : (interval.highPercent - interval.lowPercent) / 2;
}

export const headlineId = 'exact-against-js-float' satisfies Comparison['id'];
const noiseFloorId = 'noise-floor' satisfies Comparison['id'];

function comparisonOf(
  pair: ComparedPair,
  estimate: RatioEstimate,
  level: number,
  decision: Decision<DifferenceWord> | undefined,
): Comparison {
  const { interval, inference } = estimate;
  return {
    id: pair.id,
    label: pair.label,
    numerator: pair.numerator.engine,
    denominator: pair.denominator.engine,
    ratio: Math.exp(estimate.logRatio),
    overheadPercent: percentOf(estimate.logRatio),
    medianPercent: percentOf(estimate.medianLogRatio),
    interval:
      interval === null
        ? null
        : {
            lowPercent: percentOf(interval.low),
            highPercent: percentOf(interval.high),
            confidence,
            confidenceAtLook: level,
          },
    method: inference?.method ?? null,
    launches: estimate.launches,
    betweenLaunchShare: estimate.betweenLaunchShare,
    // The control is no claim: nothing differs from itself.
    word: decision?.word ?? 'no difference shown',
    claim: decision === undefined ? null : strengthOf(decision),
  };
}

function strengthOf({ p, adjustedP, decidedBy }: Decision<unknown>): ClaimStrength | null {
  if (decidedBy === null) return null;
  const { low, high, level } = decidedBy;
  return {
    p,
    adjustedP,
    interval: { lowPercent: percentOf(low), highPercent: percentOf(high), confidence: level },
  };
}
