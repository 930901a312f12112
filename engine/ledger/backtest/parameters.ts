import { formatScaled } from '../arithmetic/decimalText';
import { parseScaled8 } from '../data/parseDecimal';
import { EngineError } from '../../platform/errors';
import type { BacktestParameters, Strategy } from '../../protocol/vocabulary';

/** 10,000 basis points are the whole price. */
const wholePrice8 = 10_000n * 10n ** 8n;

/**
 * Checks everything that decides a backtest apart from its bars: the one place where a parameter is refused.
 * @throws {@link EngineError} `bad-input` that names the option
 */
export function checkParameters(parameters: BacktestParameters): void {
  checkStrategy(parameters.strategy);
  requireWhole('--warmup', parameters.warmup, 0);
  requirePositive('--capital', parameters.capital);
  requirePositive('--quantity', parameters.quantity);
  requireNotNegative('--commission', parameters.commission);
  const slippage = requireNotNegative('--slippage-bps', parameters.slippageBps);
  if (slippage >= wholePrice8) {
    refuse(`--slippage-bps must be below 10000 (the whole price), got ${parameters.slippageBps}`);
  }
}

/** What a buy and a sell pay of the open: 1 ± bps / 10,000, exactly. */
export function slippageFactors(slippageBps: string): { buy: string; sell: string } {
  const bps8 = parseScaled8(slippageBps, '--slippage-bps');
  const one12 = 10n ** 12n;
  return { buy: formatScaled(one12 + bps8, 12), sell: formatScaled(one12 - bps8, 12) };
}

/** @throws {@link EngineError} `bad-input` that names the window or the threshold */
export function checkStrategy(strategy: Strategy): void {
  switch (strategy.kind) {
    case 'sma':
      requireWhole('--strategy sma: the fast window', strategy.fast, 1);
      requireWhole('--strategy sma: the slow window', strategy.slow, 1);
      if (strategy.fast >= strategy.slow) {
        const { fast, slow } = strategy;
        refuse(`--strategy sma: the fast window must be shorter than the slow one, got ${fast} and ${slow}`);
      }
      return;
    case 'momentum':
      requireWhole('--strategy momentum: the window', strategy.window, 1);
      requireNotNegative('--strategy momentum: the threshold', strategy.threshold);
      return;
    case 'zscore':
      requireWhole('--strategy zscore: the window', strategy.window, 2);
      requireNotNegative('--strategy zscore: the threshold', strategy.threshold);
  }
}

function requireWhole(what: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    refuse(`${what} must be a whole number of bars, at least ${least}, got ${value}`);
  }
}

function requirePositive(what: string, text: string): void {
  if (parseScaled8(text, what) <= 0n) refuse(`${what} must be above 0, got ${text}`);
}

function requireNotNegative(what: string, text: string): bigint {
  const value = parseScaled8(text, what);
  if (value < 0n) refuse(`${what} must not be negative, got ${text}`);
  return value;
}

function refuse(message: string): never {
  throw new EngineError({ code: 'bad-input', message, where: null, remedy: null });
}
