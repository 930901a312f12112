/**
 * How a gate comes to its words: it measures, looks, adds launches where more could decide, and measures once more what
 * would fail. Where the figures come from is left to its source.
 */
import type { Thresholds } from '../../protocol/baseline';
import type { GateWord } from '../../protocol/gate';
import type { EngineName, ScenarioName } from '../../protocol/vocabulary';
import { confidence, type LogInterval } from '../statistics/interval';
import { confidenceAtLook } from '../statistics/interimAnalyses';
import { agreed, judge, notJudged, type Change, type Judgement } from './judge';

/** One scenario and engine that is to be judged. */
export interface GateSubject {
  readonly scenario: ScenarioName;
  readonly engine: EngineName;
  readonly thresholds: Thresholds;
}

/** Natural logarithms, one a launch. `before` stays empty if it is known from a file. */
export interface GateLogs {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export interface GateSource {
  /** False if the comparison is too coarse to fail by. */
  readonly mayFail: boolean;
  /** Measures new launches of some scenarios. @throws EngineError bad input, and what broke before the first sample */
  measure(scenarios: readonly ScenarioName[], launches: number): Promise<GateMeasurement>;
  /** What launches show of a subject; null if nothing can be compared. */
  change(subject: GateSubject, logs: GateLogs): Change | null;
}

export interface GateMeasurement {
  readonly logsOf: (subject: GateSubject) => GateLogs;
  /** Why it is not to be trusted, e.g. that it broke off; null if it is. */
  readonly problem: string | null;
}

export interface Judged extends GateSubject {
  readonly word: GateWord;
  readonly change: Change | null;
  readonly interval: LogInterval | null;
  readonly logs: GateLogs;
  /** Of what would have failed by the first measurement alone. */
  readonly repeated: { readonly logRatio: number; readonly interval: LogInterval } | null;
}

export interface GateResult {
  readonly judged: readonly Judged[];
  readonly problem: string | null;
}

/** Launches after which a gate looks: `first`, then twice as many each time, and `most` at the last. */
export function gateLooks(first: number, most: number): number[] {
  const analyses: number[] = [];
  for (let launches = first; launches < most; launches *= 2) analyses.push(launches);
  return [...analyses, Math.max(first, most)];
}

/** @param analyses - numbers of launches, fixed before the first; each spends an equal share of the error */
export async function runGate(
  subjects: readonly GateSubject[],
  analyses: readonly number[],
  source: GateSource,
): Promise<GateResult> {
  const level = confidenceAtLook(analyses.length);
  let logs = subjects.map(() => noLogs);
  let analysis: InterimAnalysis = { judged: [], problem: null };
  let launches = 0;
  let wanted = scenariosIn(subjects);
  for (const next of analyses) {
    if (wanted.length === 0) break;
    const measurement = await source.measure(wanted, next - launches);
    launches = next;
    logs = subjects.map((subject, index) => joined(logs[index] ?? noLogs, measurement.logsOf(subject)));
    analysis = analyse(subjects, logs, level, source, measurement.problem);
    if (analysis.problem !== null) return analysis;
    wanted = scenariosIn(analysis.judged.filter(({ isUndecided }) => isUndecided));
  }
  const failing = analysis.judged.filter(({ word }) => word === 'failed');
  if (failing.length === 0) return analysis;

  const again = await source.measure(scenariosIn(failing), launches);
  const second = analyse(failing, failing.map(again.logsOf), confidence, source, again.problem);
  return {
    problem: second.problem,
    judged: analysis.judged.map((first) => {
      const repeat = second.judged[failing.indexOf(first)];
      if (repeat === undefined) return first;
      const { change, interval } = repeat;
      return {
        ...first,
        word: agreed(first.word, repeat.word),
        repeated: change === null || interval === null ? null : { logRatio: change.logRatio, interval },
      };
    }),
  };
}

interface InterimAnalysis extends GateResult {
  readonly judged: readonly (Judged & Pick<Judgement, 'isUndecided'>)[];
}

function analyse(
  subjects: readonly GateSubject[],
  logs: readonly GateLogs[],
  level: number,
  source: GateSource,
  problem: string | null,
): InterimAnalysis {
  const changes = subjects.map((subject, index) => source.change(subject, logs[index] ?? noLogs));
  const judgements = judge(
    changes,
    subjects.map(({ thresholds }) => thresholds),
    level,
    source.mayFail,
  );
  return {
    problem,
    judged: subjects.map(({ scenario, engine, thresholds }, index) => ({
      scenario,
      engine,
      thresholds,
      ...(judgements[index] ?? notJudged),
      change: changes[index] ?? null,
      logs: logs[index] ?? noLogs,
      repeated: null,
    })),
  };
}

const noLogs: GateLogs = { before: [], after: [] };

function joined(first: GateLogs, second: GateLogs): GateLogs {
  return { before: [...first.before, ...second.before], after: [...first.after, ...second.after] };
}

function scenariosIn(subjects: readonly GateSubject[]): ScenarioName[] {
  return [...new Set(subjects.map(({ scenario }) => scenario))];
}
