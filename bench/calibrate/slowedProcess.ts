/**
 * A measuring process whose runs are slowed by a known share, `SLOWED_BY_PERCENT` of its environment: after each run it
 * turns in circles for that share of the time which the run took. It is what a benchmark of the benchmark measures, and
 * is no part of the product.
 */
import { serveMeasurements } from '../../engine/benchmark/measuringProcess';

const percent = Number(process.env['SLOWED_BY_PERCENT'] ?? NaN);
if (!(percent >= 0)) throw new Error('SLOWED_BY_PERCENT must be 0 or more');

serveMeasurements((prepared) => ({
  run() {
    const start = process.hrtime.bigint();
    prepared.run();
    const end = process.hrtime.bigint();
    const until = end + ((end - start) * BigInt(Math.round(percent * 100))) / 10_000n;
    while (process.hrtime.bigint() < until);
  },
  describe: (decisions) => prepared.describe(decisions),
}));
