/** Reads a published summary such as `n=3,mean=1.172,sd=0.180,min=1.029,max=1.328`. */
import { EngineError } from '../../platform/errors';
import { checkFeasibility, type PublishedSummary } from './summaryFeasibility';
import { roundedNumber, type RoundedNumber } from './roundedNumber';

const keys = ['n', 'mean', 'sd', 'min', 'max'] as const;
type Key = (typeof keys)[number];

/**
 * @param option - names the summary in an error, e.g. `--a-summary`
 * @throws EngineError `bad-input`, also if no samples can have such a summary
 */
export function readSummary(text: string, option: string): PublishedSummary {
  const figures = figuresOf(text, option);
  const required = (key: Key): RoundedNumber => {
    const figure = figures.get(key);
    if (figure !== undefined) return figure;
    throw refused(option, `it lacks ${key}`, `Give at least n, mean and sd: ${example}.`);
  };
  const n = required('n').value;
  const summary: PublishedSummary = {
    n,
    mean: required('mean'),
    sd: required('sd'),
    min: figures.get('min') ?? null,
    max: figures.get('max') ?? null,
  };
  if (!Number.isSafeInteger(n) || n < 1) {
    throw refused(option, `n is a count of samples, not ${required('n').text}`, `Such as ${example}.`);
  }
  if (summary.mean.value === 0) {
    throw refused(
      option,
      `a ratio is impossible with a mean of ${summary.mean.text}`,
      'Give more digits of the mean, or all figures in a smaller unit.',
    );
  }
  const reason = n === 1 ? 'one sample has no standard deviation' : impossibility(summary);
  if (reason === null) return summary;
  throw refused(option, `this summary is impossible: ${reason}`, remedyOf(summary));
}

/** Some tools print the deviation over n, which is smaller, and possible where the other is not. */
function remedyOf(summary: PublishedSummary): string {
  const { n, sd } = summary;
  const factor = Math.sqrt(n / (n - 1));
  const text = String(Number((sd.value * factor).toPrecision(4)));
  const rescaled = { text, value: sd.value * factor, low: sd.low * factor, high: sd.high * factor };
  return n > 1 && sd.value > 0 && impossibility({ ...summary, sd: rescaled }) === null
    ? `It is possible with a deviation over n instead of n − 1: if that is what was published, give sd=${text}.`
    : 'Check it against where it was published; no samples have these figures.';
}

/** Near enough to 1 for every bound on a figure to be a double. */
const [leastMean, mostMean] = [1e-300, 1e300];

const example = 'n=3,mean=1.11,sd=0.08,min=1.03,max=1.20';

function figuresOf(text: string, option: string): Map<Key, RoundedNumber> {
  const figures = new Map<Key, RoundedNumber>();
  for (const part of text.split(',')) {
    const [name = '', figureText = ''] = part.split('=', 2).map((piece) => piece.trim());
    const key = keys.find((known) => known === name.toLowerCase());
    if (key === undefined) {
      throw refused(option, `${JSON.stringify(part)} is no part of a summary`, `Such as ${example}.`);
    }
    const figure = roundedNumber(figureText);
    if (figure === null || !Number.isFinite(figure.value)) {
      throw refused(option, `${key} is ${JSON.stringify(figureText)}, not a number`, `Such as ${example}.`);
    }
    if (figures.has(key)) throw refused(option, `${key} is given twice`, `Such as ${example}.`);
    figures.set(key, figure);
  }
  return figures;
}

function impossibility(summary: PublishedSummary): string | null {
  const { mean, min } = summary;
  if (mean.value < 0) return `samples above 0 have no mean of ${mean.text}`;
  if (mean.value < leastMean || mean.value > mostMean) {
    return `a mean is from ${leastMean} to ${mostMean}, not ${mean.text}`;
  }
  // What is printed as 0 may be a small figure that was rounded.
  if (min !== null && min.value < 0) {
    return `samples above 0 have none as small as ${min.text}`;
  }
  const judged = checkFeasibility(summary);
  return judged.feasible ? null : judged.reason;
}

function refused(option: string, what: string, remedy: string): EngineError {
  return new EngineError({ code: 'bad-input', message: `${option}: ${what}`, where: null, remedy });
}
