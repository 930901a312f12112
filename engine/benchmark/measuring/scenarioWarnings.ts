/** What a reader should know about a scenario's data and result before believing figures about it. */
import type { Bundle } from '../../ledger/data/bundle';
import type { ScenarioHead, ScenarioResults } from '../../protocol/report';
import type { Strategy } from '../../protocol/vocabulary';

/** Warnings about the bars alone. */
export function dataWarnings({ data }: ScenarioHead, bundle: Bundle): string[] {
  const warnings: string[] = [];
  if (data.unenclosedBars > 0) {
    const place = placeOf(data.unenclosedBars, data.file, bundle.firstUnenclosedLine);
    warnings.push(`${unenclosedText(data.unenclosedBars)}${place}.`);
  }
  if (data.roundedInputs > 0) {
    const place = placeOf(data.roundedInputs, data.file, bundle.firstRoundedLine);
    warnings.push(`${roundedText(data.roundedInputs)}${place}.`);
  }
  return warnings;
}

export function unenclosedText(amount: number): string {
  return `${bars(amount)} with a high or low that does not enclose open and close`;
}

export function roundedText(amount: number): string {
  return `${amount === 1 ? '1 value was' : `${count(amount)} values were`} rounded half to even to 8 fractional digits`;
}

/** How the warning begins if no engine filled an order. */
export const noFills = 'No order was filled';

export function noFillsIn(engines: readonly string[]): string {
  return `${noFills} in ${engines.join(' and ')}.`;
}

/** Where the first of several stands: `, the first in bars.csv, line 22`. */
function placeOf(found: number, file: string | null, line: number | undefined): string {
  if (file === null || line === undefined) return '';
  return `, ${found === 1 ? 'in' : 'the first in'} ${file}, line ${line}`;
}

/** Says why a run filled no order, and names the engines if only some did; nothing if all traded. */
export function fillWarnings(head: ScenarioHead, bundle: Bundle, results: ScenarioResults): string[] {
  const idle = results.engines.filter(({ summary }) => summary.fills === 0).map(({ engine }) => engine);
  if (idle.length === 0) return [];
  if (idle.length < results.engines.length) return [noFillsIn(idle)];
  const longest = longestSeries(bundle);
  const window = windowOf(head.parameters.strategy);
  const needed = Math.max(window, head.parameters.warmup + 1);
  if (longest < needed) {
    return [
      `${noFills}: the longest series has ${bars(longest)}, and the first decision needs ${count(needed)}. ` +
        'What was timed is an empty run.',
    ];
  }
  if (results.engines.some(({ summary }) => summary.unfilled > 0)) {
    return [
      `${noFills} though orders were placed: a tenth of the volume of every bar after them is less than one ` +
        'step of 10⁻⁸, or no bar follows. What was timed is an empty run.',
    ];
  }
  return [`${noFills}: the strategy gave no signal that led to a trade. What was timed is an empty run.`];
}

/** Bars that the strategy looks back on. */
function windowOf(strategy: Strategy): number {
  return strategy.kind === 'sma' ? strategy.slow : strategy.window;
}

function longestSeries({ offsets }: Bundle): number {
  let longest = 0;
  for (let symbol = 0; symbol + 1 < offsets.length; symbol++) {
    longest = Math.max(longest, (offsets[symbol + 1] ?? 0) - (offsets[symbol] ?? 0));
  }
  return longest;
}

function bars(amount: number): string {
  return amount === 1 ? '1 bar' : `${count(amount)} bars`;
}

function count(amount: number): string {
  return amount.toLocaleString('en-US');
}
