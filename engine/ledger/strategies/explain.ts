import type { Arithmetic } from '../arithmetic/arithmetic';
import { DecimalArithmetic } from '../arithmetic/decimalArithmetic';
import { FloatArithmetic } from '../arithmetic/floatArithmetic';
import type { Bundle, Scaled8Column } from '../data/bundle';
import { decisionCode, type DecisionCode } from '../../protocol/backtest';
import type { DecisionView } from '../../protocol/report';
import { exactEngines, type BacktestParameters, type EngineName } from '../../protocol/vocabulary';
import { indicatorOf } from './indicatorOf';
import { codeOf, type LabelledValue } from './outcome';

/**
 * One decision with the numbers that it compared, worked out again from the symbol's first bar: rolling sums of doubles
 * depend on all that went through them. Exact values are exact where they end within 12 digits, else rounded to 12.
 * @param bar - the bar's place in its symbol's series, from 0
 */
export function explainDecision(
  bundle: Bundle,
  parameters: BacktestParameters,
  symbolIndex: number,
  bar: number,
  engine: EngineName,
): DecisionView {
  const close = closesUntil(bundle, symbolIndex, bar);
  const { code, values } = exactEngines.includes(engine)
    ? replay(new DecimalArithmetic(), close, parameters)
    : replay(new FloatArithmetic(), close, parameters);
  return { engine, decision: decisionWord(code), values };
}

interface Decision {
  readonly code: DecisionCode;
  readonly values: LabelledValue[];
}

/** Shows an indicator every close, and reads off what it decides at the last. */
function replay<N>(
  numbers: Arithmetic<N>,
  closes: Scaled8Column,
  { strategy, warmup }: BacktestParameters,
): Decision {
  const input = { symbols: 1, close: numbers.column(closes), warmup };
  const indicator = indicatorOf(numbers, input, strategy);
  const last = closes.length - 1;
  for (let bar = 0; bar < last; bar++) indicator.decide(0, bar, bar);
  const code = codeOf(indicator.decide(0, last, last));
  const isFull = last + 1 >= (strategy.kind === 'sma' ? strategy.slow : strategy.window);
  return { code, values: isFull ? indicator.values(0, last) : [] };
}

/** @throws RangeError if the symbol has no such bar */
function closesUntil(bundle: Bundle, symbolIndex: number, bar: number): Scaled8Column {
  const from = bundle.offsets[symbolIndex];
  const to = bundle.offsets[symbolIndex + 1];
  if (from === undefined || to === undefined || bar < 0 || from + bar >= to) {
    throw new RangeError(`symbol ${symbolIndex} has no bar ${bar}`);
  }
  return bundle.close.slice(from, from + bar + 1);
}

function decisionWord(code: DecisionCode): DecisionView['decision'] {
  switch (code) {
    case decisionCode.none:
      return 'none';
    case decisionCode.unchanged:
      return 'unchanged';
    case decisionCode.flat:
      return 'flat';
    case decisionCode.long:
      return 'long';
  }
}
