/** Takes what a run measured into a baseline. */
import {
  baselineSchemaVersion,
  type Baseline,
  type BaselineMachine,
  type BaselineScenario,
} from '../../protocol/baseline';
import type { Report, ScenarioReport } from '../../protocol/report';
import { engineNames, scenarioNames, type EngineName, type ScenarioName } from '../../protocol/vocabulary';
import { fingerprintOf, isSameMachine, keyOf } from './machineFingerprint';
import type { Commit } from './git';
import { summaryOf } from './launchMeans';

export const emptyBaseline: Baseline = {
  kind: 'decimal-benchmark-baseline',
  schemaVersion: baselineSchemaVersion,
  cpus: {},
};

/**
 * The baseline with the report's scenarios in place of what it held of them for this machine. Other machines, other
 * scenarios and thresholds stay.
 */
export function recorded(baseline: Baseline, report: Report, commit: Commit | null): Baseline {
  const machine = fingerprintOf(report.machine, report.versions);
  const there = baseline.cpus[machine.cpu] ?? [];
  const old = there.find((each) => isSameMachine(each.machine, machine));
  const entry: BaselineMachine = {
    machine,
    scenarios: inOrder(scenarioNames, {
      ...old?.scenarios,
      ...Object.fromEntries(
        report.scenarios.flatMap((scenario) =>
          scenario.head.scenario === null
            ? []
            : [[scenario.head.scenario, scenarioEntry(scenario, report, commit)] as const],
        ),
      ),
    }),
  };
  const machines = [...there.filter((each) => each !== old), entry].sort((a, b) =>
    keyOf(a.machine) < keyOf(b.machine) ? -1 : 1,
  );
  const cpus = { ...baseline.cpus, [machine.cpu]: machines };
  return { ...baseline, cpus: inOrder(Object.keys(cpus).sort(), cpus) };
}

/** Scenarios that the baseline already holds for the machine of a report. */
export function scenariosOf(baseline: Baseline, machine: BaselineMachine['machine']): ScenarioName[] {
  const entry = (baseline.cpus[machine.cpu] ?? []).find((each) => isSameMachine(each.machine, machine));
  return scenarioNames.filter((name) => entry?.scenarios[name] !== undefined);
}

/** Engines with figures for a scenario on this machine in the baseline. */
export function enginesOf(
  baseline: Baseline,
  machine: BaselineMachine['machine'],
  scenario: ScenarioName,
): EngineName[] {
  const entry = (baseline.cpus[machine.cpu] ?? []).find((each) => isSameMachine(each.machine, machine));
  const held = entry?.scenarios[scenario]?.engines ?? {};
  return engineNames.filter((name) => held[name] !== undefined);
}

function scenarioEntry(scenario: ScenarioReport, report: Report, commit: Commit | null): BaselineScenario {
  const engines = Object.fromEntries(
    engineNames.flatMap((engine) => {
      const summary = summaryOf(scenario, engine);
      return summary === null ? [] : [[engine, summary] as const];
    }),
  );
  return {
    digest: scenario.head.data.digest,
    parameters: scenario.head.parameters,
    recordedAt: report.startedAt,
    product: report.versions.product,
    commit,
    engines,
  };
}

/** The same entries in the order of the keys, so that the file changes only if a figure has. */
function inOrder<K extends string, V>(keys: readonly K[], entries: Partial<Record<K, V>>): Record<K, V>;
function inOrder<V>(keys: readonly string[], entries: Partial<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = entries[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
