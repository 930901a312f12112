/**
 * Writes the JSON Schema of the report, `docs/report.schema.json`, from the checks that the product itself runs
 * (`engine/protocol/`), with the comments there as descriptions. `--check` writes nothing and fails where it is stale.
 *
 * Run it by `npx tsx scripts/report-schema.mts`.
 */
import * as backtest from '../engine/protocol/backtest';
import * as report from '../engine/protocol/report';
import * as vocabulary from '../engine/protocol/vocabulary';
import { publish } from './lib/publishedSchema.mjs';

await publish({
  target: 'docs/report.schema.json',
  name: 'Report',
  schema: report.Report,
  modules: [backtest, report, vocabulary],
  sources: ['backtest', 'report', 'vocabulary'],
  id: `urn:decimal-benchmark:report:${report.reportSchemaVersion}`,
  title: 'Decimal Benchmark report',
  description:
    'What one run of Decimal Benchmark measured and computed. Times are nanoseconds of one whole backtest run unless a name says otherwise; money and other decimals are text in plain notation, exact to the last digit.',
  program: 'scripts/report-schema.mts',
});
