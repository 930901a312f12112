/** What the gates, `baseline check` and `compare`, have in common: their options, what they print, their exit code. */
import { Option, type Command } from 'commander';
import { appendFile } from 'node:fs/promises';
import * as v from 'valibot';
import { gateMarkdown, gateLines, gateNotices } from '../benchmark/baseline/gateText';
import { failedGateReport, type GateScope } from '../benchmark/baseline/failedGateReport';
import { UnbuildableError } from '../benchmark/baseline/worktree';
import { failureOf } from '../platform/errors';
import { fileReasonOf } from '../platform/fileReason';
import { defaultThresholds, thresholdRange, type Thresholds } from '../protocol/baseline';
import { runDefaults } from '../protocol/defaults';
import type { GateEvent, GateReport } from '../protocol/gate';
import { settingRanges } from '../protocol/settings';
import { EngineName, ScenarioName } from '../protocol/vocabulary';
import { writeWhole } from '../platform/writeWhole';
import { exitCodeOfFailure, exitCodes, type ExitCode } from './exitCode';
import { listenForInterrupts } from './interrupts';
import { engineList, percent, scenarioList, wholeNumber } from './optionValues';
import { printFailure, printJson, printNote, printResult, printWorkflowCommands } from './output';
import { progressView, type ProgressView } from './progress';
import { progressText } from './runText';
import { fileError, refuseDash, usageError } from './usageError';
import { requireWritableFile } from './writable';

/** A gate begins with so many launches, and adds more up to the most if they can decide. */
const gateLaunches = { first: runDefaults.launches, most: 4 * runDefaults.launches } as const;

/** Samples of every engine in a launch, if nobody says otherwise: those of a run by its defaults. */
const roundsOfLaunch = runDefaults.runs / runDefaults.launches;

/** What {@link declareGateFlags} declares, for a command's own schema. */
export const gateFlags = {
  scenario: v.optional(v.array(ScenarioName)),
  engines: v.optional(v.array(EngineName)),
  launches: v.number(),
  maxLaunches: v.optional(v.number()),
  runs: v.optional(v.number()),
  warn: v.number(),
  fail: v.number(),
  markdown: v.optional(v.string()),
  json: v.optional(v.boolean(), false),
  events: v.optional(v.boolean(), false),
  quiet: v.optional(v.boolean(), false),
};
export type GateFlags = v.InferOutput<v.ObjectSchema<typeof gateFlags, undefined>>;

/** Declares the options that say what a command measures. */
export function declareMeasuredFlags(command: Command, launches: number): Command {
  return command
    .optionsGroup('Measurement:')
    .option('--scenario <list>', 'scenarios, separated by commas, or all', scenarioList)
    .option('--engines <list>', 'engines to measure, separated by commas', engineList)
    .option(
      '--launches <count>',
      'process launches per engine',
      wholeNumber({ least: 2, most: settingRanges.launches.most }),
      launches,
    )
    .option(
      '--runs <count>',
      `samples per engine in these launches (default: ${roundsOfLaunch} times --launches)`,
      wholeNumber(settingRanges.runs),
    );
}

/** Declares the options of a gate. */
export function declareGateFlags(command: Command): Command {
  declareMeasuredFlags(command, gateLaunches.first)
    .option(
      '--max-launches <count>',
      `launches to add at most if the result is undecided (default: 4 times --launches)`,
      wholeNumber({ least: 2, most: 4 * settingRanges.launches.most }),
    )
    .optionsGroup('Limits:');
  return declareThresholdFlags(command, 'if it is shown to be slower by more than this')
    .optionsGroup('Output:')
    .option('--markdown <file>', 'also write a Markdown summary for a pull request')
    .option('--json', 'print the result as JSON to standard output, all else to standard error')
    .addOption(new Option('--events', 'print events as JSON Lines, the result last').conflicts('json'))
    .option('--quiet', 'print only errors, warnings and the last line');
}

/** Declares the two thresholds. @param where - ends `warn …` and `fail …` */
export function declareThresholdFlags(command: Command, where: string): Command {
  const range = percent(thresholdRange);
  return command
    .option('--warn <percent>', `warn ${where}`, range, defaultThresholds.warningPercent)
    .option('--fail <percent>', `fail ${where}`, range, defaultThresholds.failurePercent);
}

/** @throws EngineError `bad-input` if the thresholds do not go together */
export function checkThresholds({ warn, fail }: Pick<GateFlags, 'warn' | 'fail'>): void {
  if (warn <= fail) return;
  throw usageError(`--warn ${warn} is above --fail ${fail}`, 'What fails must be slower than what warns.');
}

/** @throws EngineError `bad-input` if options do not go together */
export async function checkGateFlags(flags: GateFlags): Promise<void> {
  checkThresholds(flags);
  if (flags.maxLaunches !== undefined && flags.maxLaunches < flags.launches) {
    throw usageError('--max-launches is below --launches', 'Raise it, or lower --launches.');
  }
  refuseDash(flags.markdown, '--markdown', 'output');
  if (flags.markdown !== undefined) await requireWritableFile(flags.markdown);
}

export function thresholdsOf({ warn, fail }: Pick<GateFlags, 'warn' | 'fail'>): Thresholds {
  return { warningPercent: warn, failurePercent: fail };
}

/** Samples of every engine in the launches that were asked for. */
export function runsOf({ launches, runs }: Pick<GateFlags, 'launches' | 'runs'>): number {
  return runs ?? launches * roundsOfLaunch;
}

export function mostLaunches({ launches, maxLaunches }: GateFlags): number {
  return maxLaunches ?? 4 * launches;
}

/**
 * Measures and judges, then prints the report: also if nothing could be judged, which fails closed. An interrupt ends it,
 * and decides nothing.
 * @param requested - what the report is of if nothing could be judged
 */
export async function runGateCommand(
  flags: GateFlags,
  requested: Omit<GateScope, 'thresholds'>,
  work: (view: ProgressView, signal: AbortSignal) => Promise<GateReport>,
): Promise<ExitCode> {
  const startedAt = new Date();
  const view = flags.events ? eventView() : progressView(flags.quiet);
  return interruptible(view, async (signal) => {
    const report = await work(view, signal).catch((error: unknown) => {
      const failure = failureOf(error);
      if (signal.aborted || exitCodeOfFailure(failure.code) !== exitCodes.brokenOff) throw error;
      const output = error instanceof UnbuildableError ? error.output : null;
      return failedGateReport({ ...requested, thresholds: thresholdsOf(flags) }, failure, {
        startedAt,
        output,
      });
    });
    view.end();
    if (signal.aborted) return exitCodes.interrupted;
    const isWritten = await publish(flags, report);
    return isWritten ? exitCodeOfGate(report) : exitCodes.brokenOff;
  });
}

/**
 * Runs work that ends with the first interrupt; a second one stops the program at once.
 * @param outcome - what an interrupt leaves, as the rest of a sentence
 */
export async function interruptible(
  view: ProgressView,
  work: (signal: AbortSignal) => Promise<ExitCode>,
  outcome = 'nothing is decided',
): Promise<ExitCode> {
  const interrupts = listenForInterrupts(() => {
    view.end();
    process.exit(exitCodes.interrupted);
  });
  try {
    return await work(interrupts.signal);
  } catch (error) {
    // Processes that an interrupt has ended fail in their own ways.
    if (interrupts.signal.aborted && exitCodeOfFailure(failureOf(error).code) !== exitCodes.badInput) {
      printNote(`Interrupted: ${outcome}.`);
      return exitCodes.interrupted;
    }
    throw error;
  } finally {
    interrupts.stopListening();
    view.end();
  }
}

/** 3 where less was judged than there was to judge: a gate that saw nothing must not look like one that passed. */
function exitCodeOfGate({ outcome }: GateReport): ExitCode {
  switch (outcome) {
    case 'passed':
    case 'warned':
      return exitCodes.done;
    case 'failed':
      return exitCodes.missed;
    case 'not judged':
      return exitCodes.brokenOff;
  }
}

/**
 * Prints the report, then writes the file that was requested. The result is printed even if the write fails.
 * @returns whether it could be written
 */
async function publish(flags: GateFlags, report: GateReport): Promise<boolean> {
  printReport(flags, report);
  const markdown = gateMarkdown(report);
  const jobSummary = process.env['GITHUB_STEP_SUMMARY'];
  if (jobSummary !== undefined && jobSummary !== '') await addToSummary(jobSummary, markdown);
  if (flags.markdown === undefined) return true;
  try {
    await writeWhole(flags.markdown, markdown);
    return true;
  } catch (error) {
    printFailure(failureOf(fileError(error, `Cannot write ${flags.markdown}`)));
    return false;
  }
}

function printReport(flags: GateFlags, report: GateReport): void {
  if (flags.events) printEvent({ type: 'report', report });
  else if (flags.json) printJson(report, 2);
  const target = flags.json || flags.events ? 'note' : 'result';
  const print = target === 'note' ? printNote : printResult;
  // Marked line by line: what another program printed must not look like this program's own messages.
  if (report.output !== null && report.output !== '') {
    printNote(...report.output.split(/\r?\n/).map((line) => `  | ${line}`));
  }
  // Without anything to compare with, the last line says it all.
  if (!flags.quiet && report.baselineMachine !== null) print(...gateLines(report), '');
  const onGitHub = process.env['GITHUB_ACTIONS'] === 'true';
  if (report.problem !== null && !onGitHub) printNote(`error: ${report.problem}`);
  for (const { level, text } of gateNotices(report)) {
    if (onGitHub) printWorkflowCommands(target, `::${level} title=Decimal Benchmark::${commandText(text)}`);
    else if (text !== report.sentence) printNote(`${level}: ${text}`);
  }
  print(report.sentence);
}

/** Nobody asked for the job's summary by an option, so that it decides nothing if it cannot be written. */
async function addToSummary(file: string, markdown: string): Promise<void> {
  try {
    // Other steps have written theirs to the same file.
    await appendFile(file, markdown);
  } catch (error) {
    printNote(
      `warning: Cannot add to the job's summary: ${fileReasonOf(error)?.reason ?? failureOf(error).message}`,
    );
  }
}

/** Text in a command of a GitHub workflow. */
function commandText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function printEvent(event: GateEvent): void {
  printJson(event);
}

/** Progress as lines of JSON, for a program that reads them. */
function eventView(): ProgressView {
  const note =
    (level: 'info' | 'warning') =>
    (...lines: readonly string[]): void =>
      printEvent({ type: 'note', level, text: lines.join('\n') });
  return {
    show: (progress) =>
      printEvent({
        type: 'progress',
        fraction: progress.fraction,
        text: progressText(progress),
        scenario: progress.scenario,
      }),
    note: note('info'),
    caution: note('warning'),
    warn: note('warning'),
    end: () => undefined,
  };
}
