/** The charts: made once, drawn from models whenever figures change. */
import type { FromPanel } from '../engine/protocol/panel';
import type { Sample, ScenarioReport } from '../engine/protocol/report';
import type { TrendMeasure, TrendScenario } from '../engine/protocol/trend';
import type { EngineName } from '../engine/protocol/vocabulary';
import { DistributionChart } from './charts/distributionChart';
import { EquityChart } from './charts/equityChart';
import { OverheadChart } from './charts/overheadChart';
import { SamplesChart } from './charts/samplesChart';
import { TrendChart } from './charts/trendChart';
import type { Hover } from './hover';
import { distributionModel } from '../engine/presentation/models/distribution';
import { equityModel, sessionText } from '../engine/presentation/models/equity';
import { overheadModel } from '../engine/presentation/models/overhead';
import type { OverheadModel } from '../engine/presentation/models/overhead';
import { sampleText, samplesModel } from '../engine/presentation/models/samples';
import { trendModel } from '../engine/presentation/models/trend';
import type { Theme } from './theme';
import type { ChartElements } from './view/context';

export interface DrawingInput {
  readonly opened: ScenarioReport | null;
  readonly hidden: readonly EngineName[];
  /** Launches and rounds that the run will have. */
  readonly planned: { readonly launches: number; readonly rounds: number };
  readonly targetPercent: number;
  /** No more samples will come: the axes may fit what there is. */
  readonly ended: boolean;
  /** Of the scenario that is opened; null until it is there. */
  readonly trend: TrendScenario | null;
  readonly trendMeasure: TrendMeasure;
  /** Of the run that is shown. */
  readonly startedAt: string | null;
  /** For dates. */
  readonly locale: string;
  readonly theme: Theme;
}

/** The trend is of many runs, and not in a picture of one. */
export type PrintedCanvases = Readonly<Record<Exclude<keyof ChartElements, 'trend'>, HTMLCanvasElement>>;

/** Where points of the charts lead. */
export interface Destinations {
  post(message: FromPanel): void;
  /** Opens a section and moves the focus there. */
  reveal(section: 'difference' | 'engines'): void;
}

export class Drawings {
  readonly #overhead: OverheadChart;
  readonly #samples: SamplesChart;
  readonly #distribution: DistributionChart;
  readonly #equity: EquityChart;
  readonly #makeTrend: () => TrendChart;
  /** Made where it is first opened: most who read a run do not look for others. */
  #trend: TrendChart | null = null;
  #input: DrawingInput | null = null;
  #axesOf = '';

  /** @param resized - asks for another drawing */
  constructor(hover: Hover, destinations: Destinations, resized: () => void) {
    const openSample = ({ engine, launch, round }: Sample): void => {
      const key = this.#input?.opened?.head.key;
      if (key !== undefined) destinations.post({ type: 'openSample', key, engine, launch, round });
    };
    this.#overhead = new OverheadChart(hover, () => destinations.reveal('engines'));
    this.#samples = new SamplesChart(hover, ({ sample }) => openSample(sample));
    this.#distribution = new DistributionChart(
      hover,
      ({ sample }) => (this.#input === null ? '' : sampleText(sample)),
      ({ sample }) => openSample(sample),
    );
    this.#equity = new EquityChart(
      hover,
      ({ session }) =>
        this.#input === null || this.#input.opened === null ? '' : sessionText(this.#input.opened, session),
      () => destinations.reveal('difference'),
    );
    this.#makeTrend = () => {
      const chart = new TrendChart(hover, (run) => destinations.post({ type: 'openRun', run }));
      chart.host.resized = resized;
      return chart;
    };
    for (const chart of [this.#overhead, this.#samples, this.#distribution, this.#equity]) {
      chart.host.resized = resized;
    }
  }

  get elements(): ChartElements {
    const trend = (): HTMLElement => (this.#trend ??= this.#makeTrend()).host.element;
    return {
      overhead: this.#overhead.host.element,
      samples: this.#samples.host.element,
      distribution: this.#distribution.host.element,
      equity: this.#equity.host.element,
      get trend() {
        return trend();
      },
    };
  }

  /** Calls back with the canvases drawn finely enough for print, whatever the screen shows. */
  withSharpCanvases<T>(use: (canvases: PrintedCanvases) => T): T {
    const hosts = [this.#overhead.host, this.#samples.host, this.#distribution.host, this.#equity.host];
    for (const host of hosts) host.sharpen(2);
    try {
      return use(this.#canvases);
    } finally {
      for (const host of hosts) host.sharpen(window.devicePixelRatio);
    }
  }

  get #canvases(): PrintedCanvases {
    return {
      overhead: this.#overhead.host.canvas,
      samples: this.#samples.host.canvas,
      distribution: this.#distribution.host.canvas,
      equity: this.#equity.host.canvas,
    };
  }

  /** The overheads as they will be drawn: the text beside the chart is made from the same. */
  overheads({ opened, hidden, targetPercent, ended }: DrawingInput): OverheadModel {
    this.#freshAxesFor([opened?.head.key, hidden, ended]);
    const measured = opened?.measurements ?? { comparisons: [], noiseFloorPercent: null };
    return overheadModel(measured, hidden, targetPercent, this.#overhead.reach);
  }

  /** Draws the charts that are on the page. Called once their elements are there, so that they know their size. */
  draw(input: DrawingInput, overheads: OverheadModel): void {
    this.#input = input;
    const { opened, hidden, planned, theme } = input;
    if (opened === null) return;
    const { elements } = this;
    if (elements.overhead.isConnected) this.#overhead.draw(overheads, theme, rowHeight());
    if (elements.samples.isConnected) {
      const { axes, host } = this.#samples;
      this.#samples.draw(samplesModel(opened.samples, hidden, planned, host.plotWidth, axes), theme);
    }
    if (elements.distribution.isConnected) {
      const model = distributionModel(opened.samples, hidden, this.#distribution.reach);
      this.#distribution.draw(model, theme);
    }
    if (elements.equity.isConnected) {
      const exact = exactEngineOf(opened);
      const model = equityModel(
        opened,
        hidden.includes('float'),
        hidden.includes(exact),
        this.#equity.host.plotWidth,
      );
      this.#equity.draw(model, exact, theme);
    }
    if (this.#trend?.host.element.isConnected === true && input.trend !== null) {
      this.#trend.draw(
        trendModel(input.trend, input.trendMeasure, input.locale),
        input.startedAt,
        theme,
        input.locale,
      );
    }
  }

  /** Axes stand still within a scenario and a choice of engines; another one gets its own, and so does a run that ended. */
  #freshAxesFor(picture: unknown): void {
    const now = JSON.stringify(picture);
    if (now === this.#axesOf) return;
    this.#axesOf = now;
    this.#overhead.reach = null;
    this.#samples.axes = null;
    this.#distribution.reach = null;
  }
}

/** The engine whose equity is the exact one. */
function exactEngineOf({ results }: ScenarioReport): EngineName {
  return results?.engines.some(({ engine }) => engine === 'native') === false ? 'decimal.js' : 'native';
}

/** The height of a row of text beside the overheads, which the track must match. */
function rowHeight(): number {
  return document.querySelector<HTMLElement>('.overhead-row')?.offsetHeight ?? 28;
}
