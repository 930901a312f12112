/** Whether one engine's times scatter less than another's, claimed no further than launches carry it. */
import type { Sample } from '../../protocol/report';
import { describe } from '../statistics/descriptive';
import { tInterval } from '../statistics/interval';
import { steadinessWord, type SteadinessWord } from './decide';
import { counted, formatShare } from '../../presentation/format';
import { launchPairs, type SampleSource } from './launches';

export interface Stability {
  readonly word: SteadinessWord | 'not measured';
  /** The finding in one or two sentences, with the samples that it rests on. */
  readonly text: string;
}

const exact: SampleSource = { engine: 'native', control: false };
const float: SampleSource = { engine: 'float', control: false };

/**
 * Compares the scatter of `native` with that of `float`. In each launch the two coefficients of variation make one
 * log-ratio; Student's t over launches must keep it on one side of 0. Launches of a single round tell nothing.
 */
export function stabilityOf(samples: readonly Sample[]): Stability {
  const launches = launchPairs(samples, exact, float, false);
  if (launches.length === 0) return { word: 'not measured', text: 'Stability was not measured.' };
  const logRatios = launches.flatMap(({ numerator, denominator }) => {
    const ours = variation(numerator);
    const theirs = variation(denominator);
    return ours > 0 && theirs > 0 ? [Math.log(ours / theirs)] : [];
  });
  const interval = tInterval(logRatios);
  const word = steadinessWord(interval);
  return { word, text: `${scatterText(samples)} ${wordText[word]}${basis(logRatios.length)}.` };
}

const wordText = {
  steadier: 'Within a launch, exact decimals scatter less',
  'less steady': 'Within a launch, exact decimals scatter more',
  'no difference shown': 'No difference in stability is shown',
} as const;

function scatterText(samples: readonly Sample[]): string {
  const [ours, theirs] = [exact, float].map(({ engine }) => {
    const own = samples.filter((sample) => sample.engine === engine && !sample.control);
    const { cv } = describe(own.map(({ ns }) => ns));
    const share = cv === null ? 'unknown' : `${formatShare(cv, 1)} of the mean`;
    return `${share} (${counted(own.length, 'sample')})`;
  });
  return `Standard deviation: exact decimals ${ours ?? ''}, JavaScript floats ${theirs ?? ''}.`;
}

function basis(launches: number): string {
  if (launches === 0) return ': no launch has two rounds';
  return ` (compared in ${counted(launches, 'launch', 'launches')})`;
}

/** The coefficient of variation, 0 if it is unknown. */
function variation(samples: readonly { readonly ns: number }[]): number {
  return describe(samples.map(({ ns }) => ns)).cv ?? 0;
}
