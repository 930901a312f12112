/** What the head of the panel says about the run itself. */
import { launchesForClaim } from '../../protocol/defaults';
import type { PanelContext } from '../../protocol/panel';
import type { ScenarioReport } from '../../protocol/report';
import type { Progress } from '../../protocol/run';
import type { RunSnapshot } from '../../protocol/snapshot';
import { counted, formatDuration, formatNumber } from '../format';
import { targetFigure } from '../measurementWords';
import { halfWidthText } from '../precisionWords';

/** The scenario that is opened: the chosen one while it is there, else the first. */
export function openedScenario(snapshot: RunSnapshot, chosen: string | null): ScenarioReport | null {
  return snapshot.scenarios.find(({ head }) => head.key === chosen) ?? snapshot.scenarios[0] ?? null;
}

/** E.g. `10 symbols · 252 sessions · 122 fills · 6 exact ties`. */
export function scenarioFacts(scenario: ScenarioReport): string[] {
  const { data } = scenario.head;
  const exact = scenario.results?.engines.find(
    ({ engine }) => engine === 'native' || engine === 'decimal.js',
  );
  const shown = exact ?? scenario.results?.engines[0];
  return [
    counted(data.symbols, 'symbol'),
    counted(data.sessions, 'session'),
    ...(shown === undefined
      ? []
      : [
          shown.summary.fills === 0 ? 'no fill' : counted(shown.summary.fills, 'fill'),
          ...(shown === exact ? [counted(shown.evidence.ties, 'exact tie')] : []),
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
export function progressParts(progress: Progress): string[] {
  return [...(progress.launch === 0 ? [progress.activity] : []), ...progressFigures(progress)];
}

/**
 * E.g. `launch 3 of 5`, `round 5 of 8`, `interval ±1.1 %`, `about 6 s left`. If launches are added for precision, their number is
 * an estimate: `launch 7 of about 20`, `interval ±3.1 % (wanted ±2 %)`.
 */
export function progressFigures(progress: Progress): string[] {
  const { launch, launches, round, rounds, halfWidthPercent, etaSeconds, precision } = progress;
  const about = precision === undefined ? '' : 'about ';
  const wanted = precision === undefined ? '' : ` (wanted ${halfWidthText(precision.wantedPercent)})`;
  return [
    ...(launch === 0 ? [] : [`launch ${formatNumber(launch)} of ${about}${formatNumber(launches)}`]),
    ...(round === 0 ? [] : [`round ${formatNumber(round)} of ${formatNumber(rounds)}`]),
    ...(halfWidthPercent === null
      ? []
      : [
          `${halfWidthPercent > 100 ? 'interval still wide' : `interval ${halfWidthText(halfWidthPercent)}`}${wanted}`,
        ]),
    ...(etaSeconds === null ? [] : [`about ${remainingText(etaSeconds)} left`]),
  ];
}

/** Whole seconds or minutes: an estimate. */
function remainingText(seconds: number): string {
  const rounded = Math.max(1, Math.ceil(seconds));
  return formatDuration(rounded < 90 ? rounded : Math.round(rounded / 60) * 60);
}

/** What Run would do and how long it takes, from the settings. */
export function planText(context: PanelContext): string {
  const scenarios = listed(context.scenarios.map(scenarioTitle));
  const samples = counted(context.runs, 'sample');
  const launches = counted(context.launches, 'launch', 'launches');
  return (
    `Runs ${scenarios} with ${listed(context.engines)}: ${samples} an engine in ${launches} of fresh processes. ` +
    `The target is an overhead below ${targetFigure(context.targetPercent)} %.`
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
export function finishedFacts(snapshot: RunSnapshot, scenario: ScenarioReport, locale: string): string[] {
  if (snapshot.last?.type !== 'finished') return [];
  const { report } = snapshot.last;
  const most = Math.max(0, ...(scenario.measurements?.engines ?? []).map(({ samples }) => samples));
  const launches = Math.max(0, ...(scenario.measurements?.engines ?? []).map((engine) => engine.launches));
  const clock = new Date(report.finishedAt).toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
  });
  return [
    `${counted(most, 'sample')} in ${counted(launches, 'launch', 'launches')}`,
    `${report.partial === null ? 'finished' : 'stopped'} ${clock}`,
    formatDuration(report.durationMs / 1000),
  ];
}
