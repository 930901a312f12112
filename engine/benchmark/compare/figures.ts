/** Figures from text and from parsed data, refused unless they can be times. */
import { EngineError } from '../../platform/errors';
import { resolutionOf } from './roundedNumber';

/** Far beyond any time in any unit, and near enough to 1 for every ratio and mean to be a double. */
const [least, most] = [1e-100, 1e100];

/**
 * @param source - names the figures in an error, e.g. `--a` or `times.csv:float`
 * @throws EngineError `bad-input`
 */
export function readFigure(text: unknown, place: string, source: string): number {
  const trimmed = typeof text === 'string' ? text.trim() : text;
  const value = typeof trimmed === 'number' ? trimmed : typeof trimmed === 'string' ? numberIn(trimmed) : NaN;
  if (value >= least && value <= most) return value;
  const shown =
    text === undefined ? 'nothing' : typeof text === 'number' ? String(text) : JSON.stringify(text);
  const why = Number.isNaN(value)
    ? 'is not a number'
    : value === Infinity
      ? 'is larger than a double can be'
      : value > 0
        ? `is no time: figures from ${least} to ${most} are`
        : 'is not above 0, and ratios need figures above 0';
  throw new EngineError({
    code: 'bad-input',
    message: `${source}: ${place} ${shown.slice(0, 60)} ${why}`,
    where: null,
    remedy: 'Give plain figures such as 1.20 or 1.2e-3, with a point for decimals.',
  });
}

export interface Figures {
  readonly values: readonly number[];
  /** One unit of the finest last digit among them. */
  readonly resolution: number;
}

/**
 * Reads each of several figures.
 * @param place - names one of them in an error
 * @throws EngineError `bad-input`
 */
export function readFigures(
  items: readonly unknown[],
  place: (index: number) => string,
  source: string,
): Figures {
  const values = items.map((item, index) => readFigure(item, place(index), source));
  const given = items.filter((item) => typeof item === 'string' || typeof item === 'number');
  return { values, resolution: resolutionOf(given) };
}

/** Whether a text is one plain figure. */
export function isFigure(text: string): boolean {
  return !Number.isNaN(numberIn(text.trim()));
}

/** Whether a text can only be a list of figures, not the name of a file. */
export function isListText(text: string): boolean {
  return /^[\s\d.,;eE+-]*$/.test(text) && /\d/.test(text);
}

/**
 * Whether a text that is not all figures begins as a list of them, and names nothing in a file: it is a list with a slip in
 * it, unless a file has that name.
 */
export function beginsAsList(text: string): boolean {
  const [first = '', ...others] = text.split(/[,;]/);
  return others.length > 0 && !text.includes(':') && !Number.isNaN(numberIn(first.trim()));
}

/**
 * Reads `1.20,1.03,1.10`; blanks and semicolons separate as well, but not commas *and* semicolons: there the commas may be
 * those of decimals.
 * @throws EngineError `bad-input`
 */
export function readList(text: string, source: string): Figures {
  if (text.includes(',') && text.includes(';')) {
    throw new EngineError({
      code: 'bad-input',
      message: `${source} ${text.trim().slice(0, 60)} has commas and semicolons`,
      where: null,
      remedy: 'Separate figures by one of them, and write decimals with a point.',
    });
  }
  const parts = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .split(/ ?[,;] ?| /)
    .filter((part, index, all) => part !== '' || index < all.length - 1);
  return readFigures(parts, (index) => `sample ${index + 1}`, source);
}

function numberIn(text: string): number {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN;
}
