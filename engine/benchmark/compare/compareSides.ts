/** Judges b against a, from lists of figures or from published summaries. */
import { EngineError } from '../../platform/errors';
import type { ComparedSide, SampleComparison } from '../../protocol/compareSamples';
import { describe, meanOf, varianceOf } from '../statistics/descriptive';
import { confidence } from '../statistics/interval';
import { pairedT } from '../statistics/paired';
import { ratioOfMeans, type Moments } from '../statistics/ratioOfMeans';
import { logarithmsOf, welch, welchOfMoments, type LogMoments, type LogRatioTest } from '../statistics/welch';
import { differenceWord, percentOf } from '../verdict/decide';
import { formatNumber } from '../../presentation/format';
import { hiddenLogDeviation, ratioShift, roundingOf } from './roundingError';
import type { Side } from './side';

/**
 * Less is better, as of times: `faster` means that b's are smaller. No noise floor is known of figures that were
 * measured elsewhere, so none is taken off.
 * @throws EngineError `bad-input` if pairs are asked for and there are none
 */
export function compareSides(a: Side, b: Side, paired: boolean): SampleComparison {
  const { test, method, exact } = testOf(a, b, paired);
  const logRatio = test?.logRatio ?? logRatioOfCentres(a, b);
  const interval = test === null ? null : test.interval;
  return {
    a: described(a),
    b: described(b),
    method,
    paired,
    ratio: ratioOf(logRatio),
    overheadPercent: percentOf(logRatio),
    interval:
      interval === null ? null : { low: ratioOf(interval.low), high: ratioOf(interval.high), confidence },
    p: test === null ? null : test.p,
    degreesOfFreedom: test === null ? null : test.degreesOfFreedom,
    verdict: differenceWord({ interval }, 0),
    notes: [...notesOn(a, b, { test, method, exact }), ...(paired ? notesOnPairs(a, b) : [])],
  };
}

/** A bound may lie beyond every double: the largest one stands for those, since JSON has no infinity. */
function ratioOf(logRatio: number): number {
  return Math.min(Number.MAX_VALUE, Math.exp(logRatio));
}

interface Judged {
  /** Null if a side has fewer than two figures, or nothing scatters. */
  readonly test: LogRatioTest | null;
  /** The same if the figures had no rounding in them. */
  readonly exact: LogRatioTest | null;
  readonly method: SampleComparison['method'];
}

function testOf(a: Side, b: Side, paired: boolean): Judged {
  const { exact, shifted, method } = rawTestOf(a, b, paired);
  if (exact === null || !scatters(exact)) return { test: null, exact: null, method };
  const shift = ratioShift(a, b, method === methodOnMeans ? 'arithmetic' : 'geometric');
  const [low, high] = [shifted(shift.low), shifted(shift.high)];
  // The claim that is tested is the ratio nearest to 1 that the rounding allows.
  const nearest = exact.logRatio > 0 ? low : high;
  const p = shift.low + exact.logRatio <= 0 && shift.high + exact.logRatio >= 0 ? 1 : nearest.p;
  return {
    test: {
      logRatio: exact.logRatio,
      interval: { low: low.interval.low, high: high.interval.high },
      degreesOfFreedom: nearest.degreesOfFreedom,
      p,
    },
    exact,
    method,
  };
}

const methodOnMeans = "Welch's t on means, from summaries";

/**
 * Whether there is anything that an interval could rest on. Figures that are all the same were rounded to be so: how far
 * apart they really are is not known, and no width at all would claim a certainty that nobody has.
 */
function scatters({ logRatio, interval }: LogRatioTest): boolean {
  return interval.high - interval.low > 1e-12 * Math.max(1, Math.abs(logRatio));
}

interface RawTest {
  readonly exact: LogRatioTest | null;
  /** With b's figures multiplied by e^logFactor, and the deviations that rounding may hide. */
  readonly shifted: (logFactor: number) => LogRatioTest;
  readonly method: SampleComparison['method'];
}

function rawTestOf(a: Side, b: Side, paired: boolean): RawTest {
  if (a.kind === 'samples' && b.kind === 'samples') {
    if (!paired) {
      const [ours, theirs] = [logMomentsOf(a), logMomentsOf(b)];
      return {
        exact: welch(a.values, b.values),
        shifted: (logFactor) => required(welchOfMoments(ours, { ...theirs, mean: theirs.mean + logFactor })),
        method: "Welch's t on logarithms",
      };
    }
    if (a.values.length !== b.values.length) {
      throw new EngineError({
        code: 'bad-input',
        message: `--paired needs as many samples in b as in a: there are ${a.values.length} and ${b.values.length}`,
        where: null,
        remedy: 'Leave --paired out, or give the samples that belong together.',
      });
    }
    const multiplied = (logFactor: number): number[] => b.values.map((value) => value * Math.exp(logFactor));
    return {
      exact: pairedT(a.values, b.values),
      shifted: (logFactor) => required(pairedT(a.values, multiplied(logFactor))),
      method: "Student's t on logarithms of pairs",
    };
  }
  if (paired) {
    throw new EngineError({
      code: 'bad-input',
      message: '--paired needs the samples themselves: a summary does not tell which belong together',
      where: null,
      remedy: 'Leave --paired out, or give lists.',
    });
  }
  const [ours, theirs] = [momentsOfSide(a), momentsOfSide(b)];
  const exact = ours === null || theirs === null ? null : ratioOfMeans(ours, theirs);
  return {
    exact,
    shifted: (logFactor) => {
      const [first, second] = [widestMoments(a), widestMoments(b)];
      const factor = Math.exp(logFactor);
      return required(
        first === null || second === null
          ? null
          : ratioOfMeans(first, { n: second.n, mean: second.mean * factor, sd: second.sd * factor }),
      );
    },
    method: methodOnMeans,
  };
}

function required(test: LogRatioTest | null): LogRatioTest {
  if (test === null) throw new RangeError('a test needs two figures on either side');
  return test;
}

/** With the largest deviation that rounding may hide. */
function logMomentsOf(side: Side & { readonly kind: 'samples' }): LogMoments {
  const logs = logarithmsOf(side.values);
  const sd = logs.length < 2 ? 0 : Math.sqrt(varianceOf(logs));
  const hidden = hiddenLogDeviation(side.values, roundingOf(side));
  return { n: logs.length, mean: meanOf(logs), sd: Math.max(sd, hidden) };
}

/** As {@link momentsOfSide}, with the largest deviation that rounding may hide. */
function widestMoments(side: Side): Moments | null {
  const moments = momentsOfSide(side);
  if (moments === null) return null;
  if (side.kind === 'summary') return { ...moments, sd: moments.sd + side.summary.resolution.sd };
  const { unit, share } = roundingOf(side);
  return { ...moments, sd: share < 1 ? moments.sd : Math.max(moments.sd, unit / 2) };
}

/** Null if there are fewer than two figures. */
function momentsOfSide(side: Side): Moments | null {
  const { n, mean, sd } = side.kind === 'summary' ? side.summary : describe(side.values);
  return n < 2 || sd === null ? null : { n, mean, sd };
}

/**
 * The ratio of the centres without a test. Of samples these are geometric means. A summary does not contain that of its
 * samples, and an estimate from its deviation would make a larger deviation look faster: both sides have arithmetic ones.
 */
function logRatioOfCentres(a: Side, b: Side): number {
  if (a.kind === 'samples' && b.kind === 'samples') {
    return meanOf(logarithmsOf(b.values)) - meanOf(logarithmsOf(a.values));
  }
  return Math.log(arithmeticMean(b)) - Math.log(arithmeticMean(a));
}

function arithmeticMean(side: Side): number {
  return side.kind === 'summary' ? side.summary.mean : meanOf(side.values);
}

function described(side: Side): ComparedSide {
  if (side.kind === 'summary') {
    const { n, mean, sd, min, max } = side.summary;
    return { source: side.source, n, mean, median: null, sd: n < 2 ? null : sd, min, max, unit: side.unit };
  }
  const { n, mean, median, sd, min, max } = describe(side.values);
  return { source: side.source, n, mean, median, sd, min, max, unit: side.unit };
}

function notesOn(a: Side, b: Side, { test, exact, method }: Judged): string[] {
  const notes = ['No noise floor is known of given figures: none was taken off.'];
  if (test === null) {
    notes.push(
      Math.min(countOf(a), countOf(b)) < 2
        ? 'Fewer than two samples on a side give no interval, and show no difference.'
        : 'Samples that do not scatter were rounded: they give no interval, and show no difference. Give more digits.',
    );
  }
  if (test !== null && exact !== null) notes.push(...notesOnRounding(a, b, test, exact));
  notes.push(...notesOfSides(a, b));
  if (method === methodOnMeans) {
    notes.push('A summary has no samples: arithmetic means were compared. The samples would show more.');
    notes.push(...notesOnScatter('a', a), ...notesOnScatter('b', b));
    if (test !== null && !Number.isFinite(test.interval.high - test.interval.low)) {
      notes.push('The means are known too roughly for an interval with two ends: take more samples.');
    }
  }
  if (a.unit !== b.unit) {
    notes.push('One side is in seconds, and the other was taken for seconds too.');
  }
  return notes;
}

function notesOnRounding(a: Side, b: Side, test: LogRatioTest, exact: LogRatioTest): string[] {
  if (differenceWord(test, 0) === differenceWord(exact, 0)) return [];
  const unitOf = (side: Side): string =>
    `${Number(roundingOf(side).unit.toPrecision(3))}${side.unit === null ? '' : ` ${side.unit}`}`;
  const [ours, theirs] = [unitOf(a), unitOf(b)];
  const digits = ours === theirs ? ours : `${ours} in a and ${theirs} in b`;
  return [`The last digit is worth ${digits}: rounding alone may make the difference. Give more digits.`];
}

/** Above this share of the mean, a few long samples make up much of it. */
const largeDeviation = 0.5;

function notesOnScatter(name: string, side: Side): string[] {
  const moments = momentsOfSide(side);
  if (moments === null || moments.sd <= largeDeviation * moments.mean) return [];
  const times = formatNumber(moments.sd / moments.mean, 1);
  return [
    `The standard deviation of ${name} is ${times} times its mean: a few long samples may decide the mean. Compare the samples themselves, or their medians.`,
  ];
}

function countOf(side: Side): number {
  return side.kind === 'summary' ? side.summary.n : side.values.length;
}

/** What each side's source states, once if it is the same for both. */
function notesOfSides(a: Side, b: Side): string[] {
  const both = a.notes.filter((note) => b.notes.includes(note));
  const of = (who: string, notes: readonly string[]): string[] => notes.map((note) => `Of ${who}: ${note}`);
  const rest = ({ notes }: Side): string[] => notes.filter((note) => !both.includes(note));
  return [...of('a and b', both), ...of('a', rest(a)), ...of('b', rest(b))];
}

/** So many samples are not in order by chance: 1 of 14,400 times on both sides. */
const fewestInOrder = 5;

/** Some tools sort what they save, and then the first of a does not belong to the first of b. */
function notesOnPairs(a: Side, b: Side): string[] {
  const isSorted = (side: Side): boolean =>
    side.kind === 'samples' &&
    side.values.length >= fewestInOrder &&
    side.values.every((value, index) => index === 0 || value >= (side.values[index - 1] ?? 0));
  return isSorted(a) && isSorted(b)
    ? ['The samples of both sides are in ascending order: sorted samples are no pairs.']
    : [];
}
