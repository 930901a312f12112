/** What a gate measures, and whether a baseline is of the same work. */
import { EngineError } from '../../platform/errors';
import { generateBundleInSteps } from '../../ledger/data/generate';
import type { BaselineMachine } from '../../protocol/baseline';
import { runDefaults } from '../../protocol/defaults';
import type { RunOptions } from '../../protocol/report';
import type { EngineName, ScenarioName } from '../../protocol/vocabulary';
import { parametersOf, scenarioOf } from '../../ledger/scenarios';

export interface LaunchCounts {
  readonly launches: number;
  /** Samples an engine in all these launches. */
  readonly runs: number;
}

/** A run of some scenarios, with the rounds per launch that `counts` requests. */
export function gateOptions(
  names: readonly ScenarioName[],
  engines: readonly EngineName[],
  counts: LaunchCounts,
  launches: number,
): RunOptions {
  const rounds = Math.max(1, Math.round(counts.runs / counts.launches));
  return {
    work: { kind: 'scenarios', names: [...names] },
    launches,
    runs: launches * rounds,
    engines: [...engines],
    storage: runDefaults.storage,
    targetPercent: runDefaults.targetPercent,
    overrides: {},
  };
}

/**
 * Refuses a baseline whose figures are of other bars or another strategy than the scenarios have today.
 * @throws EngineError `bad-input` that names the file and the field, or the signal's reason
 */
export async function requireSameWork(
  entry: BaselineMachine,
  names: readonly ScenarioName[],
  file: string,
  signal: AbortSignal,
): Promise<void> {
  for (const name of names) {
    const scenario = entry.scenarios[name];
    if (scenario === undefined) continue;
    const field = `cpus[${JSON.stringify(entry.machine.cpu)}].scenarios.${name}`;
    const parameters = parametersOf(scenarioOf(name), {});
    if (JSON.stringify(sorted(scenario.parameters)) !== JSON.stringify(sorted(parameters))) {
      throw otherWork(`${field}.parameters are not those of ${name}`, file);
    }
    if (scenario.digest !== (await generateBundleInSteps(name, signal)).digest) {
      throw otherWork(`${field}.digest is not that of the bars of ${name}`, file);
    }
  }
}

function otherWork(problem: string, file: string): EngineError {
  return new EngineError({
    code: 'bad-input',
    message: `The baseline is of another scenario: ${problem}`,
    where: file,
    remedy: 'Record it again with `baseline update`.',
  });
}

/** With keys in one order, however deep. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, sorted(each)]);
}
