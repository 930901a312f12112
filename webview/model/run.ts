/** What the head of the panel says about the run itself. */
import { launchesForClaim } from '../../engine/protocol/defaults';
import type { PanelContext } from '../../engine/protocol/panel';
import type { ScenarioReport } from '../../engine/protocol/report';
import type { Progress } from '../../engine/protocol/run';
import type { RunSnapshot } from '../../engine/protocol/snapshot';
import { counted, duration } from '../format';
import type { Formatter } from '../format';

/** The scenario that is opened: the chosen one while it is there, else the first. */
export function openedScenario(snapshot: RunSnapshot, chosen: string | null): ScenarioReport | null {
  return snapshot.scenarios.find(({ head }) => head.key === chosen) ?? snapshot.scenarios[0] ?? null;
}

/** E.g. `10 symbols · 252 sessions · 122 fills · 6 exact ties`. */
export function scenarioFacts(scenario: ScenarioReport, format: Formatter): string[] {
  const { data } = scenario.head;
  const exact = scenario.results?.engines.find(
    ({ engine }) => engine === 'native' || engine === 'decimal.js',
  );
  const shown = exact ?? scenario.results?.engines[0];
  return [
    counted(format, data.symbols, 'symbol'),
    counted(format, data.sessions, 'session'),
    ...(shown === undefined
      ? []
      : [
          shown.summary.fills === 0 ? 'no fill' : counted(format, shown.summary.fills, 'fill'),
          ...(shown === exact ? [counted(format, shown.evidence.ties, 'exact tie')] : []),
        ]),
  ];
}

/** What must be read together with the figures, in every picture of them. */
export function runMarks({ status, last, options }: RunSnapshot): string[] {
  const launches = options?.launches ?? launchesForClaim;
  const quickLook = last?.type === 'finished' ? last.report.quickLook : launches < launchesForClaim;
  return [...(status === 'partial' ? ['partial'] : []), ...(quickLook ? ['quick look'] : [])];
}

/** E.g. `launch 3 of 5 · round 5 of 8 · interval ±1.1 % · about 6 s left`. */
export function progressParts(progress: Progress, format: Formatter): string[] {
  const { launch, launches, round, rounds, halfWidthPercent, etaSeconds, precision } = progress;
  // Where launches are added until the interval is narrow enough, nobody knows how many there will be.
  const about = precision === undefined ? '' : 'about ';
  const wanted = precision === undefined ? '' : ` of ±${format.percent(precision.wantedPercent, 1)} wanted`;
  return [
    ...(launch === 0
      ? [progress.activity]
      : [`launch ${format.number(launch)} of ${about}${format.number(launches)}`]),
    ...(round === 0 ? [] : [`round ${format.number(round)} of ${format.number(rounds)}`]),
    ...(halfWidthPercent === null
      ? []
      : [
          `${halfWidthPercent > 100 ? 'interval still wide' : `interval ±${format.percent(halfWidthPercent, 1)}`}${wanted}`,
        ]),
    ...(etaSeconds === null ? [] : [`about ${duration(format, etaSeconds)} left`]),
  ];
}

/** What Run would do and how long it takes, from the settings. */
export function planText(context: PanelContext, format: Formatter): string {
  const scenarios = listed(context.scenarios.map(scenarioTitle));
  const samples = counted(format, context.runs, 'sample');
  const launches = counted(format, context.launches, 'launch', 'launches');
  return (
    `Runs ${scenarios} with ${listed(context.engines)}: ${samples} an engine in ${launches} of fresh processes. ` +
    `The target is an overhead below ${format.percent(context.targetPercent)}.`
  );
}

/** How long Run takes with the usual settings. Large scenarios are bounded by their slowest engine. */
export function planDuration(context: PanelContext): string {
  if (context.scenarios.some((name) => name.endsWith('-large'))) return 'Takes several minutes.';
  const seconds = 20 * Math.max(1, context.scenarios.length) * Math.max(1, context.runs / 40);
  return seconds < 90
    ? `Takes about ${Math.round(seconds / 10) * 10} seconds.`
    : `Takes about ${Math.round(seconds / 60)} minutes.`;
}

/** `daily-large` as a title: `Daily large`. */
export function scenarioTitle(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** E.g. `40 samples in 5 launches · finished 10:42 · 18 s`. */
export function finishedFacts(
  snapshot: RunSnapshot,
  scenario: ScenarioReport,
  locale: string,
  format: Formatter,
): string[] {
  if (snapshot.last?.type !== 'finished') return [];
  const { report } = snapshot.last;
  const most = Math.max(0, ...(scenario.measurements?.engines ?? []).map(({ samples }) => samples));
  const launches = Math.max(0, ...(scenario.measurements?.engines ?? []).map((engine) => engine.launches));
  const clock = new Date(report.finishedAt).toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
  });
  return [
    `${counted(format, most, 'sample')} in ${counted(format, launches, 'launch', 'launches')}`,
    `${report.partial === null ? 'finished' : 'stopped'} ${clock}`,
    duration(format, report.durationMs / 1000),
  ];
}
