/** Whether the run that was timed did its work: exact engines that agree, and orders that were filled. */
import type { ScenarioResults } from '../../protocol/report';

/** Why the exact engines' results cannot be trusted; null if they agree or only one of them ran. */
export function disagreementOf(results: ScenarioResults | null): string | null {
  const different = results?.agreements.find(
    ({ engines, word }) =>
      word === 'different' && engines.includes('native') && engines.includes('decimal.js'),
  );
  if (different === undefined) return null;
  return `The exact engines disagree: ${different.engines.join(' and ')} wrote different traces`;
}

/** True if every engine finished its run without a single fill. */
export function nothingFilled(results: ScenarioResults | null): boolean {
  return (
    results !== null &&
    results.engines.length > 0 &&
    results.engines.every(({ summary }) => summary.fills === 0)
  );
}
