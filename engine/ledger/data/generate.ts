/**
 * The embedded bundles, generated from a fixed seed with integer arithmetic only: every machine has the same bytes.
 *
 * A daily bar's time is 00:00 UTC of its session's date, as in files that give a date alone. A minute bar's time is the
 * minute's beginning: 09:30 in New York is the first of a session and 15:59 the last.
 */
import { turnOfEventLoop } from '../../platform/turnOfEventLoop';
import type { ScenarioName } from '../../protocol/vocabulary';
import { minutesPerSession } from '../scenarios';
import type { Bundle } from './bundle';
import { msPerDay, msPerMinute, openingOf, sessionsUpTo } from './calendar';
import { Market } from './market';
import { quotient, Random } from '../../platform/random';
import { exampleRecipe, scenarioRecipe, type Recipe } from './recipes';
import { Scaled8Builder } from './scaled8Builder';
import { finalizeBundle, type scaledColumns } from './finalizeBundle';
import { tieInjectorOf } from './ties/tieInjection';

/** The bundle of a scenario. Its ties are those of the scenario's own strategy. */
export function generateBundle(name: ScenarioName): Bundle {
  return drained(bundleSteps(scenarioRecipe(name)));
}

/**
 * The same bundle, made in short steps between which the event loop turns, so that a signal or a message arrives.
 * @throws the signal's reason once it is aborted
 */
export async function generateBundleInSteps(name: ScenarioName, signal: AbortSignal): Promise<Bundle> {
  const steps = bundleSteps(scenarioRecipe(name));
  for (let turnedAt = performance.now(); ;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - turnedAt < longestStepMs) continue;
    await turnOfEventLoop();
    signal.throwIfAborted();
    turnedAt = performance.now();
  }
}

/** The bars of the example workspace: three symbols, 400 days, ties of `sma:20,50`. */
export function generateExample(): Bundle {
  return drained(bundleSteps(exampleRecipe));
}

const longestStepMs = 50;

function drained<R>(steps: Generator<void, R>): R {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** One step a symbol. */
function* bundleSteps(recipe: Recipe): Generator<void, Bundle> {
  const { symbols, barsPerSymbol } = recipe;
  const names = Array.from({ length: symbols }, (_, index) => `SYM${String(index).padStart(3, '0')}`);
  const symbolTimes = timesOf(recipe);
  const time = new Float64Array(symbols * barsPerSymbol);
  const columns = emptyColumns(symbols * barsPerSymbol);
  for (let symbol = 0; symbol < symbols; symbol++) {
    time.set(symbolTimes, symbol * barsPerSymbol);
    addSymbol(columns, recipe, symbol);
    yield;
  }
  return finalizeBundle({
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
    recipe.profile,
    tieInjectorOf(recipe.strategy, recipe.profile.forcedTieBars, random),
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
