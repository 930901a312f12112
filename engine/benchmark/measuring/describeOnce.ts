/** One engine's result without any measuring, as a trace needs it. */
import path from 'node:path';
import type { BacktestResult } from '../../protocol/backtest';
import type { RunOptions } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';
import { EngineError } from '../../platform/errors';
import { cancelledFailure } from '../../platform/childProcess';
import { describeEngine } from './describeEngine';
import { jobsOf } from './jobs';
import { storeBundle } from './storeBundle';
import { makeTemporaryFolder, removeFolder, removeStaleFolders } from '../../platform/temporaryFolder';

export interface DescribeRequest {
  readonly options: RunOptions;
  readonly engine: EngineName;
  /** The scenario's name, or `file`. */
  readonly key: string;
  readonly signal?: AbortSignal;
  /** Share of the bars that are done, 0 … 1. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Runs one engine once in a process of its own.
 * @throws {@link EngineError} bad input, the engine's own failure, or `cancelled`
 */
export async function describeOnce(request: DescribeRequest): Promise<BacktestResult> {
  const { options, engine, key, signal = new AbortController().signal, onProgress } = request;
  const job = jobsOf({ ...options, engines: [engine] }).find((candidate) => candidate.key === key);
  if (job === undefined) {
    throw new EngineError({
      code: 'bad-input',
      message: `The run has no scenario ${key}`,
      where: null,
      remedy: null,
    });
  }
  removeStaleFolders();
  const folder = makeTemporaryFolder();
  try {
    const bundle = await job
      .load(() => undefined, signal)
      .catch((error: unknown) => {
        throw signal.aborted ? new EngineError(cancelledFailure) : error;
      });
    const bundleFile = path.join(folder, 'bundle');
    storeBundle(bundleFile, bundle);
    const bars = Math.max(1, bundle.time.length);
    const { result } = await describeEngine(
      { bundleFile, parameters: job.parameters, storage: options.storage },
      {
        participant: { engine, control: false },
        signal,
        onBars: (done) => onProgress?.(Math.min(1, done / bars)),
      },
    );
    return result;
  } finally {
    removeFolder(folder);
  }
}
