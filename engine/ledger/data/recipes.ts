/** What each generated bundle is made from. */
import type { ScenarioName, Strategy } from '../../protocol/vocabulary';
import { scenarioOf } from '../scenarios';
import { dayNumber } from './calendar';
import type { MarketProfile } from './market';

export interface Recipe {
  readonly scenario: string | null;
  readonly seed: number;
  readonly symbols: number;
  readonly barsPerSymbol: number;
  readonly bar: 'day' | 'minute';
  /** Days since 1970-01-01. */
  readonly lastSession: number;
  /** Whose ties the bundle holds. */
  readonly strategy: Strategy;
  readonly profile: MarketProfile;
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

const dailyProfile: MarketProfile = {
  firstPrice: [2_000, 12_000],
  rise: [120, 260],
  fall: [80, 160],
  barsPerDriftedDeviation: 7,
  reversion: 0,
  silenceOneIn: 0,
  forcedTieBars: 0,
};
const minuteProfile: MarketProfile = {
  firstPrice: [2_000, 12_000],
  rise: [400, 1_000],
  fall: [300, 800],
  barsPerDriftedDeviation: 20,
  reversion: 0,
  silenceOneIn: 0,
  forcedTieBars: 0,
};
const profiles: Readonly<Record<ScenarioName, MarketProfile>> = {
  // So few bars hold ties only if the means are held together for long.
  daily: { ...dailyProfile, forcedTieBars: 40 },
  hourly: { ...minuteProfile, rise: [1_000, 2_500], fall: [700, 1_400], barsPerDriftedDeviation: 16 },
  minute: { ...minuteProfile, reversion: 18, silenceOneIn: 2000 },
  // A capital of 100,000 has to carry five hundred positions of 100 shares.
  'daily-large': { ...dailyProfile, firstPrice: [300, 1_200] },
  'minute-large': minuteProfile,
};

export function scenarioRecipe(name: ScenarioName): Recipe {
  const scenario = scenarioOf(name);
  return {
    scenario: name,
    seed: seeds[name],
    symbols: scenario.symbols,
    barsPerSymbol: scenario.barsPerSymbol,
    bar: scenario.bar,
    lastSession: lastSessions[name],
    strategy: scenario.parameters.strategy,
    profile: profiles[name],
  };
}

/** The example workspace's. */
export const exampleRecipe: Recipe = {
  scenario: null,
  seed: exampleSeed,
  symbols: 3,
  barsPerSymbol: 400,
  bar: 'day',
  lastSession: dayNumber(2024, 12, 31),
  strategy: { kind: 'sma', fast: 20, slow: 50 },
  profile: { ...dailyProfile, forcedTieBars: 40 },
};
