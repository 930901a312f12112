import type { ScenarioReport } from '../../protocol/report';
import { shortfallText } from '../../presentation/precisionWords';
import { disagreementOf, nothingFilled } from '../verdict/resultChecks';

/** The verdicts of all scenarios on one line; of a single one, its whole sentence. */
export function sentenceOf(scenarios: readonly ScenarioReport[]): string {
  const [only] = scenarios;
  if (only === undefined) return 'Nothing was measured.';
  if (scenarios.length === 1)
    return only.measurements?.verdict.sentence ?? `${only.head.title}: not measured.`;
  const disagreements = scenarios.filter(({ results }) => disagreementOf(results) !== null);
  const alarm =
    disagreements.length === 0
      ? ''
      : `The exact engines disagree in ${disagreements.map(({ head }) => head.title).join(', ')}. `;
  return `${alarm}Exact decimals against JavaScript floats: ${scenarios.map(briefOf).join('; ')}.`;
}

function briefOf({ head, measurements, results }: ScenarioReport): string {
  if (measurements === null) return `${head.title} not measured`;
  const { verdict } = measurements;
  const overhead =
    verdict.word === 'not measured' ? 'not measured' : verdict.overhead.replace('overhead ', '');
  const word = verdict.word === 'not measured' ? [] : [verdict.word];
  const unfilled = nothingFilled(results) ? ['no order was filled'] : [];
  const shortfall = shortfallText(measurements.precision);
  const parts = [...word, overhead, ...(shortfall === null ? [] : [shortfall]), `target ${verdict.target}`];
  return `${head.title} ${[...parts, ...unfilled].join(', ')}`;
}
