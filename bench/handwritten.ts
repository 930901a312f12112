/* eslint-disable @typescript-eslint/no-non-null-assertion -- a check an access is what code written for speed alone leaves out */
/**
 * The backtest of an SMA crossover as one would write it by hand for speed alone: one function, doubles in typed arrays,
 * no number system, no strategy interface, no ledger object. It computes what the `float` engine computes, in the same
 * order of operations, and nothing else can be run with it.
 */

export interface HandwrittenInput {
  readonly offsets: Uint32Array;
  readonly timeline: Float64Array;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly fast: number;
  readonly slow: number;
  readonly warmup: number;
  readonly capital: number;
  readonly quantity: number;
  readonly buyFactor: number;
  readonly sellFactor: number;
  readonly commission: number;
}

export interface HandwrittenResult {
  /** Time, symbol, signed quantity, price, notional, commission and cash of each fill in turn. */
  readonly fills: number[];
  /** Day, equity and return of each session in turn. */
  readonly sessions: number[];
  readonly finalEquity: number;
  readonly maxDrawdown: number;
  readonly volatility: number;
  readonly sharpe: number;
  readonly realised: number;
  readonly turnover: number;
}

const dayMs = 86_400_000;

export function handwrittenSma(input: HandwrittenInput): HandwrittenResult {
  const { offsets, timeline, time, open, close, volume, fast, slow, warmup, capital, quantity } = input;
  const { buyFactor, sellFactor, commission: rate } = input;
  const symbols = offsets.length - 1;
  const next = Uint32Array.from(offsets.subarray(0, symbols));
  const position = new Float64Array(symbols);
  const pending = new Float64Array(symbols);
  const cost = new Float64Array(symbols);
  const last = new Float64Array(symbols);
  const fastSum = new Float64Array(symbols);
  const slowSum = new Float64Array(symbols);
  const fills: number[] = [];
  const sessions: number[] = [];
  let cash = capital;
  let realised = 0;
  let turnover = 0;
  let peak = capital;
  let maxDrawdown = 0;
  let equity = capital;
  let before = capital;
  let isTrading = false;
  let dayEnd = -Infinity;

  for (const now of timeline) {
    for (let s = 0; s < symbols; s++) {
      const row = next[s]!;
      if (row === offsets[s + 1]! || time[row]! !== now) continue;
      next[s] = row + 1;
      const wanted = pending[s]!;
      if (wanted !== 0) {
        const limit = Math.floor(volume[row]! * 0.1 * 1e8) / 1e8;
        const size = Math.min(Math.abs(wanted), limit);
        if (size !== 0) {
          const held = position[s]!;
          const commission = size * rate;
          const price = open[row]! * (wanted > 0 ? buyFactor : sellFactor);
          const notional = price * size;
          // Targets are 0 or above: a buy opens and a sell closes.
          if (wanted > 0) {
            cost[s] = cost[s]! + notional;
            cash -= notional + commission;
            position[s] = held + size;
            pending[s] = wanted - size;
          } else {
            const released = (cost[s]! * size) / held;
            realised += notional - released;
            cost[s] = cost[s]! - released;
            cash += notional - commission;
            position[s] = held - size;
            pending[s] = wanted + size;
          }
          turnover += notional;
          fills.push(now, s, wanted > 0 ? size : -size, price, notional, commission, cash);
        }
      }
      const price = close[row]!;
      last[s] = price;
      const bar = row - offsets[s]!;
      fastSum[s] = bar < fast ? fastSum[s]! + price : fastSum[s]! + price - close[row - fast]!;
      slowSum[s] = bar < slow ? slowSum[s]! + price : slowSum[s]! + price - close[row - slow]!;
      if (bar < warmup) continue;
      isTrading = true;
      if (bar < slow - 1) continue;
      const fastMean = fastSum[s]! / fast;
      const slowMean = slowSum[s]! / slow;
      if (fastMean > slowMean) pending[s] = quantity - position[s]!;
      else if (fastMean < slowMean) pending[s] = 0 - position[s]!;
    }
    if (!isTrading) continue;
    if (now >= dayEnd) {
      if (dayEnd !== -Infinity) {
        sessions.push(dayEnd / dayMs - 1, equity, equity / before - 1);
        before = equity;
      }
      dayEnd = (Math.floor(now / dayMs) + 1) * dayMs;
    }
    equity = cash;
    for (let s = 0; s < symbols; s++) equity += position[s]! * last[s]!;
    if (equity > peak) peak = equity;
    else {
      const drawdown = (peak - equity) / peak;
      if (drawdown > maxDrawdown) maxDrawdown = drawdown;
    }
  }
  if (dayEnd !== -Infinity) sessions.push(dayEnd / dayMs - 1, equity, equity / before - 1);
  return { fills, sessions, finalEquity: equity, maxDrawdown, ...risk(sessions), realised, turnover };
}

function risk(sessions: readonly number[]): { volatility: number; sharpe: number } {
  const count = sessions.length / 3;
  let sum = 0;
  for (let i = 2; i < sessions.length; i += 3) sum += sessions[i]!;
  const mean = sum / count;
  let squares = 0;
  for (let i = 2; i < sessions.length; i += 3) squares += (sessions[i]! - mean) * (sessions[i]! - mean);
  const deviation = Math.sqrt(squares / (count - 1));
  const year = Math.sqrt(252);
  return { volatility: year * deviation, sharpe: (year * mean) / deviation };
}
