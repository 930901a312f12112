/** Bars of one made-up symbol, in cents and shares, by integer arithmetic alone. */
import { quotient, type Random } from '../../platform/random';
import type { TieInjector } from './ties/tieInjector';

/** How the bars of a scenario behave. Lengths are in bars. */
export interface MarketProfile {
  /** The first price, in cents: lowest and highest. */
  readonly firstPrice: readonly [number, number];
  /** How long the price drifts up, and down: shortest and longest. */
  readonly rise: readonly [number, number];
  readonly fall: readonly [number, number];
  /** A trend moves the price by one deviation of a bar in this many bars. */
  readonly barsPerDriftedDeviation: number;
  /** Each bar takes the price back to its recent average by one part in this many; 0: not at all. */
  readonly reversion: number;
  /** Once in how many bars trading falls silent for a while, at one price and without volume; 0: never. */
  readonly silenceOneIn: number;
  /** For how many bars the means of an SMA crossover are held together so that they meet. */
  readonly forcedTieBars: number;
}

/** What a bar is drawn from. Deviations are in millionths of the price. */
export interface BarDraw {
  /** From the last close to the open. */
  readonly gap: number;
  /** From the open to the close. */
  readonly body: number;
  /** Shares that trade on average. */
  readonly shares: number;
}

/** One bar, prices in cents. Overwritten by the next. */
export interface Bar {
  open: number;
  high: number;
  low: number;
  close: number;
  shares: number;
}

const microPerCent = 10_000;
/** Above this a volume at scale 8 is no safe integer. */
const mostShares = 80_000_000;

export class Market {
  /** Standard deviation of a day's return, in millionths, before fat tails add to it. */
  readonly dailyDeviation: number;
  /** Shares that change hands in an average session. */
  readonly sessionShares: number;
  readonly #random: Random;
  readonly #profile: MarketProfile;
  readonly #tieInjector: TieInjector;
  readonly #firstPrice: number;
  /** The price in millionths of a dollar. */
  #price: number;
  /** Of about the last sixteen closes, in the same unit. */
  #average: number;
  /** Deviations of this spell, in percent of the usual. */
  #turbulence = 100;
  #turbulenceBars = 0;
  /** 1 up, −1 down; 0 before the first. */
  #trend = 0;
  #trendBars = 0;
  #silentBars = 0;
  readonly #bar: Bar = { open: 0, high: 0, low: 0, close: 0, shares: 0 };

  constructor(random: Random, profile: MarketProfile, tieInjector: TieInjector) {
    this.#random = random;
    this.#profile = profile;
    this.#tieInjector = tieInjector;
    this.dailyDeviation = random.between(9_000, 21_000);
    this.sessionShares = (100_000 << random.below(8)) + random.below(50_000);
    this.#firstPrice = random.between(profile.firstPrice[0], profile.firstPrice[1]) * microPerCent;
    this.#price = this.#firstPrice;
    this.#average = this.#firstPrice;
  }

  next(draw: BarDraw): Bar {
    this.#turn();
    return this.#silentBars > 0 ? this.#silentBar() : this.#tradedBar(draw);
  }

  #tradedBar(draw: BarDraw): Bar {
    const random = this.#random;
    // One bar in twelve moves two and a half times as far: returns get the fat tails that real ones have.
    const spread = this.#turbulence * (random.oneIn(12) ? 250 : 85);
    const body = quotient(draw.body * spread, 10_000);
    const gap = quotient(draw.gap * this.#turbulence, 100);
    const open = cents(this.#moved(this.#price, random.bell(gap)));
    const drift = quotient(this.#pull() * draw.body, this.#profile.barsPerDriftedDeviation);
    const moved = this.#moved(open * microPerCent, drift + random.bell(body));
    const proposed = cents(moved - this.#excess());
    const reach = 1 + quotient(open * body, 1_000_000);
    const close = this.#tieInjector.inject(proposed, reach);
    this.#price = close * microPerCent;
    this.#average += quotient(this.#price - this.#average, 16);

    const bar = this.#bar;
    const wick = quotient(body, 2);
    bar.open = open;
    bar.close = close;
    bar.high = Math.max(open, close) + quotient(open * Math.abs(random.bell(wick)), 1_000_000);
    bar.low = Math.max(1, Math.min(open, close) - quotient(open * Math.abs(random.bell(wick)), 1_000_000));
    bar.shares = this.#sharesOf(draw.shares);
    return bar;
  }

  #silentBar(): Bar {
    this.#silentBars--;
    const bar = this.#bar;
    const price = cents(this.#price);
    bar.open = bar.high = bar.low = bar.close = price;
    bar.shares = 0;
    this.#tieInjector.observe(price);
    return bar;
  }

  #sharesOf(average: number): number {
    const random = this.#random;
    // One bar in forty hardly trades: orders are then filled in parts.
    if (random.oneIn(40)) return random.below(1_200);
    const busy = random.oneIn(20) ? 300 : 100;
    return Math.min(mostShares, quotient(average * random.between(4_000, 16_000) * busy, 1_000_000));
  }

  /** Lets spells of turbulence, trend and silence end and begin. */
  #turn(): void {
    const random = this.#random;
    const { rise, fall, silenceOneIn } = this.#profile;
    if (this.#turbulenceBars-- === 0) {
      this.#turbulence = random.between(70, 150);
      this.#turbulenceBars = random.between(10, 50);
    }
    if (this.#trendBars-- === 0) {
      this.#trend = this.#trend === 0 ? 2 * random.below(2) - 1 : -this.#trend;
      const [shortest, longest] = this.#trend > 0 ? rise : fall;
      this.#trendBars = random.between(shortest, longest);
    }
    if (silenceOneIn > 0 && this.#silentBars === 0 && random.oneIn(silenceOneIn)) {
      this.#silentBars = random.between(22, 40);
    }
  }

  /** The trend, unless the price has gone so far that it is drawn back. */
  #pull(): number {
    if (this.#price > 8 * this.#firstPrice) return -1;
    if (4 * this.#price < this.#firstPrice) return 1;
    return this.#trend;
  }

  /** What a bar gives back of the distance from the recent average. */
  #excess(): number {
    const { reversion } = this.#profile;
    return reversion === 0 ? 0 : quotient(this.#price - this.#average, reversion);
  }

  #moved(price: number, millionths: number): number {
    return price + quotient(price * millionths, 1_000_000);
  }
}

function cents(price: number): number {
  return Math.max(1, quotient(price + microPerCent / 2, microPerCent));
}
