/** `run`: measures, writes the report, prints the table, and ends with the verdict. */
import type { Command } from 'commander';
import path from 'node:path';
import { failureOf } from '../platform/errors';
import { terminalTable, type TerminalStyle } from '../benchmark/report/terminalTable';
import { reportFileNames, writeReport, type ReportFiles } from '../benchmark/report/write';
import type { RunOptions } from '../protocol/report';
import type { Failure } from '../protocol/failure';
import type { LastEvent } from '../protocol/run';
import { exitCodeOfFailure, exitCodeOfReport, exitCodes, type ExitCode, type Finish } from './exitCode';
import { listenForInterrupts } from './interrupts';
import { measure } from './measure';
import { columnsOf, printColoured, printFailure, printJson, printNote, printResult } from './output';
import { progressView, type ProgressView } from './progress';
import { declareRunFlags, runCaution, runFlagsOf, runOptionsOf, type RunFlags } from './runFlags';
import { writeTrace } from './trace';
import { fileError } from './usageError';
import { refuseLinkedDefault, refuseSameFile, requireWritableFile, requireWritableReport } from './writable';

export function declareRun(program: Command, finish: Finish): void {
  const command = program
    .command('run')
    .description('compare exact decimals with floats, on generated bars or your own')
    .addHelpText('after', examples);
  declareRunFlags(command).action(async () => {
    finish(await run(runFlagsOf(command)));
  });
}

const examples = `
Examples:
  decimal-benchmark run
  decimal-benchmark run --scenario daily --runs 3
  decimal-benchmark run --data prices.csv --strategy sma:50,200 --warmup 200
  decimal-benchmark run --scenario daily --trace daily.jsonl --engine decimal.js`;

async function run(flags: RunFlags): Promise<ExitCode> {
  const options = runOptionsOf(flags);
  // A run of minutes must not end at a file that cannot be written.
  await refuseLinkedDefault(flags.outputDir);
  await requireWritableReport(flags.outputDir);
  if (flags.trace !== undefined) await requirePlaceForTrace(flags.trace, flags);
  const view = progressView(flags.quiet);
  const caution = runCaution(flags);
  if (caution !== null) view.warn(caution);
  const interrupts = listenForInterrupts(() => {
    view.end();
    // Every process of the run ends by itself once this one is gone.
    process.exit(exitCodes.interrupted);
  });
  try {
    return await runListening(flags, options, view, interrupts.signal);
  } finally {
    interrupts.stopListening();
    view.end();
  }
}

/** @throws EngineError `bad-input` if it would be written over the data, or be written over by the report */
async function requirePlaceForTrace(trace: string, { data, outputDir }: RunFlags): Promise<void> {
  if (data !== undefined) await refuseSameFile(trace, '--trace', data, 'the data itself');
  for (const name of reportFileNames) {
    await refuseSameFile(trace, '--trace', path.join(outputDir, name), 'a file of the report');
  }
  await requireWritableFile(trace);
}

async function runListening(
  flags: RunFlags,
  options: RunOptions,
  view: ProgressView,
  signal: AbortSignal,
): Promise<ExitCode> {
  let last: LastEvent;
  try {
    if (flags.trace !== undefined) {
      await writeTrace({ file: flags.trace, engine: flags.engine ?? 'native' }, options, view, signal);
    }
    last = await measure(options, view, signal);
  } catch (error) {
    last = { type: 'failed', failure: failureOf(error) };
  }
  view.end();
  if (last.type === 'finished') {
    const isWritten = await publish(flags, last, signal.aborted);
    if (!isWritten) return exitCodes.brokenOff;
    return signal.aborted ? exitCodes.interrupted : exitCodeOfReport(last.report);
  }
  if (signal.aborted && last.failure.code === 'cancelled') {
    printNote('Interrupted before the first sample: no report is written.');
  } else {
    printFailure(last.failure);
  }
  return signal.aborted ? exitCodes.interrupted : exitCodeOfFailure(last.failure.code);
}

/**
 * Writes the report's files, then prints it; the verdict and the report's path come last.
 * @returns whether the files were written: what was measured is printed in any case
 */
async function publish(flags: RunFlags, files: ReportFiles, interrupted: boolean): Promise<boolean> {
  const { report } = files;
  let problem: Failure | null = null;
  try {
    await writeReport(flags.outputDir, files);
  } catch (error) {
    problem = failureOf(fileError(error, `Cannot write ${flags.outputDir}`));
  }
  const print = flags.json ? printNote : printResult;
  const stream = flags.json ? process.stderr : process.stdout;
  if (flags.json) printJson(report, 2);
  if (!flags.quiet) printColoured(stream, `${terminalTable(report, styleOf(stream))}\n`);
  const early = interrupted ? 'Interrupted; a partial result: ' : 'The run broke off; a partial result: ';
  const result = report.partial === null ? report.sentence : `${early}${report.sentence}`;
  if (problem === null) {
    print(`${result} Report: ${path.join(flags.outputDir, 'report.md')}`);
    return true;
  }
  print(`${result} The report could not be written.`);
  printFailure(problem);
  return false;
}

function styleOf(stream: NodeJS.WriteStream): TerminalStyle {
  return stream.isTTY ? { color: stream.hasColors(), width: columnsOf(stream) } : { color: false };
}
