import * as v from 'valibot';
import { Failure } from './failure';
import { Machine, RunOptions, ScenarioReport, Versions } from './report';
import { LastEvent, Progress } from './run';
import type { RunEvent } from './run';

/** The state of a run: what a panel that opens late must show. */
export const RunSnapshot = v.strictObject({
  status: v.picklist(['starting', 'running', 'finished', 'partial', 'failed']),
  startedAt: v.nullable(v.string()),
  options: v.nullable(RunOptions),
  machine: v.nullable(Machine),
  versions: v.nullable(Versions),
  scenarios: v.pipe(v.array(ScenarioReport), v.readonly()),
  progress: v.nullable(Progress),
  warnings: v.pipe(v.array(v.string()), v.readonly()),
  failure: v.nullable(Failure),
  last: v.nullable(LastEvent),
});
export type RunSnapshot = Readonly<v.InferOutput<typeof RunSnapshot>>;

export const emptySnapshot: RunSnapshot = {
  status: 'starting',
  startedAt: null,
  options: null,
  machine: null,
  versions: null,
  scenarios: [],
  progress: null,
  warnings: [],
  failure: null,
  last: null,
};

/** The snapshot after one more event. Samples are appended in place: a run may have many thousands. */
export function applyEvent(snapshot: RunSnapshot, event: RunEvent): RunSnapshot {
  switch (event.type) {
    case 'hello':
    case 'log':
      return snapshot;
    case 'started':
      return {
        ...snapshot,
        status: 'running',
        startedAt: event.startedAt,
        options: event.options,
        machine: event.machine,
        versions: event.versions,
      };
    case 'scenario':
      return {
        ...snapshot,
        scenarios: [
          ...snapshot.scenarios,
          { head: event.head, results: null, measurements: null, samples: [], warnings: [] },
        ],
      };
    case 'results':
      return withScenario(snapshot, event.key, (scenario) => ({ ...scenario, results: event.results }));
    case 'measurements':
      return withScenario(snapshot, event.key, (scenario) => ({
        ...scenario,
        measurements: event.measurements,
      }));
    case 'sample':
      snapshot.scenarios.find(({ head }) => head.key === event.key)?.samples.push(event.sample);
      return snapshot;
    case 'progress':
      return { ...snapshot, progress: event.progress };
    case 'warning': {
      if (event.key === null) return { ...snapshot, warnings: [...snapshot.warnings, event.text] };
      return withScenario(snapshot, event.key, (scenario) => ({
        ...scenario,
        warnings: [...scenario.warnings, event.text],
      }));
    }
    case 'finished':
      return fromReport(event);
    case 'failed':
      return { ...snapshot, status: 'failed', progress: null, failure: event.failure, last: event };
  }
}

/** The snapshot of a finished run, from the event `finished` or a stored report. */
export function fromReport(event: Extract<RunEvent, { type: 'finished' }>): RunSnapshot {
  const { report } = event;
  return {
    status: report.partial === null ? 'finished' : 'partial',
    startedAt: report.startedAt,
    options: report.options,
    machine: report.machine,
    versions: report.versions,
    scenarios: report.scenarios,
    progress: null,
    warnings: report.warnings,
    failure: null,
    last: event,
  };
}

function withScenario(
  snapshot: RunSnapshot,
  key: string,
  change: (scenario: ScenarioReport) => ScenarioReport,
): RunSnapshot {
  return {
    ...snapshot,
    scenarios: snapshot.scenarios.map((scenario) =>
      scenario.head.key === key ? change(scenario) : scenario,
    ),
  };
}
