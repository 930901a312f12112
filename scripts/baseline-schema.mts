/**
 * Writes the JSON Schema of baselines, `baselines/baseline.schema.json`, from the checks that the product itself runs
 * (`engine/protocol/baseline.ts`), with the comments there as descriptions. `--check` writes nothing and fails where it is
 * stale.
 *
 * Run it by `npx tsx scripts/baseline-schema.mts`.
 */
import * as baseline from '../engine/protocol/baseline';
import * as vocabulary from '../engine/protocol/vocabulary';
import { publish } from './lib/publishedSchema.mjs';

await publish({
  target: 'baselines/baseline.schema.json',
  name: 'Baseline',
  schema: baseline.Baseline,
  modules: [baseline, vocabulary],
  sources: ['baseline', 'vocabulary'],
  id: `urn:decimal-benchmark:baseline:${baseline.baselineSchemaVersion}`,
  title: 'Baseline of Decimal Benchmark',
  description:
    'What each scenario and engine took on each machine, by the model of its processor. Times are nanoseconds of one whole backtest run.',
  program: 'scripts/baseline-schema.mts',
});
