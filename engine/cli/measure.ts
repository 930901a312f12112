/** Measures in a coordinator process, and prints its events. */
import { startRun } from '../platform/coordinatorProcess';
import { failureOf } from '../platform/errors';
import type { RunOptions } from '../protocol/report';
import type { LastEvent } from '../protocol/run';
import type { ProgressView } from './progress';
import { RunReporter } from './runReporter';

/**
 * Runs to the end, or until `signal` is aborted: then what was measured comes as a partial report.
 * @param isMachineKnown - what about the machine is uncertain has been said: a gate's own launches make it busy
 */
export async function measure(
  options: RunOptions,
  view: ProgressView,
  signal: AbortSignal,
  isMachineKnown = false,
): Promise<LastEvent> {
  // An interrupt may have come before there was a run.
  if (signal.aborted) return { type: 'failed', failure: failureOf(signal.reason) };
  const reporter = new RunReporter(view, isMachineKnown);
  const run = startRun(options, { onEvent: (event) => reporter.report(event) });
  const cancel = () => {
    if (reporter.hasSamples) {
      view.note('Interrupted: keeping the samples that are complete. Once more stops at once.');
    }
    run.cancel('interrupted');
  };
  signal.addEventListener('abort', cancel);
  const last = await run.ended;
  signal.removeEventListener('abort', cancel);
  return last;
}
