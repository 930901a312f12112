import { quickLookText } from '../verdict/sentences';
import type { FloatEffect, Report, ScenarioReport } from '../../protocol/report';
import { formatDuration } from '../../presentation/format';
import { codeBlock, markdownText, plainWords } from '../../presentation/escape';
import { computedSection } from './markdownComputed';
import { headSection, machineSection, optionsSection } from './markdownFacts';
import { measuredSection } from './markdownMeasured';
import { markdownTable, words } from '../../presentation/markdownTable';
import { reproduceCommands, reproduceNote } from './reproduce';

/**
 * The report as GitHub's Markdown: verdict first, what floats did, then the figures and all that they rest on. Charts are
 * links to `charts/`, next to the file.
 */
export function markdownReport(report: Report): string {
  const several = report.scenarios.length > 1;
  const parts = [
    '# Decimal Benchmark',
    ...notices(report),
    ...(several ? [overview(report)] : []),
    ...report.scenarios.flatMap((scenario) => scenarioParts(scenario, report.options.targetPercent)),
    '## Machine and versions',
    machineSection(report),
    '## Options',
    optionsSection(report),
    ...warningsPart(report.warnings, '## Warnings'),
    '## How to reproduce',
    reproduceNote(report),
    codeBlock(reproduceCommands(report).join('\n'), 'sh'),
    closing(report),
  ];
  return `${parts.join('\n\n')}\n`;
}

function notices({ partial, quickLook }: Report): string[] {
  return [
    ...(partial === null ? [] : [`> [!WARNING]\n> This report is partial: ${markdownText(partial)}`]),
    ...(quickLook ? [`> [!NOTE]\n> ${quickLookText}`] : []),
  ];
}

/** One row a scenario. */
function overview({ scenarios }: Report): string {
  const rows = scenarios.map(({ head, measurements, results }) => [
    markdownText(head.title),
    measurements === null
      ? 'Not measured'
      : `${icons[measurements.verdict.icon]} ${plainWords(measurements.verdict.headline)}`,
    measurements === null ? '' : plainWords(measurements.verdict.overhead.replace('overhead ', '')),
    measurements?.verdict.target ?? '',
    effectText(results?.floatEffect ?? null),
  ]);
  return markdownTable(['Scenario', 'Verdict', 'Overhead', 'Target', 'What floats did'].map(words), rows);
}

function effectText(effect: FloatEffect | null): string {
  return effect === null ? '' : markdownText(`${effect.headline}: ${effect.detail}`);
}

const icons = { pass: '✅', fail: '❌', neutral: '◻️' } as const;

function scenarioParts(scenario: ScenarioReport, targetPercent: number): string[] {
  const { head, measurements, results } = scenario;
  return [
    `## ${markdownText(head.title)}`,
    ...(measurements === null
      ? ['Not measured.']
      : [
          `**${icons[measurements.verdict.icon]} ${plainWords(measurements.verdict.headline)}**`,
          `${plainWords(measurements.verdict.overhead)}. ${plainWords(measurements.verdict.detail)}`,
        ]),
    ...effectParts(scenario),
    headSection(scenario),
    ...warningsPart(scenario.warnings, '### Warnings'),
    ...(measurements === null ? [] : [measuredSection(scenario, measurements, targetPercent)]),
    ...(results === null ? [] : [computedSection(scenario, results)]),
  ];
}

function effectParts({ results }: ScenarioReport): string[] {
  const effect = results?.floatEffect ?? null;
  if (effect === null)
    return ['The effect of floats on the result was not measured: it requires `float` and an exact engine.'];
  const icon = effect.changed ? '⚠️' : '◻️';
  const first = effect.firstText === null ? '' : `\\\nFirst difference: ${markdownText(effect.firstText)}`;
  return [`**${icon} ${markdownText(effect.headline)}**: ${markdownText(effect.detail)}${first}`];
}

function warningsPart(warnings: readonly string[], title: string): string[] {
  if (warnings.length === 0) return [];
  return [title, warnings.map((warning) => `- ${markdownText(warning)}`).join('\n')];
}

function closing({ startedAt, durationMs, versions }: Report): string {
  return `Started ${markdownText(startedAt)}, took ${formatDuration(durationMs / 1000)}, Decimal Benchmark ${markdownText(versions.product)}. Every sample is in \`report.json\`.`;
}
