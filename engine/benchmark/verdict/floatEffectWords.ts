/** What floats did to the result, in words. */
import type { BacktestResult } from '../../protocol/backtest';
import type { Divergence, FloatEffect } from '../../protocol/report';
import { roundedAmount } from './decimalDifference';
import { counted, formatDecimal, formatNumber, formatTime } from '../../presentation/format';

type Facts = Pick<FloatEffect, 'differingFills' | 'extraFills' | 'differingDecisions' | 'first' | 'metrics'>;

export function effectWords(
  changed: boolean,
  facts: Facts,
  float: Pick<BacktestResult, 'evidence'>,
): Pick<FloatEffect, 'headline' | 'detail' | 'firstText'> {
  const parts = [fillsText(facts), decisionsText(facts), equityText(facts), residuesText(float)];
  return {
    headline: headlineOf(changed, facts),
    detail: parts.filter((part) => part !== null).join(', '),
    firstText: facts.first === null ? null : firstTextOf(facts.first),
  };
}

function headlineOf(changed: boolean, { metrics }: Facts): string {
  if (changed) return 'Floats changed the result';
  const traded = metrics.some(({ metric, exact }) => metric === 'fills' && exact !== '0');
  return traded ? 'Floats made the same trades here' : 'No order was filled, with floats or without';
}

function fillsText({ differingFills, extraFills }: Facts): string | null {
  if (differingFills === 0) return null;
  if (extraFills === 0) return counted(differingFills, 'fill differs', 'fills differ');
  const more = extraFills > 0 ? 'more' : 'fewer';
  const text = `${counted(Math.abs(extraFills), 'fill')} ${more}`;
  if (differingFills === Math.abs(extraFills)) return text;
  return `${text}, ${formatNumber(differingFills, 0)} not in both`;
}

/** Said only where no fill shows it. */
function decisionsText({ differingFills, differingDecisions }: Facts): string | null {
  if (differingFills > 0 || differingDecisions === 0) return null;
  return counted(differingDecisions, 'decision differs', 'decisions differ');
}

function equityText({ metrics }: Facts): string {
  const difference = metrics.find(({ metric }) => metric === 'finalEquity')?.difference ?? '0';
  if (difference === '0') return 'final equity the same to the last digit';
  return `final equity ${formatDecimal(roundedAmount(difference))} ${difference.startsWith('-') ? 'lower' : 'higher'}`;
}

function residuesText({ evidence }: Pick<BacktestResult, 'evidence'>): string | null {
  const count = evidence.residues.length;
  if (count === 0) return null;
  return `${counted(count, 'position')} not zero after closing`;
}

/** E.g. `2024-03-04 15:31 SYM003: floats go long where the two means are equal`. */
function firstTextOf({ time, symbol, tie, exact, float }: Divergence): string {
  const where = tie ? tieText(exact) : `where exact decimals ${verbs[exact.decision]}`;
  return `${formatTime(time)} ${symbol}: floats ${verbs[float.decision]} ${where}`;
}

function tieText({ values }: Divergence['exact']): string {
  return values.length === 2 ? 'where the two means are equal' : 'exactly on the threshold';
}

const verbs: Record<Divergence['exact']['decision'], string> = {
  none: 'decide nothing',
  unchanged: 'leave the target as it is',
  flat: 'go flat',
  long: 'go long',
};
