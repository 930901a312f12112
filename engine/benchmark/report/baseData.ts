/** Whether the base data of a report have the form in which a run writes them: what its schema leaves open. */
import type { Report, RunOptions, ScenarioReport, ScenarioResults } from '../../protocol/report';
import { settingRanges } from '../../protocol/settings';
import { samplesByLaunch } from '../measuring/plan';
import { noScore } from '../../ledger/strategies/zScoreReversion';

/** The first field that no run could have written, and why; null if there is none. */
export function baseDataProblem({
  startedAt,
  finishedAt,
  durationMs,
  options,
  partial,
  scenarios,
}: Report): string | null {
  const times = { startedAt, finishedAt };
  for (const [field, time] of Object.entries(times)) {
    if (!isTime(time))
      return `${field} is ${JSON.stringify(time)}, and is a time such as 2024-03-04T09:00:00.000Z`;
  }
  const problem = optionsProblem(options);
  if (problem !== null) return problem;
  if (!(durationMs >= 0 && durationMs < Infinity)) return `durationMs is ${durationMs}, and is not below 0`;
  if (options.work.kind === 'file' && scenarios.length > 1)
    return 'scenarios[1] is one too many: the run is of one file';
  for (const [index, scenario] of scenarios.entries()) {
    const twin = scenarios.findIndex(({ head }) => head.key === scenario.head.key);
    if (twin < index) return `scenarios[${index}].head.key is that of scenarios[${twin}] too`;
    if (options.work.kind === 'scenarios' && !options.work.names.some((name) => name === scenario.head.key))
      return `scenarios[${index}].head.key is ${JSON.stringify(scenario.head.key)}, and the options name no such scenario`;
    const problem = scenarioProblem(scenario) ?? planProblem(scenario, options, partial !== null);
    if (problem !== null) return `scenarios[${index}].${problem}`;
  }
  return null;
}

function optionsProblem({ launches, runs, targetPercent, work }: RunOptions): string | null {
  for (const [field, count] of Object.entries({ launches, runs })) {
    if (!isCount(count) || count < 1) return `options.${field} is ${count}, and is counted from 1`;
  }
  const { least, most } = settingRanges.target;
  if (!(targetPercent >= least && targetPercent <= most))
    return `options.targetPercent is ${targetPercent}, and lies between ${least} and ${most}`;
  if (work.kind === 'scenarios' && new Set(work.names).size < work.names.length)
    return 'options.work.names has one name twice';
  return null;
}

function scenarioProblem({ head, measurements, results, samples }: ScenarioReport): string | null {
  const { data } = head;
  for (const field of ['firstTime', 'lastTime'] as const) {
    const time = data[field];
    if (time !== null && !(Number.isSafeInteger(time) && Math.abs(time) <= latestTime))
      return `head.data.${field} is ${time}, and is a time in milliseconds`;
  }
  for (const field of ['symbols', 'bars', 'sessions', 'roundedInputs', 'unenclosedBars'] as const) {
    if (!isCount(data[field])) return `head.data.${field} is ${data[field]}, and is a count`;
  }
  if (data.firstTime !== null && data.lastTime !== null && data.firstTime > data.lastTime)
    return `head.data.firstTime is ${data.firstTime}, and is after lastTime`;
  if (data.sessions > data.bars)
    return `head.data.sessions is ${data.sessions}, and the data have ${data.bars} bars`;
  if (!digest.test(data.digest)) return notOf('head.data.digest', data.digest, 'a SHA-256 in hexadecimal');
  for (const [index, { position, repeats, atMs }] of samples.entries()) {
    for (const [field, count] of Object.entries({ position, repeats })) {
      if (!isCount(count) || count < 1)
        return `samples[${index}].${field} is ${count}, and is counted from 1`;
    }
    if (!(atMs >= 0 && atMs < Infinity)) return `samples[${index}].atMs is ${atMs}, and is not below 0`;
  }
  for (const [index, { gcShare, allocatedBytes }] of (measurements?.engines ?? []).entries()) {
    if (gcShare !== null && !(gcShare >= 0 && gcShare <= 1))
      return `measurements.engines[${index}].gcShare is ${gcShare}, and lies between 0 and 1`;
    if (allocatedBytes !== null && !(allocatedBytes >= 0 && allocatedBytes < Infinity))
      return `measurements.engines[${index}].allocatedBytes is ${allocatedBytes}, and is not below 0`;
  }
  if (results === null) return null;
  return resultsProblem(results, data);
}

/**
 * Samples that are not those of the plan. Launches that were added for precision have no number known beforehand, and a
 * run that ended early lacks some; an engine whose run is slow gives one sample a launch.
 */
function planProblem(
  { samples }: ScenarioReport,
  { launches, runs, precision, engines }: RunOptions,
  isPartial: boolean,
): string | null {
  if (precision !== undefined) return null;
  const planned = samplesByLaunch(launches, runs);
  const late = samples.findIndex(({ launch }) => launch > planned.length);
  if (late !== -1)
    return `samples[${late}].launch is ${samples[late]?.launch}, and the options plan ${planned.length} launches`;
  if (isPartial) return null;
  for (const engine of engines) {
    const own = samples.filter((sample) => sample.engine === engine && !sample.control);
    const isPlanned = planned.every((count, index) => {
      const found = own.filter(({ launch }) => launch === index + 1).length;
      return found === count || found === 1;
    });
    if (!isPlanned)
      return `samples has ${own.length} of ${engine}, and the options plan ${runs} in ${planned.length} launches`;
  }
  return null;
}

/** Figures of a summary that may have no value. */
const summaryDecimals = [
  'initialCapital',
  'finalCash',
  'finalEquity',
  'totalReturn',
  'volatility',
  'sharpe',
  'maxDrawdown',
  'commission',
  'realised',
  'turnover',
] as const;

function resultsProblem(
  { engines, agreements, equity, floatEffect }: ScenarioResults,
  data: ScenarioReport['head']['data'],
): string | null {
  for (const [index, { summary, evidence, traceDigest }] of engines.entries()) {
    const field = `results.engines[${index}]`;
    for (const key of summaryDecimals) {
      const value = summary[key];
      if (value !== null && !decimal.test(value)) return notOf(`${field}.summary.${key}`, value, aDecimal);
    }
    for (const [key, count] of Object.entries({
      'summary.fills': summary.fills,
      'summary.unfilled': summary.unfilled,
      'evidence.ties': evidence.ties,
      'evidence.buys': evidence.buys,
      'evidence.sells': evidence.sells,
    })) {
      if (!isCount(count)) return `${field}.${key} is ${count}, and is a count`;
    }
    for (const key of ['maxResidual', 'finalResidual'] as const) {
      if (!decimal.test(evidence[key])) return notOf(`${field}.evidence.${key}`, evidence[key], aDecimal);
    }
    const residue = evidence.residues.find(({ quantity }) => !decimal.test(quantity));
    if (residue !== undefined) return notOf(`${field}.evidence.residues`, residue.quantity, aDecimal);
    if (!digest.test(traceDigest))
      return notOf(`${field}.traceDigest`, traceDigest, 'a SHA-256 in hexadecimal');
  }
  for (const [index, { word, firstDifference }] of agreements.entries()) {
    if (word === 'different' && (firstDifference === null || firstDifference[0] === firstDifference[1]))
      return `results.agreements[${index}].firstDifference shows no lines that differ`;
  }
  const { dates } = equity;
  if (dates.length > 0 && dates.length !== data.sessions)
    return `results.equity.dates has ${dates.length} dates, and the data have ${data.sessions} sessions`;
  return equityProblem(equity) ?? effectProblem(floatEffect, data);
}

function equityProblem({ dates, exact, float }: ScenarioResults['equity']): string | null {
  const date = dates.find((each) => !/^\d{4}-\d\d-\d\d$/.test(each) || !isTime(`${each}T00:00:00.000Z`));
  if (date !== undefined) return notOf('results.equity.dates', date, 'a date such as 2024-03-04');
  for (const [field, curve] of Object.entries({ exact, float })) {
    if (curve === null) continue;
    const value = curve.find((each) => !decimal.test(each));
    if (value !== undefined) return notOf(`results.equity.${field}`, value, aDecimal);
    if (curve.length !== dates.length)
      return `results.equity.${field} has ${curve.length} values for ${dates.length} dates`;
  }
  return null;
}

function effectProblem(
  effect: ScenarioResults['floatEffect'],
  { bars, firstTime, lastTime }: ScenarioReport['head']['data'],
): string | null {
  if (effect === null) return null;
  const { differingFills, differingDecisions, extraFills, first } = effect;
  for (const [key, count] of Object.entries({ differingFills, differingDecisions })) {
    if (!isCount(count)) return `results.floatEffect.${key} is ${count}, and is a count`;
  }
  if (differingFills < Math.abs(extraFills) || (differingFills - extraFills) % 2 !== 0)
    return `results.floatEffect.differingFills is ${differingFills}, which ${extraFills} fills more cannot make`;
  if ((first === null) !== (differingDecisions === 0))
    return `results.floatEffect.first does not go with ${differingDecisions} decisions that differ`;
  if (first === null) return null;
  if (!(first.time >= (firstTime ?? -latestTime) && first.time <= (lastTime ?? latestTime)))
    return `results.floatEffect.first.time is ${first.time}, and the data have no bar then`;
  if (!isCount(first.bar) || first.bar >= bars)
    return `results.floatEffect.first.bar is ${first.bar}, and the data have ${bars} bars`;
  for (const side of ['exact', 'float'] as const) {
    const value = first[side].values.find(
      (each) => each.value !== noScore && !numberText.test(each.value),
    )?.value;
    if (value !== undefined) return notOf(`results.floatEffect.first.${side}.values`, value, 'a number');
  }
  return null;
}

const latestTime = 8.64e15;
const decimal = /^-?\d+(?:\.\d+)?$/;
/** As numbers are printed, doubles among them. */
const numberText = /^-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|Infinity)$/;
const digest = /^[0-9a-f]{64}$/;
const aDecimal = 'a decimal in plain notation';

function notOf(field: string, found: string, what: string): string {
  return `${field} is ${JSON.stringify(found.slice(0, 200))}, and is ${what}`;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Whether a text is a time exactly as JavaScript writes it. */
function isTime(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}
