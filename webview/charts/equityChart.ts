/** Equity of both arithmetics above, what floats added below, on a scale of its own. */
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { EngineName } from '../../engine/protocol/vocabulary';
import { formatNumber, formatSigned } from '../../engine/presentation/format';
import type { Hover } from '../hover';
import { dashes } from '../../engine/presentation/models/engines';
import { dateTicks } from '../../engine/presentation/models/equity';
import type { EquityModel, EquityPoint } from '../../engine/presentation/models/equity';
import type { Theme } from '../theme';
import { axisStyle, ChartHost } from './chartHost';
import type { Dataset } from './chartHost';
import { endLabels, labelRoom } from './labels';
import type { EndLabel } from './labels';

export class EquityChart {
  readonly host: ChartHost<EquityPoint>;
  #labels: readonly EndLabel[] = [];
  #theme: Theme | null = null;

  constructor(hover: Hover, describe: (point: EquityPoint) => string, open: (point: EquityPoint) => void) {
    this.host = new ChartHost('Equity, and what floats added', hover, { describe, open }, [
      endLabels(() => (this.#theme === null ? null : { labels: this.#labels, theme: this.#theme })),
    ]);
  }

  /** @param exactEngine - whose colour the exact line has */
  draw(model: EquityModel, exactEngine: EngineName, theme: Theme): void {
    this.#theme = theme;
    this.#labels = labelsOf(model, exactEngine);
    const style = axisStyle(theme);
    const ticks = dateTicks(model.dates, this.host.plotWidth);
    const money = (value: string | number, decimals: number): string => formatNumber(Number(value), decimals);
    this.host.draw({
      visitable: 3,
      summary: model.summary,
      datasets: [
        lineOf('exact', 'y', model.exact, exactEngine, theme),
        lineOf('float', 'y', model.float, 'float', theme),
        {
          ...lineOf('difference', 'difference', model.difference, 'float', theme),
          stepped: 'before',
          borderDash: [],
        },
      ],
      options: {
        layout: { padding: { top: 20, right: labelRoom(this.#labels, theme) } },
        scales: {
          x: {
            ...style,
            type: 'linear',
            min: 0,
            max: Math.max(1, model.dates.length - 1),
            grid: { display: false },
            afterBuildTicks: (axis) => {
              axis.ticks = ticks.map(({ session }) => ({ value: session }));
            },
            ticks: {
              ...style.ticks,
              callback: (value) => ticks.find(({ session }) => session === value)?.label ?? '',
            },
          },
          // Stacked scales grow upwards: what floats added lies below.
          difference: {
            ...style,
            type: 'linear',
            stack: 'equity',
            stackWeight: 1,
            display: model.difference.length > 0,
            ...differenceDomain(model),
            afterBuildTicks: (axis) => {
              axis.ticks = differenceTicks(model).map((value) => ({ value }));
            },
            ticks: { ...style.ticks, callback: (value) => formatSigned(Number(value), decimalsOf(model)) },
          },
          y: {
            ...style,
            type: 'linear',
            stack: 'equity',
            stackWeight: 2.6,
            ...equityDomain(model),
            ticks: { ...style.ticks, maxTicksLimit: 5, callback: (value) => money(value, 0) },
          },
        },
        plugins: {
          tooltip: { enabled: false },
          annotation: { clip: false, annotations: divergenceLine(model, theme) },
        },
      },
    });
  }
}

function lineOf(
  label: string,
  axis: string,
  points: readonly EquityPoint[],
  engine: EngineName,
  theme: Theme,
): Dataset<EquityPoint> {
  return {
    label,
    yAxisID: axis,
    data: [...points],
    showLine: true,
    pointRadius: 0,
    pointHoverRadius: 4,
    pointHitRadius: 6,
    borderColor: theme.engines[engine],
    backgroundColor: theme.engines[engine],
    borderWidth: 1.5,
    borderDash: [...dashes[engine]],
  };
}

function labelsOf(model: EquityModel, exactEngine: EngineName): EndLabel[] {
  const label = (
    text: string,
    engine: EngineName,
    scale: string,
    points: readonly EquityPoint[],
  ): EndLabel[] => {
    const last = points.at(-1);
    return last === undefined ? [] : [{ text, engine, scale, value: last.y }];
  };
  return [
    ...label('exact', exactEngine, 'y', model.exact),
    ...label('float', 'float', 'y', model.float),
    ...label('float − exact', 'float', 'difference', model.difference),
  ];
}

/** The lines with air around them, so that the lowest label keeps away from those below. */
function equityDomain({ exact, float }: EquityModel): { min: number; max: number } {
  const values = [...exact, ...float].map(({ y }) => y);
  if (values.length === 0) return { min: 0, max: 1 };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = (high - low) * 0.08 || Math.abs(high) * 0.01 || 1;
  return { min: low - air, max: high + air };
}

/** Zero and the farthest difference on either side. */
function differenceTicks({ difference }: EquityModel): number[] {
  const values = difference.map(({ y }) => y);
  return [...new Set([Math.min(0, ...values), 0, Math.max(0, ...values)])];
}

/** Always with zero in sight, and with air, so that its labels do not meet those of the equity above. */
function differenceDomain(model: EquityModel): { min: number; max: number } {
  const ticks = differenceTicks(model);
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 0];
  const air = high === low ? 1 : (high - low) * 0.3;
  return { min: low - air, max: high + air };
}

function decimalsOf(model: EquityModel): number {
  const largest = Math.max(...differenceTicks(model).map(Math.abs));
  if (largest === 0) return 0;
  return Math.max(2, Math.min(12, 1 - Math.floor(Math.log10(largest))));
}

function divergenceLine({ divergence }: EquityModel, theme: Theme): AnnotationOptions[] {
  if (divergence === null) return [];
  return [
    {
      type: 'line',
      scaleID: 'x',
      value: divergence,
      borderColor: theme.target,
      borderWidth: 1.5,
      borderDash: [4, 3],
      label: {
        display: true,
        content: 'first difference',
        position: 'start',
        // Above the plot, where no line crosses it.
        yAdjust: -20,
        backgroundColor: theme.background,
        color: theme.foreground,
        font: { family: theme.font, size: theme.fontSize - 2, weight: 'normal' },
        padding: 3,
        borderRadius: 0,
      },
    },
  ];
}
