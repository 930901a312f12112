import type { Report, ScenarioReport } from '../../protocol/report';
import { equityChart } from './charts/equity';
import { overheadChart } from './charts/overhead';
import { samplesChart } from './charts/samples';

export type ChartKind = 'overhead' | 'samples' | 'equity';

/** Every chart of a report as SVG, by file name: `daily-overhead.svg`, `daily-samples.svg`, `daily-equity.svg`, … */
export function chartsOf({ scenarios, options }: Report): Record<string, string> {
  return Object.fromEntries(
    scenarios.flatMap((scenario) =>
      chartKinds(scenario).map(
        (kind) => [chartName(scenario.head.key, kind), draw(kind, scenario, options.targetPercent)] as const,
      ),
    ),
  );
}

/** The charts that a scenario has something to draw for. */
export function chartKinds({ measurements, samples, results }: ScenarioReport): ChartKind[] {
  return [
    ...((measurements?.comparisons.length ?? 0) > 0 ? (['overhead'] as const) : []),
    ...(samples.length > 0 ? (['samples'] as const) : []),
    ...((results?.equity.dates.length ?? 0) > 0 ? (['equity'] as const) : []),
  ];
}

/** @param key - the scenario's; anything but letters, digits and hyphens is left out */
export function chartName(key: string, kind: ChartKind): string {
  return `${key.replace(/[^a-z0-9-]/gi, '')}-${kind}.svg`;
}

/** What {@link chartName} gives. */
export const chartNamePattern = /^[a-z0-9-]*-(?:overhead|samples|equity)\.svg$/i;

function draw(kind: ChartKind, scenario: ScenarioReport, targetPercent: number): string {
  switch (kind) {
    case 'overhead':
      return overheadChart(scenario, targetPercent);
    case 'samples':
      return samplesChart(scenario);
    case 'equity':
      return equityChart(scenario);
  }
}
