/** Reads the values of options. Commander adds the option's name and the value to what is thrown here. */
import { InvalidArgumentError } from 'commander';
import { formatScaled } from '../ledger/arithmetic/decimalText';
import { readDecimal, scaleDigits } from '../ledger/data/parseDecimal';
import { EngineError } from '../platform/errors';
import {
  allScenarios,
  engineNames,
  scenarioNames,
  type EngineName,
  type ScenarioName,
  type Strategy,
} from '../protocol/vocabulary';
import { parseStrategy } from '../ledger/scenarios';

interface Range {
  readonly least: number;
  readonly most: number;
}

/** A reader of whole numbers from `least` to `most`. */
export function wholeNumber({ least, most }: Range): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Allowed are whole numbers from ${least} to ${most}.`);
  };
}

/** A reader of percentages from `least` to `most`, such as `10` or `10%`. */
export function percent({ least, most }: Range): (text: string) => number {
  return percentage(
    (value) => value >= least && value <= most,
    `Allowed are numbers from ${least} to ${most}, in percent.`,
  );
}

/** A reader of half-widths such as `2%`, in percentage points; the sign may be left out. */
export function halfWidth({ least, most }: Range): (text: string) => number {
  return percentage(
    (value) => value > least && value <= most,
    `Allowed are percentages above ${least}, up to ${most}, such as 2%.`,
  );
}

/** Percentages are no amounts of the ledger: a double holds them. */
function percentage(isAllowed: (value: number) => boolean, allowed: string): (text: string) => number {
  return (text) => {
    const value = Number(decimalText(text.replace(/ ?%$/, ''), allowed));
    if (isAllowed(value)) return value;
    throw new InvalidArgumentError(allowed);
  };
}

/** A reader of durations such as `90s`, `5m` or `1h`, in seconds. */
export function duration({ least, most }: Range): (text: string) => number {
  return (text) => {
    const [, amount = '', unit = ''] = /^([\d.]+)\s*(s|m|min|h)$/.exec(text) ?? [];
    const allowed = `Allowed are durations with their unit, such as 90s, 5m or 1h, from ${least}s to ${most / 3600}h.`;
    const seconds = amount === '' ? NaN : Number(decimalText(amount, allowed)) * secondsOf(unit);
    if (seconds >= least && seconds <= most) return seconds;
    throw new InvalidArgumentError(allowed);
  };
}

function secondsOf(unit: string): number {
  return unit === 's' ? 1 : unit === 'h' ? 3_600 : 60;
}

/** A reader of exact decimals, in plain notation. `isAllowed` takes the number × 10⁸. */
export function decimal(isAllowed: (value: bigint) => boolean, allowed: string): (text: string) => string {
  return (text) => {
    const plain = decimalText(text, allowed);
    const reading = readDecimal(plain, false);
    if ('value' in reading && isAllowed(reading.value)) return plain;
    throw new InvalidArgumentError(allowed);
  };
}

/** Reads a list such as `float,native`. */
export function engineList(text: string): EngineName[] {
  const names = text.split(',').map((part) => part.trim());
  const engines = engineNames.filter((name) => names.includes(name));
  if (engines.length === names.length) return engines;
  throw new InvalidArgumentError(
    `Allowed is a list, separated by commas, of ${engineNames.join(', ')}, each at most once.`,
  );
}

/** Reads a part such as `2/3`: the second of three. */
export function shardOf(text: string): { index: number; count: number } {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new InvalidArgumentError('Allowed are parts such as 1/3, 2/3 and 3/3.');
}

/** Reads a list such as `daily,hourly`, or `all`. */
export function scenarioList(text: string): ScenarioName[] {
  const names = text.split(',').map((part) => part.trim());
  if (names.length === 1 && names[0] === 'all') return [...allScenarios];
  const scenarios = scenarioNames.filter((name) => names.includes(name));
  if (scenarios.length === names.length) return scenarios;
  throw new InvalidArgumentError(
    `Allowed is a list, separated by commas, of ${scenarioNames.join(', ')}, each at most once; or all.`,
  );
}

/** Reads `sma:50,200`, `momentum:1200,5` or `zscore:20,2`. */
export function strategy(text: string): Strategy {
  try {
    return parseStrategy(text);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new InvalidArgumentError([sentence(error.message), error.remedy].filter(Boolean).join(' '));
  }
}

function decimalText(text: string, allowed: string): string {
  const reading = readDecimal(text, false);
  if ('value' in reading) return formatScaled(reading.value, scaleDigits);
  throw new InvalidArgumentError(`It ${reading.problem}. ${allowed}`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}
