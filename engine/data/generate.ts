/**
 * The embedded bundles, generated from a fixed seed with integer arithmetic only: every machine has the same bytes.
 *
 * A daily bar's time is 00:00 UTC of its session's date, as in files that give a date alone. A minute bar's time is the
 * minute's beginning: 09:30 in New York is the first of a session and 15:59 the last.
 */
import { minutesPerSession, scenarioOf } from '../scenarios';
import type { ScenarioName, Strategy } from '../protocol/vocabulary';
import type { Bundle } from './bundle';
import { dayNumber, msPerDay, msPerMinute, openingOf, sessionsUpTo } from './calendar';
import { Scaled8Builder } from './columns';
import { Market, type MarketHabits } from './market';
import { quotient, Random } from './random';
import { sealBundle, type scaledColumns } from './seal';
import { tieSteering } from './ties/steering';

/** What a generated bundle is made from. */
interface Recipe {
  readonly scenario: string | null;
  readonly seed: number;
  readonly symbols: number;
  readonly barsPerSymbol: number;
  readonly bar: 'day' | 'minute';
  /** Days since 1970-01-01. */
  readonly lastSession: number;
  /** Whose ties the bundle holds. */
  readonly strategy: Strategy;
  readonly habits: MarketHabits;
}

/** Any numbers would do; these give bundles in which the strategies trade well and badly, and floats go wrong. */
const seeds: Readonly<Record<ScenarioName, number>> = {
  daily: 20,
  hourly: 35,
  minute: 41,
  'daily-large': 4,
  'minute-large': 5,
};
const exampleSeed = 6;

/** The end of the year, or a date that puts the end of daylight saving time into the bundle. */
const lastSessions: Readonly<Record<ScenarioName, number>> = {
  daily: dayNumber(2024, 12, 31),
  hourly: dayNumber(2024, 12, 31),
  minute: dayNumber(2024, 11, 15),
  'daily-large': dayNumber(2024, 12, 31),
  'minute-large': dayNumber(2024, 12, 31),
};

const dailyHabits: MarketHabits = {
  firstPrice: [2_000, 12_000],
  rise: [120, 260],
  fall: [80, 160],
  barsPerDriftedDeviation: 7,
  reversion: 0,
  silenceOneIn: 0,
  courtship: 0,
};
const minuteHabits: MarketHabits = {
  firstPrice: [2_000, 12_000],
  rise: [400, 1_000],
  fall: [300, 800],
  barsPerDriftedDeviation: 20,
  reversion: 0,
  silenceOneIn: 0,
  courtship: 0,
};
const habits: Readonly<Record<ScenarioName, MarketHabits>> = {
  // So few bars hold ties only where the means are held together for long.
  daily: { ...dailyHabits, courtship: 40 },
  hourly: { ...minuteHabits, rise: [1_000, 2_500], fall: [700, 1_400], barsPerDriftedDeviation: 16 },
  minute: { ...minuteHabits, reversion: 18, silenceOneIn: 2000 },
  // A capital of 100,000 has to carry five hundred positions of 100 shares.
  'daily-large': { ...dailyHabits, firstPrice: [300, 1_200] },
  'minute-large': minuteHabits,
};

/** The bundle of a scenario. Its ties are those of the scenario's own strategy. */
export function generateBundle(name: ScenarioName): Bundle {
  const scenario = scenarioOf(name);
  return bundleFrom({
    scenario: name,
    seed: seeds[name],
    symbols: scenario.symbols,
    barsPerSymbol: scenario.barsPerSymbol,
    bar: scenario.bar,
    lastSession: lastSessions[name],
    strategy: scenario.parameters.strategy,
    habits: habits[name],
  });
}

/** The bars of the example workspace: three symbols, 400 days, ties of `sma:20,50`. */
export function generateExample(): Bundle {
  return bundleFrom({
    scenario: null,
    seed: exampleSeed,
    symbols: 3,
    barsPerSymbol: 400,
    bar: 'day',
    lastSession: dayNumber(2024, 12, 31),
    strategy: { kind: 'sma', fast: 20, slow: 50 },
    habits: { ...dailyHabits, courtship: 40 },
  });
}

function bundleFrom(recipe: Recipe): Bundle {
  const { symbols, barsPerSymbol } = recipe;
  const names = Array.from({ length: symbols }, (_, index) => `SYM${String(index).padStart(3, '0')}`);
  const symbolTimes = timesOf(recipe);
  const time = new Float64Array(symbols * barsPerSymbol);
  const columns = emptyColumns(symbols * barsPerSymbol);
  for (let symbol = 0; symbol < symbols; symbol++) {
    time.set(symbolTimes, symbol * barsPerSymbol);
    addSymbol(columns, recipe, symbol);
  }
  return sealBundle({
    scenario: recipe.scenario,
    symbols: names,
    offsets: Uint32Array.from({ length: symbols + 1 }, (_, index) => index * barsPerSymbol),
    time,
    open: columns.open.finish(),
    high: columns.high.finish(),
    low: columns.low.finish(),
    close: columns.close.finish(),
    volume: columns.volume.finish(),
    roundedInputs: 0,
  });
}

type Columns = Record<(typeof scaledColumns)[number], Scaled8Builder>;

function emptyColumns(rows: number): Columns {
  return {
    open: new Scaled8Builder(rows),
    high: new Scaled8Builder(rows),
    low: new Scaled8Builder(rows),
    close: new Scaled8Builder(rows),
    volume: new Scaled8Builder(rows),
  };
}

/** One cent and one share at scale 8. */
const cent = 1_000_000;
const share = 100_000_000;

function addSymbol(columns: Columns, recipe: Recipe, symbol: number): void {
  const random = new Random(recipe.seed, symbol);
  const market = new Market(
    random,
    recipe.habits,
    tieSteering(recipe.strategy, recipe.habits.courtship, random),
  );
  const draws = recipe.bar === 'day' ? dailyDraws(market) : minuteDraws(market, recipe.barsPerSymbol);
  for (let index = 0; index < recipe.barsPerSymbol; index++) {
    const bar = market.next(draws(index));
    columns.open.pushSafe(bar.open * cent);
    columns.high.pushSafe(bar.high * cent);
    columns.low.pushSafe(bar.low * cent);
    columns.close.pushSafe(bar.close * cent);
    columns.volume.pushSafe(bar.shares * share);
  }
}

interface Draw {
  gap: number;
  body: number;
  shares: number;
}

function dailyDraws(market: Market): (index: number) => Draw {
  const draw: Draw = {
    gap: quotient(market.dailyDeviation * 4, 10),
    body: quotient(market.dailyDeviation * 9, 10),
    shares: market.sessionShares,
  };
  return () => draw;
}

/** Trading is wild and busy at the opening and the close, and calm at noon. */
function minuteDraws(market: Market, bars: number): (index: number) => Draw {
  // A session ends with the last bar, so the warm-up before it begins in the middle of one.
  const firstMinute = minutesPerSession - (bars % minutesPerSession);
  const draw: Draw = { gap: 0, body: 0, shares: 0 };
  // A day's deviation over its minutes: divided by the root of 390 and a little more, for the busy ends of the day.
  const minuteDeviation = quotient(market.dailyDeviation * 9, 230);
  const minuteShares = quotient(market.sessionShares, minutesPerSession);
  return (index) => {
    const minute = (firstMinute + index) % minutesPerSession;
    const fromNoon = Math.abs(2 * minute - minutesPerSession);
    const shape = quotient(fromNoon * fromNoon * 100, minutesPerSession * minutesPerSession);
    draw.body = quotient(minuteDeviation * (75 + shape), 100);
    draw.gap = minute === 0 ? quotient(market.dailyDeviation * 4, 10) : quotient(draw.body, 5);
    draw.shares = quotient(minuteShares * (50 + 2 * shape), 100);
    return draw;
  };
}

/** Times of one symbol's bars, the same for all. */
function timesOf({ bar, barsPerSymbol, lastSession }: Recipe): Float64Array {
  if (bar === 'day') {
    return Float64Array.from(sessionsUpTo(lastSession, barsPerSymbol), (day) => day * msPerDay);
  }
  const sessions = sessionsUpTo(lastSession, Math.ceil(barsPerSymbol / minutesPerSession));
  const skipped = sessions.length * minutesPerSession - barsPerSymbol;
  const openings = sessions.map(openingOf);
  return Float64Array.from({ length: barsPerSymbol }, (_, index) => {
    const minute = skipped + index;
    const opening = openings[Math.trunc(minute / minutesPerSession)] ?? 0;
    return opening + (minute % minutesPerSession) * msPerMinute;
  });
}
