/** Measures in a coordinator process, and shows what it tells. */
import { startRun } from '../benchmark/coordinatorProcess';
import type { RunOptions } from '../protocol/report';
import type { LastEvent, RunEvent } from '../protocol/run';
import type { ProgressView } from './progress';
import { startedText } from './runText';

/** Runs to the end, or until `signal` is aborted: then what was measured comes as a partial report. */
export async function measure(
  options: RunOptions,
  view: ProgressView,
  signal: AbortSignal,
): Promise<LastEvent> {
  const run = startRun(options, { onEvent: (event) => show(event, view) });
  const cancel = () => {
    view.note('Interrupted: keeping the samples that are complete. Once more stops at once.');
    run.cancel('interrupted');
  };
  // An interrupt may have come before there was a run.
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel);
  const last = await run.ended;
  signal.removeEventListener('abort', cancel);
  return last;
}

function show(event: RunEvent, view: ProgressView): void {
  switch (event.type) {
    case 'started':
      view.note(startedText(event));
      break;
    case 'progress':
      view.show(event.progress);
      break;
    case 'warning':
      view.warn(event.key === null ? event.text : `${event.key}: ${event.text}`);
      break;
    case 'log':
      if (event.level === 'error') view.warn(event.text);
      break;
    case 'hello':
    case 'scenario':
    case 'results':
    case 'sample':
    case 'measurements':
    case 'finished':
    case 'failed':
      break;
  }
}
