/** Measures what a baseline holds, and judges it. */
import { readMachine, machineWarnings } from '../measuring/machine';
import { Throttling } from '../measuring/throttling';
import { readVersions } from '../measuring/versions';
import { EngineError } from '../../platform/errors';
import {
  referenceEngine,
  type Baseline,
  type BaselineEngine,
  type BaselineMachine,
  type MachineFingerprint,
  type Thresholds,
} from '../../protocol/baseline';
import { failureText } from '../../protocol/failure';
import type { GateReport } from '../../protocol/gate';
import type { Report, RunOptions } from '../../protocol/report';
import type { LastEvent } from '../../protocol/run';
import { engineNames, scenarioNames, type EngineName, type ScenarioName } from '../../protocol/vocabulary';
import { disagreementOf } from '../verdict/resultChecks';
import { fingerprintOf, fingerprintText, isSameMachine, machineFor } from './machineFingerprint';
import { gateReportOf } from './gateReport';
import {
  gateLooks,
  runGate,
  type GateMeasurement,
  type GateSource,
  type GateSubject,
  type Judged,
} from './gateRun';
import { commitText } from './git';
import { notJudged, unpairedChange } from './judge';
import { launchLogsOf } from './launchMeans';
import { requestedSubjects, emptyBaselineError, missingFigures, type RequestedSubject } from './coverage';
import { momentsOf } from '../statistics/welch';
import { gateOptions, requireSameWork, type LaunchCounts } from './work';

export interface CheckRequest extends LaunchCounts {
  readonly baseline: Baseline;
  /** The baseline's file, for messages. */
  readonly file: string;
  /** Null for all that the baseline holds. */
  readonly scenarios: readonly ScenarioName[] | null;
  readonly engines: readonly EngineName[] | null;
  readonly maxLaunches: number;
  /** Where the file has none for the scenario. */
  readonly thresholds: Thresholds;
  /** Called before anything is measured. */
  readonly warn: (text: string) => void;
  readonly measure: (options: RunOptions) => Promise<LastEvent>;
  /** Aborted with the failure that ends the check. */
  readonly signal: AbortSignal;
}

/**
 * @throws EngineError `no-samples` if the baseline has no figure that was asked for, before anything is measured;
 *   `bad-input` where it is of other work; `cancelled`
 */
export async function checkBaseline(request: CheckRequest): Promise<GateReport> {
  const startedAt = new Date();
  const startedMs = performance.now();
  const machine = readMachine();
  const throttling = new Throttling();
  const here = fingerprintOf(machine, readVersions([]));
  const entry = machineFor(request.baseline, here);
  if (entry === null) throw emptyBaselineError(request.file);
  const names = request.scenarios ?? scenarioNames.filter((name) => entry.scenarios[name] !== undefined);
  if (names.length === 0) throw emptyBaselineError(request.file);
  const isSame = isSameMachine(entry.machine, here);
  const requested = { scenarios: names, engines: request.engines, isSame, file: request.file };
  const missing = missingFigures(entry, requested);
  await requireSameWork(entry, names, request.file, request.signal);
  if (missing !== null) request.warn(missing);
  const aboutMachine = [...machineWarnings(machine), ...throttling.before()];
  for (const text of aboutMachine) request.warn(text);
  const warnings = [...aboutMachine, ...(missing === null ? [] : [missing])];
  const faults: string[] = [];
  const subjects = requestedSubjects(entry, requested).map((subject) => ({
    ...subject,
    thresholds: request.baseline.thresholds?.[subject.scenario] ?? request.thresholds,
  }));
  const held = subjects.filter(({ isHeld }) => isHeld);
  const source = new BaselineSource({ request, entry, isSame, subjects: held, warnings, faults });
  const { judged, problem } = await runGate(held, gateLooks(request.launches, request.maxLaunches), source);
  const all = subjects.map(
    (subject) => judged[held.findIndex((each) => each === subject)] ?? withoutFigures(subject),
  );
  return gateReportOf(
    { judged: all, problem },
    {
      startedAt,
      durationMs: performance.now() - startedMs,
      comparison: isSame ? 'times' : 'ratios',
      against: request.file,
      explanation: explanationOf(entry, here, isSame, names),
      machine: here,
      baselineMachine: entry.machine,
      warnings: [...new Set([...warnings, ...throttling.after()])],
      before: (judged) => source.before(judged),
      fault: faults[0] ?? null,
    },
  );
}

interface ComparisonWithBaseline {
  readonly request: CheckRequest;
  readonly entry: BaselineMachine;
  /** Whether the baseline is of this machine. */
  readonly isSame: boolean;
  readonly subjects: readonly GateSubject[];
  /** Warnings of runs are added to it. */
  readonly warnings: string[];
  /** Failures of runs are added to it. */
  readonly faults: string[];
}

class BaselineSource implements GateSource {
  readonly mayFail: boolean;
  readonly #request: CheckRequest;
  readonly #entry: BaselineMachine;
  readonly #isSame: boolean;
  readonly #subjects: readonly GateSubject[];
  readonly #warnings: string[];
  readonly #faults: string[];

  constructor({ request, entry, isSame, subjects, warnings, faults }: ComparisonWithBaseline) {
    this.mayFail = isSame;
    this.#request = request;
    this.#entry = entry;
    this.#isSame = isSame;
    this.#subjects = subjects;
    this.#warnings = warnings;
    this.#faults = faults;
  }

  before(subject: GateSubject): { mean: number; launches: number } | null {
    const figures = this.#figures(subject);
    if (figures === undefined) return null;
    const { launches, logNs, toReference } = figures;
    if (this.#isSame) return { mean: Math.exp(logNs.mean), launches };
    return toReference === null ? null : { mean: toReference.ratio, launches };
  }

  change(subject: GateSubject, { after }: { after: readonly number[] }): ReturnType<typeof unpairedChange> {
    const figures = this.#figures(subject);
    const before = this.#isSame ? figures?.logNs : figures?.toReference?.log;
    if (figures === undefined || before === undefined || after.length < 2) return null;
    return unpairedChange({ n: figures.launches, ...before }, momentsOf(after));
  }

  async measure(scenarios: readonly ScenarioName[], launches: number): Promise<GateMeasurement> {
    const subjects = this.#subjects.filter(({ scenario }) => scenarios.includes(scenario));
    const engines = engineNames.filter(
      (name) => name === referenceEngine || subjects.some(({ engine }) => engine === name),
    );
    const last = await this.#request.measure(gateOptions(scenarios, engines, this.#request, launches));
    if (last.type === 'failed') {
      if (['bad-input', 'cancelled'].includes(last.failure.code)) throw new EngineError(last.failure);
      return { logsOf: () => ({ before: [], after: [] }), problem: failureText(last.failure) };
    }
    return this.#measurement(last.report);
  }

  #measurement(report: Report): GateMeasurement {
    for (const { head, results, warnings } of report.scenarios) {
      this.#warnings.push(...warnings.map((text) => `${head.key}: ${text}`));
      const disagreement = disagreementOf(results);
      if (disagreement !== null) this.#faults.push(`${head.key}: ${disagreement}`);
    }
    return {
      problem: report.partial,
      logsOf: ({ scenario, engine }) => {
        const samples = report.scenarios.find(({ head }) => head.scenario === scenario)?.samples ?? [];
        const { ns, toReference } = launchLogsOf(samples, engine);
        return { before: [], after: this.#isSame ? ns : toReference };
      },
    };
  }

  #figures({ scenario, engine }: GateSubject): BaselineEngine | undefined {
    return this.#entry.scenarios[scenario]?.engines[engine];
  }
}

/** What the baseline has no figures of is part of what was to be judged, and is not measured. */
function withoutFigures({ scenario, engine, thresholds }: RequestedSubject & GateSubject): Judged {
  return {
    ...{ scenario, engine, thresholds, word: notJudged.word, interval: notJudged.interval },
    ...{ change: null, logs: { before: [], after: [] }, repeated: null },
  };
}

function explanationOf(
  { machine, scenarios }: BaselineMachine,
  here: MachineFingerprint,
  isSame: boolean,
  names: readonly ScenarioName[],
): string {
  const recorded = names.flatMap((name) => {
    const scenario = scenarios[name];
    return scenario === undefined
      ? []
      : [
          `${scenario.recordedAt.slice(0, 10)} at ${commitText(scenario.commit)}, version ${scenario.product}`,
        ];
  });
  const when = [...new Set(recorded)].join('; ');
  return isSame
    ? `Times are compared: the baseline was recorded on this machine (${fingerprintText(here)}; ${when}).`
    : `Ratios to ${referenceEngine} in the same run are compared, which can warn and never fail: the baseline was recorded on another machine (${fingerprintText(machine)}; ${when}) than this one (${fingerprintText(here)}).`;
}
