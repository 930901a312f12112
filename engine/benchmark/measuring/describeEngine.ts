import type { MeasuringReply } from '../../protocol/measuring';
import type { EngineName } from '../../protocol/vocabulary';
import { EngineProcess, type EngineProcessSettings } from './engineProcess';
import type { Assignment } from './launch';

export interface Described extends MeasuringReply<'describe'> {
  readonly engine: EngineName;
}

/**
 * What one engine computes, from a process of its own: a run that is watched compiles to other code than one that is
 * timed, so it must not share a process with samples.
 * @throws EngineError as the engine does, or `cancelled`
 */
export async function describeEngine(
  assignment: Assignment,
  settings: EngineProcessSettings,
): Promise<Described> {
  const { engine } = settings.participant;
  const process = new EngineProcess(settings);
  try {
    await process.call({ type: 'load', engine, ...assignment });
    return { engine, ...(await process.call({ type: 'describe' })) };
  } finally {
    await process.end();
  }
}
