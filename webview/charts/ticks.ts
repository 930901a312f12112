/** Ticks of axes that chart.js would place less well. */

/** 1, 2 and 5 of every decade that is in sight; only the decades if there are more than three. */
function logTicks(low: number, high: number): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const steps = Math.log10(high / low) > 2 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = from; power <= to; power++) ticks.push(...steps.map((step) => step * 10 ** power));
  return ticks.filter((value) => value >= low && value <= high);
}

/** Options of a scale that runs from `low` to `high`, linear or logarithmic. */
export function scaleBetween(low: number, high: number, logarithmic: boolean) {
  if (!logarithmic) return { type: 'linear' as const, min: low, max: high };
  return {
    type: 'logarithmic' as const,
    min: low,
    max: high,
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = logTicks(low, high).map((value) => ({ value }));
    },
  };
}

/** Fractional digits that show a tick's value. */
export function decimalsOfTick(value: number): number {
  return value >= 1 && Number.isInteger(Math.round(value * 1e6) / 1e6)
    ? 0
    : Math.max(0, Math.min(3, 1 - Math.floor(Math.log10(value))));
}
