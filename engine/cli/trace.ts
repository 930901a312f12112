/** Writes the trace of one engine: every fill and session, and the summary, as JSON Lines. */
import { traceLines } from '../ledger/backtest/trace';
import { describeOnce } from '../benchmark/measuring/describeOnce';
import type { RunOptions } from '../protocol/report';
import type { EngineName } from '../protocol/vocabulary';
import { writeWhole } from '../platform/writeWhole';
import type { ProgressView } from './progress';
import { fileError } from './usageError';

export interface TraceRequest {
  readonly file: string;
  readonly engine: EngineName;
}

/**
 * Runs the engine once on the one scenario or file of `options`, and writes its trace in one step.
 * @throws EngineError the engine's failure, `cancelled`, or `bad-input` where the file cannot be written
 */
export async function writeTrace(
  { file, engine }: TraceRequest,
  options: RunOptions,
  view: ProgressView,
  signal: AbortSignal,
): Promise<void> {
  const [scenario] = options.work.kind === 'scenarios' ? options.work.names : [];
  const result = await describeOnce({ options, engine, key: scenario ?? 'file', signal });
  try {
    await writeWhole(file, `${traceLines(result).join('\n')}\n`);
  } catch (error) {
    throw fileError(error, `Cannot write ${file}`);
  }
  view.note(`Trace of ${engine} written to ${file}`);
}
