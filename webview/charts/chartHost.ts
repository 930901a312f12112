/** A chart.js chart with what all our charts share: no animation, one hover, a cursor for the keyboard, a text summary. */
import {
  Chart,
  LinearScale,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';
import type { ChartDataset, ChartOptions, Plugin } from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import type { Hover } from '../hover';
import type { Theme } from '../theme';

Chart.register(
  ScatterController,
  PointElement,
  LineElement,
  LinearScale,
  LogarithmicScale,
  Tooltip,
  annotation,
);

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Dataset<P extends Point> = ChartDataset<'scatter', P[]>;

/** What a point says, and where it leads. */
export interface PointReader<P extends Point> {
  describe(point: P): string;
  open(point: P): void;
}

export interface Picture<P extends Point> {
  /** Datasets whose points can be visited come first. */
  readonly datasets: Dataset<P>[];
  /** How many of the datasets can be visited. */
  readonly visitable: number;
  readonly options: ChartOptions<'scatter'>;
  /** The picture in words. */
  readonly summary: string;
}

export class ChartHost<P extends Point> {
  /** Goes into the page; keeps its canvas while it is out of it. */
  readonly element = document.createElement('div');
  readonly #chart: Chart<'scatter', P[]>;
  readonly #hover: Hover;
  readonly #reader: PointReader<P>;
  readonly #announcement = document.createElement('span');
  #visitable = 0;
  /** chart.js knows its area only after its first layout. */
  #drawn = false;
  #pixelRatio = window.devicePixelRatio;
  #cursor: { dataset: number; index: number } | null = null;

  constructor(title: string, hover: Hover, reader: PointReader<P>, plugins: Plugin<'scatter'>[]) {
    this.#hover = hover;
    this.#reader = reader;
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    this.#announcement.className = 'for-screen-reader';
    this.#announcement.setAttribute('aria-live', 'polite');
    this.element.className = 'chart';
    this.element.dataset['title'] = title;
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'application');
    this.element.setAttribute('aria-roledescription', 'chart');
    this.element.append(canvas, this.#announcement);
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('blur', () => this.#leave());
    this.element.addEventListener('mouseleave', () => this.#hover.hide());
    this.#chart = new Chart<'scatter', P[]>(canvas, { type: 'scatter', data: { datasets: [] }, plugins });
  }

  get canvas(): HTMLCanvasElement {
    return this.#chart.canvas;
  }

  /** Called when the chart has got another size, and may show more or fewer points. */
  resized: () => void = () => undefined;

  /** Pixels across the plotted area; of the whole element before it was drawn in its present size. */
  get plotWidth(): number {
    const { clientWidth } = this.element;
    const current = this.#drawn && Math.abs(this.#chart.width - clientWidth) < 1;
    return current ? this.#chart.chartArea.width : clientWidth;
  }

  /** Draws with so many canvas pixels a CSS pixel, until the next call. */
  sharpen(pixelRatio: number): void {
    this.#pixelRatio = pixelRatio;
    this.#chart.options.devicePixelRatio = pixelRatio;
    if (this.element.isConnected) this.#chart.resize();
  }

  draw({ datasets, visitable, options, summary }: Picture<P>): void {
    this.#visitable = visitable;
    const title = this.element.dataset['title'] ?? '';
    this.element.setAttribute(
      'aria-label',
      `${title}. ${summary} Arrow keys visit the points, Enter follows one.`,
    );
    // Datasets are matched by label, so that chart.js keeps what it knows of them, and does not draw them anew.
    this.#chart.data.datasets = datasets.map((dataset) => {
      const known = this.#chart.data.datasets.find(({ label }) => label === dataset.label);
      return known === undefined ? dataset : Object.assign(known, dataset);
    });
    this.#chart.options = { ...options, ...this.#sharedOptions() };
    this.#chart.update('none');
    this.#drawn = true;
  }

  #sharedOptions(): ChartOptions<'scatter'> {
    return {
      animation: false,
      devicePixelRatio: this.#pixelRatio,
      responsive: true,
      maintainAspectRatio: false,
      events: ['mousemove', 'mouseout', 'click'],
      onResize: () => this.resized(),
      interaction: { mode: 'nearest', intersect: true },
      onHover: (_, elements) => {
        const point = this.#visitablePoint(elements[0]?.datasetIndex, elements[0]?.index);
        this.element.classList.toggle('on-point', point !== null);
        if (point === null) this.#hover.hide();
        else this.#showHover(elements[0]?.datasetIndex ?? 0, elements[0]?.index ?? 0, point);
      },
      onClick: (_, elements) => {
        const point = this.#visitablePoint(elements[0]?.datasetIndex, elements[0]?.index);
        if (point !== null) this.#reader.open(point);
      },
    };
  }

  #visitablePoint(dataset: number | undefined, index: number | undefined): P | null {
    if (dataset === undefined || index === undefined || dataset >= this.#visitable) return null;
    return this.#chart.data.datasets[dataset]?.data[index] ?? null;
  }

  #showHover(dataset: number, index: number, point: P): void {
    const place = this.#chart.getDatasetMeta(dataset).data[index];
    if (place === undefined) return;
    const { left, top } = this.canvas.getBoundingClientRect();
    this.#hover.showAt(
      new DOMRect(left + place.x - 6, top + place.y - 6, 12, 12),
      this.#reader.describe(point),
    );
  }

  #onKey(event: KeyboardEvent): void {
    const cursor = this.#cursor ?? { dataset: 0, index: -1 };
    const point = this.#visitablePoint(cursor.dataset, cursor.index);
    if (event.key === 'Enter' && point !== null) {
      event.preventDefault();
      this.#reader.open(point);
      return;
    }
    const next = this.#moved(cursor, event.key);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.#visit(next);
  }

  #moved(
    { dataset, index }: { dataset: number; index: number },
    key: string,
  ): { dataset: number; index: number } | null {
    switch (key) {
      case 'ArrowLeft':
        return { dataset, index: index - 1 };
      case 'ArrowRight':
        return { dataset, index: index + 1 };
      case 'ArrowUp':
        return { dataset: dataset - 1, index };
      case 'ArrowDown':
        return { dataset: dataset + 1, index };
      case 'Home':
        return { dataset, index: 0 };
      case 'End':
        return { dataset, index: Infinity };
      default:
        return null;
    }
  }

  #visit(wanted: { dataset: number; index: number }): void {
    const dataset = Math.max(0, Math.min(this.#visitable - 1, wanted.dataset));
    const last = (this.#chart.data.datasets[dataset]?.data.length ?? 0) - 1;
    const index = Math.max(0, Math.min(last, wanted.index));
    const point = this.#visitablePoint(dataset, index);
    if (point === null) return;
    this.#cursor = { dataset, index };
    this.#chart.setActiveElements([{ datasetIndex: dataset, index }]);
    this.#chart.update('none');
    this.#showHover(dataset, index, point);
    this.#announcement.textContent = this.#reader.describe(point).replaceAll('\n', '. ');
  }

  #leave(): void {
    this.#cursor = null;
    this.#hover.hide();
    this.#chart.setActiveElements([]);
    this.#chart.update('none');
  }
}

/** Options of an axis in the theme's colours and font. */
export function axisStyle(theme: Theme) {
  return {
    grid: { color: theme.grid, drawTicks: false },
    border: { display: false },
    ticks: {
      color: theme.muted,
      font: { family: theme.font, size: theme.fontSize - 2 },
      padding: 6,
      maxRotation: 0,
      includeBounds: false,
    },
  };
}
