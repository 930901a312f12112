/** `merge`: joins the reports of `run --shard i/n` into one. */
import type { Command } from 'commander';
import path from 'node:path';
import * as v from 'valibot';
import { failureOf } from '../platform/errors';
import { check } from '../protocol/check';
import { chartsOf } from '../benchmark/report/charts';
import { markdownReport } from '../benchmark/report/markdown';
import { mergeReports } from '../benchmark/report/merge';
import { readReport } from '../benchmark/report/read';
import { reportFileNames, writeReport } from '../benchmark/report/write';
import { exitCodeOfReport, exitCodes, type Finish } from './exitCode';
import { printFailure, printResult } from './output';
import { fileError, refuseDash } from './usageError';
import { refuseLinkedDefault, refuseSameFile, requireWritableReport } from './writable';

const Flags = v.strictObject({ outputDir: v.string() });

export function declareMerge(program: Command, finish: Finish): void {
  const command = program
    .command('merge')
    .description('merge the reports of run --shard i/n into one')
    .argument('<report.json...>', 'the reports of all parts')
    .option(
      '--output-dir <folder>',
      'folder for report.json, report.md, report.html and charts/',
      'reports/latest',
    );
  command.action(async (files: string[]) => {
    const { outputDir } = check(Flags, command.opts(), 'options of merge');
    const parts = await Promise.all(
      files.map(async (file) => {
        refuseDash(file, 'merge', 'input');
        return { file, report: await readReport(file) };
      }),
    );
    const report = mergeReports(parts);
    for (const name of reportFileNames) {
      for (const file of files) {
        await refuseSameFile(path.join(outputDir, name), '--output-dir: its', file, 'one of the parts');
      }
    }
    await refuseLinkedDefault(outputDir);
    await requireWritableReport(outputDir);
    try {
      await writeReport(outputDir, { report, markdown: markdownReport(report), charts: chartsOf(report) });
    } catch (error) {
      printResult(`${report.sentence} The report could not be written.`);
      printFailure(failureOf(fileError(error, `Cannot write ${outputDir}`)));
      finish(exitCodes.brokenOff);
      return;
    }
    printResult(`${report.sentence} Report: ${path.join(outputDir, 'report.md')}`);
    finish(exitCodeOfReport(report));
  });
}
