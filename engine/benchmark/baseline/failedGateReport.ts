/** The report of a gate that could not measure. It fails, so that a missing result is never taken for a pass. */
import { readMachine } from '../measuring/machine';
import { readVersions } from '../measuring/versions';
import type { Thresholds } from '../../protocol/baseline';
import { failureText, type Failure } from '../../protocol/failure';
import type { GateReport } from '../../protocol/gate';
import type { EngineName, ScenarioName } from '../../protocol/vocabulary';
import { fingerprintOf } from './machineFingerprint';
import { gateSentence } from './gateReport';

/** The requested checks that are known without a measurement. */
export interface GateScope {
  readonly comparison: GateReport['comparison'];
  readonly against: string;
  readonly scenarios: readonly ScenarioName[];
  readonly engines: readonly EngineName[];
  readonly thresholds: Thresholds;
}

/**
 * @param failure - why nothing could be judged
 * @param output - the end of what a build printed that failed; null for other failures
 */
export function failedGateReport(
  { comparison, against, scenarios, engines, thresholds }: GateScope,
  failure: Failure,
  { startedAt, output }: { readonly startedAt: Date; readonly output: string | null },
): GateReport {
  const problem = failureText(failure);
  const items = scenarios.flatMap((scenario) =>
    engines.map((engine): GateReport['items'][number] => ({
      ...{ scenario, engine, word: 'not judged', reason: problem, thresholds },
      ...{ change: null, before: null, after: null, launchesBefore: 0, launchesAfter: 0, repeated: null },
    })),
  );
  return {
    kind: 'decimal-benchmark-gate',
    schemaVersion: 1,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    comparison,
    against,
    explanation: 'Nothing was compared.',
    machine: fingerprintOf(readMachine(), readVersions([])),
    baselineMachine: null,
    items,
    judged: 0,
    total: items.length,
    problem,
    output,
    outcome: 'not judged',
    warnings: [],
    sentence: gateSentence(items, 'not judged', problem),
  };
}
