import type { Strategy } from '../engine/protocol/vocabulary';

/** One kind of strategy as it is offered: its name, what it does, and its fields as one editable line. */
export interface StrategyChoice {
  readonly strategy: Strategy['kind'];
  readonly label: string;
  readonly detail: string;
  readonly prompt: string;
  /** Fields with sensible values. */
  readonly value: string;
}

export function strategyChoices(): StrategyChoice[] {
  return [
    {
      strategy: 'sma',
      label: 'Moving averages',
      detail: 'Long while the mean of the fast window is above the mean of the slow window.',
      prompt: 'Fast window, slow window, in bars',
      value: '50, 200',
    },
    {
      strategy: 'momentum',
      label: 'Momentum',
      detail: 'Long while the close has risen over the window by more than the threshold.',
      prompt: 'Window in bars, threshold in percent',
      value: '1200, 5',
    },
    {
      strategy: 'zscore',
      label: 'Mean reversion',
      detail: 'Long while the close is below the mean of the window by more than the threshold.',
      prompt: 'Window in bars, threshold in standard deviations',
      value: '20, 2',
    },
  ];
}

/** The strategy that the fields describe, or what is wrong with them. */
export function parseStrategyFields(
  kind: Strategy['kind'],
  text: string,
): Strategy | { readonly problem: string } {
  const fields = text.split(',').map((field) => field.trim());
  const [first, second] = fields;
  if (fields.length !== 2 || first === undefined || second === undefined) {
    return { problem: 'Enter two values separated by a comma.' };
  }
  const window = parseCount(first);
  const least = kind === 'zscore' ? 2 : 1;
  if (window === null || window < least) {
    return { problem: `The window must be a whole number of bars, ${least} or more.` };
  }
  if (kind === 'sma') {
    const slow = parseCount(second);
    if (slow === null || slow <= window) {
      return { problem: 'The slow window must be a whole number of bars above the fast one.' };
    }
    return { kind, fast: window, slow };
  }
  const threshold = parsePlainDecimal(second);
  if (threshold === null) return { problem: 'The threshold must be a decimal, 0 or more, e.g. 2.5.' };
  return { kind, window, threshold };
}

/** A whole number of at most nine digits; null for anything else. */
export function parseCount(text: string): number | null {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}

/** A decimal without sign or exponent and with at most 8 fractional digits, as the protocol writes it; null for anything else. */
export function parsePlainDecimal(text: string): string | null {
  const match = /^0*(\d{1,20})(?:\.(\d{1,8}))?$/.exec(text.trim());
  if (match === null) return null;
  const whole = match[1] ?? '0';
  const fraction = (match[2] ?? '').replace(/(?<!0)0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
