/**
 * A measuring process that is slow by a known share, `SLOWED_BY_PERCENT` of its environment: of each hundred runs so many
 * are done twice. Extra work of the same kind is proportional to the work whatever the machine does just then, and needs no
 * clock, which would itself take time. It is what a benchmark of the benchmark measures, and is no part of the product.
 */
import { serveMeasurements } from '../../engine/benchmark/measuring/measuringProcess';

const percent = Number(process.env['SLOWED_BY_PERCENT'] ?? NaN);
if (!(percent >= 0 && percent <= 100)) throw new Error('SLOWED_BY_PERCENT must be from 0 to 100');

serveMeasurements((prepared) => {
  /** Percents of a run that are still to be done. */
  let owed = 0;
  return {
    run() {
      prepared.run();
      owed += percent;
      if (owed < 100) return;
      owed -= 100;
      prepared.run();
    },
    describe: (decisions) => prepared.describe(decisions),
  };
});
