/** `trend`: how the scenarios' figures went from run to run, and where they changed for good. */
import type { Command } from 'commander';
import * as v from 'valibot';
import { defaultBaselineFile, readBaseline } from '../benchmark/baseline/file';
import type { Baseline } from '../protocol/baseline';
import { check } from '../protocol/check';
import type { Trend } from '../protocol/trend';
import { readRuns } from '../benchmark/trend/readRuns';
import { trendOf } from '../benchmark/trend/trend';
import { trendLines } from '../benchmark/trend/trendText';
import { exitCodes, type Finish } from './exitCode';
import { checkThresholds, declareThresholdFlags, thresholdsOf } from './gate';
import { printJson, printNote, printResult } from './output';
import { refuseDash, usageError } from './usageError';

const Flags = v.strictObject({
  /** True if the flag is omitted, false for none. */
  baseline: v.optional(v.union([v.string(), v.boolean()]), true),
  warn: v.number(),
  fail: v.number(),
  json: v.optional(v.boolean(), false),
});
type Flags = v.InferOutput<typeof Flags>;

export function declareTrend(program: Command, finish: Finish): void {
  const command = program
    .command('trend')
    .description('show a trend over several runs, with its change points')
    .argument('<report.json...>', 'reports, or folders of them')
    .option(
      '--baseline <file.json>',
      `baseline to compare the runs with (default: ${defaultBaselineFile}, if it exists)`,
    )
    .option('--no-baseline', 'do not compare with a baseline');
  declareThresholdFlags(command, 'if it is slower than the baseline by more than this')
    .option('--json', 'print JSON')
    .addHelpText('after', explanation);
  command.action(async (paths: string[]) => {
    const flags = check(Flags, command.opts(), 'options of trend');
    checkThresholds(flags);
    for (const path of paths) refuseDash(path, 'trend', 'input');
    const baseline = await baselineOf(flags);
    const { summaries, leftOut, notes } = await readRuns(paths);
    if (summaries.length + leftOut.length === 0) {
      throw usageError(
        `There is no report in ${paths.join(', ')}`,
        'Name a report.json, or a folder of them.',
      );
    }
    const trend: Trend = { ...trendOf(summaries, baseline, thresholdsOf(flags)), leftOut };
    for (const note of notes) printNote(`warning: ${note}`);
    for (const { file, reason } of leftOut) printNote(`warning: ${file} is left out. ${reason}`);
    if (flags.json) printJson(trend);
    else printResult(...trendLines(trend));
    finish(exitCodes.done);
  });
}

const explanation = `
Runs are comparable if machine, runtime, data, parameters and storage are the same. A change point is reported if it
is significant (1 %) and larger than 1 %. It requires at least five runs of at least five launches each.

Examples:
  decimal-benchmark trend reports/
  decimal-benchmark trend monday.json tuesday.json --baseline baselines/baseline.json --json`;

async function baselineOf({ baseline: named }: Flags): Promise<Baseline | null> {
  if (named === false) return null;
  if (named === true) return readBaseline(defaultBaselineFile);
  refuseDash(named, '--baseline', 'input');
  const found = await readBaseline(named);
  if (found !== null) return found;
  throw usageError(`There is no baseline ${named}`, 'Record one with `baseline create`, or leave it out.');
}
