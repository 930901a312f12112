import type { Measurements } from '../../protocol/report';
import type { EngineName } from '../../protocol/vocabulary';

/** Share of garbage collection and allocated bytes of every engine of a report that has both. */
export function measuredAllocations(
  engines: Measurements['engines'],
): ReadonlyMap<EngineName, { gcShare: number; allocatedBytes: number }> {
  return new Map(
    engines.flatMap(({ engine, control, gcShare, allocatedBytes }) =>
      control || gcShare === null || allocatedBytes === null
        ? []
        : [[engine, { gcShare, allocatedBytes }] as const],
    ),
  );
}
