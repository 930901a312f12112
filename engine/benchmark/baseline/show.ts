/** What a baseline holds, for a terminal. */
import type { Baseline, BaselineMachine, BaselineScenario } from '../../protocol/baseline';
import { padTo, textWidth } from '../../presentation/textWidth';
import { formatNumber, timeUnitFor } from '../../presentation/format';
import { fingerprintText } from './machineFingerprint';
import { commitText } from './git';

/** A block a machine, with a line for each scenario and engine. */
export function baselineLines({ cpus, thresholds = {} }: Baseline): string[] {
  const limits = Object.entries(thresholds).map(
    ([scenario, { warningPercent, failurePercent }]) =>
      `${scenario}: warns from ${warningPercent} %, fails from ${failurePercent} %`,
  );
  const blocks = Object.values(cpus).flat().map(machineLines);
  return [
    ...(blocks.length === 0 ? [['No machine.']] : blocks),
    ...(limits.length === 0 ? [] : [limits]),
  ].flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function machineLines({ machine, scenarios }: BaselineMachine): string[] {
  const rows = [
    ['scenario', 'engine', 'mean', 'scatter', 'to native-float', 'launches', 'recorded'],
    ...Object.entries(scenarios).flatMap(([name, scenario]) => scenarioRows(name, scenario)),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, row) => Math.max(most, textWidth(row[column] ?? '')), 0),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0, column >= 2 && column <= 5 ? 'right' : 'left'))
      .join('  ')
      .trimEnd(),
  );
  return [fingerprintText(machine), ...lines.map((line) => `  ${line}`)];
}

function scenarioRows(name: string, { engines, recordedAt, commit, product }: BaselineScenario): string[][] {
  return Object.entries(engines).map(([engine, { logNs, toReference, launches }]) => {
    const mean = Math.exp(logNs.mean);
    const unit = timeUnitFor(mean);
    return [
      name,
      engine,
      `${formatNumber(mean / unit.ns, 2)} ${unit.name}`,
      `±${formatNumber(Math.expm1(logNs.sd) * 100, 1)} %`,
      toReference === null ? '–' : `${formatNumber(toReference.ratio, 2)} ×`,
      String(launches),
      `${recordedAt.slice(0, 10)}, ${commitText(commit)}, ${product}`,
    ];
  });
}
