/** `data export`: writes an embedded bundle out as CSV. */
import { Option, type Command } from 'commander';
import * as v from 'valibot';
import { exportCsv } from '../ledger/data/exportCsv';
import { generateBundle } from '../ledger/data/generate';
import { EngineError } from '../platform/errors';
import { check } from '../protocol/check';
import { ScenarioName, scenarioNames } from '../protocol/vocabulary';
import { exitCodes, type Finish } from './exitCode';
import { guardFromInterrupts } from './interrupts';
import { printResult } from './output';
import { fileError, refuseDash } from './usageError';
import { requireWritableFile } from './writable';

const Flags = v.strictObject({ scenario: ScenarioName, out: v.string() });

export function declareDataExport(program: Command, finish: Finish): void {
  program
    .command('data')
    .description('export the data of a scenario')
    .command('export')
    .description('write the bars of a scenario as CSV')
    .addOption(new Option('--scenario <name>', 'whose bars').choices(scenarioNames).makeOptionMandatory())
    .requiredOption('--out <file.csv>', 'output file')
    .action(async (_flags: unknown, command: Command) => {
      await exportData(check(Flags, command.opts(), 'options of data export'));
      finish(exitCodes.done);
    });
}

async function exportData({ scenario, out }: v.InferOutput<typeof Flags>): Promise<void> {
  refuseDash(out, '--out', 'output');
  await requireWritableFile(out);
  const bundle = generateBundle(scenario);
  try {
    await guardFromInterrupts((signal) => exportCsv(bundle, out, signal));
  } catch (error) {
    throw error instanceof EngineError && error.code !== 'cancelled'
      ? fileError(error.cause, `Cannot write ${out}`)
      : error;
  }
  printResult(`${bundle.time.length} bars of ${bundle.symbols.length} symbols written to ${out}`);
}
