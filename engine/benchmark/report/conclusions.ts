/** Whether how a run ended, and its warnings, agree with its figures. */
import { machineWarnings } from '../measuring/machine';
import { noFills, noFillsIn, roundedText, unenclosedText } from '../measuring/scenarioWarnings';
import type { Report, ScenarioReport } from '../../protocol/report';
import { sampleDiagnostics } from '../verdict/sampleDiagnostics';

/** The first end of a run that its figures contradict, and why; null if there is none. */
export function endProblem({ options, partial, scenarios }: Report): string | null {
  for (const [index, { measurements, samples }] of scenarios.entries()) {
    if (measurements === null) continue;
    const { precision } = measurements;
    const field = `scenarios[${index}].measurements.precision`;
    if ((precision === null) !== (options.precision === undefined))
      return `${field} is ${precision === null ? 'null' : 'set'}, unlike options.precision`;
    if (precision === null) continue;
    const { ended, reachedPercent, wantedPercent, looks, looksTaken, budgetSeconds, spentSeconds } =
      precision;
    for (const [key, seconds] of Object.entries({ budgetSeconds, spentSeconds })) {
      if (!(seconds >= 0 && seconds < Infinity)) return `${field}.${key} is ${seconds}, and is not below 0`;
    }
    const isRunning = ended === null;
    if (!(
      Number.isSafeInteger(looksTaken) &&
      looksTaken >= (isRunning ? 0 : 1) &&
      looksTaken <= looks.length
    ))
      return `${field}.looksTaken is ${looksTaken}, and the run has ${looks.length} looks`;
    if (isRunning) {
      if (partial === null) return `${field}.ended is null, and the run did not end early`;
      continue;
    }
    const isReached = reachedPercent !== null && reachedPercent <= wantedPercent;
    if (isReached !== (ended === 'reached'))
      return `${field}.ended is "${ended}", and the interval reached ±${reachedPercent ?? '∞'} % of the wanted ±${wantedPercent} %`;
    const launches = samples.reduce((most, { launch }) => Math.max(most, launch), 0);
    if (ended === 'time spent' && spentSeconds + spentSeconds / launches <= budgetSeconds)
      return `${field}.ended is "${ended}", and another launch would end within ${budgetSeconds} s`;
  }
  return null;
}

/** The first warning that the figures require and the report lacks; null if it has all. */
export function missingWarning({ machine, partial, scenarios, warnings, options }: Report): string | null {
  const machines = [machine, ...scenarios.flatMap((scenario) => scenario.machine ?? [])];
  const missing = machines.flatMap(machineWarnings).find((text) => !warnings.includes(text));
  if (missing !== undefined) return `warnings lacks ${JSON.stringify(missing)}`;
  for (const [index, scenario] of scenarios.entries()) {
    // A scenario that was cut short is not checked for signs of trouble.
    const signs = partial === null ? sampleDiagnostics(scenario.samples, options.engines) : [];
    const beginning = [...signs, ...dataWarningsOf(scenario), ...fillWarningsOf(scenario)].find(
      (text) => !scenario.warnings.some((warning) => warning.startsWith(text)),
    );
    if (beginning !== undefined) return `scenarios[${index}].warnings lacks ${JSON.stringify(beginning)}`;
  }
  return null;
}

/** How warnings about the bars begin; the lines they name are not in the report. */
function dataWarningsOf({ head: { data } }: ScenarioReport): string[] {
  const { unenclosedBars, roundedInputs } = data;
  return [
    ...(unenclosedBars > 0 ? [unenclosedText(unenclosedBars)] : []),
    ...(roundedInputs > 0 ? [roundedText(roundedInputs)] : []),
  ];
}

/** How a warning about engines without fills begins. */
function fillWarningsOf({ results }: ScenarioReport): string[] {
  const idle = results?.engines.filter(({ summary }) => summary.fills === 0) ?? [];
  if (idle.length === 0) return [];
  return idle.length === results?.engines.length ? [noFills] : [noFillsIn(idle.map(({ engine }) => engine))];
}
