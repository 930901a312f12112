/** `baseline`: records what the scenarios take on this machine, and checks against it. */
import type { Command } from 'commander';
import path from 'node:path';
import * as v from 'valibot';
import { checkBaseline } from '../benchmark/baseline/checkBaseline';
import { defaultBaselineFile, readBaseline, updateBaseline } from '../benchmark/baseline/file';
import { fingerprintOf, fingerprintText } from '../benchmark/baseline/machineFingerprint';
import { commitOf, commitText, type Commit } from '../benchmark/baseline/git';
import { emptyBaseline, enginesOf, recorded, scenariosOf } from '../benchmark/baseline/record';
import { baselineLines } from '../benchmark/baseline/show';
import { gateOptions } from '../benchmark/baseline/work';
import { readMachine } from '../benchmark/measuring/machine';
import { readVersions } from '../benchmark/measuring/versions';
import { EngineError } from '../platform/errors';
import type { Baseline, MachineFingerprint } from '../protocol/baseline';
import { check } from '../protocol/check';
import { runDefaults } from '../protocol/defaults';
import type { Report } from '../protocol/report';
import { allScenarios, EngineName, ScenarioName } from '../protocol/vocabulary';
import { makeFolder } from '../platform/makeFolder';
import { disagreementOf } from '../benchmark/verdict/resultChecks';
import { exitCodes, type ExitCode, type Finish } from './exitCode';
import {
  checkGateFlags,
  declareGateFlags,
  declareMeasuredFlags,
  gateFlags,
  interruptible,
  mostLaunches,
  runGateCommand,
  runsOf,
  thresholdsOf,
} from './gate';
import { measure } from './measure';
import { printJson, printNote, printResult } from './output';
import { progressView } from './progress';
import { fileError, refuseDash, usageError } from './usageError';
import { refuseLinkOut, refuseSameFile, requireWritableFile } from './writable';

const fileFlag = { file: v.string() };
const CheckFlags = v.strictObject({ ...gateFlags, ...fileFlag });
type CheckFlags = v.InferOutput<typeof CheckFlags>;

const RecordFlags = v.strictObject({
  ...fileFlag,
  scenario: v.optional(v.array(ScenarioName)),
  engines: v.optional(v.array(EngineName)),
  launches: v.number(),
  runs: v.optional(v.number()),
  quiet: v.optional(v.boolean(), false),
});
type RecordFlags = v.InferOutput<typeof RecordFlags>;

const ShowFlags = v.strictObject({ ...fileFlag, json: v.optional(v.boolean(), false) });

/** A baseline is compared with many times: its own scatter should not be what limits them. */
const launchesToRecord = 10;

export function declareBaseline(program: Command, finish: Finish): void {
  const baseline = program
    .command('baseline')
    .description('record a baseline for this machine, and check against it')
    .addHelpText('after', help);
  const create = withFile(
    baseline.command('create').description('record scenarios that are not in the file yet'),
  );
  declareRecordFlags(create).action(async () => {
    finish(await createFile(check(RecordFlags, create.opts(), 'options of baseline create')));
  });
  const checking = withFile(baseline.command('check').description('measure, and compare with the file'));
  declareGateFlags(checking).action(async () => {
    finish(await checkAgainst(check(CheckFlags, checking.opts(), 'options of baseline check')));
  });
  const update = withFile(
    baseline
      .command('update')
      .description('measure the recorded scenarios of this machine again and replace them'),
  );
  declareRecordFlags(update).action(async () => {
    finish(await updateFile(check(RecordFlags, update.opts(), 'options of baseline update')));
  });
  const show = withFile(baseline.command('show').description('print the recorded scenarios'));
  show.option('--json', 'print the file as JSON').action(async () => {
    const { file, json } = check(ShowFlags, show.opts(), 'options of baseline show');
    const found = await requireBaseline(file, 'bad-input');
    if (json) printJson(found, 2);
    else printResult(...baselineLines(found));
    finish(exitCodes.done);
  });
}

const help = `
On the machine that recorded the baseline, times are compared. On another machine, the ratio of each engine to
native-float in the same run is compared instead; it can warn, but never fail.

Exit codes of check:
  0  passed, no difference shown, or warned
  1  a regression, shown in two measurements
  2  bad usage, or a damaged baseline
  3  not every requested item could be judged

Examples:
  decimal-benchmark baseline create
  decimal-benchmark baseline check --scenario daily
  decimal-benchmark baseline check --warn 3 --fail 10 --markdown summary.md`;

function withFile(command: Command): Command {
  return command.option('--file <file.json>', 'the baseline', defaultBaselineFile);
}

function declareRecordFlags(command: Command): Command {
  return declareMeasuredFlags(command, launchesToRecord).option(
    '--quiet',
    'print only errors, warnings and the last line',
  );
}

async function checkAgainst(flags: CheckFlags): Promise<ExitCode> {
  await checkGateFlags(flags);
  if (flags.markdown !== undefined) {
    await refuseSameFile(flags.markdown, '--markdown', flags.file, 'the baseline itself');
  }
  const { file, scenario: scenarios = allScenarios, engines = runDefaults.engines } = flags;
  const asked = { comparison: 'times', against: file, scenarios, engines } as const;
  return runGateCommand(flags, asked, async (view, signal) =>
    checkBaseline({
      baseline: await requireBaseline(file, 'no-samples'),
      file,
      scenarios: flags.scenario ?? null,
      engines: flags.engines ?? null,
      launches: flags.launches,
      runs: runsOf(flags),
      maxLaunches: mostLaunches(flags),
      thresholds: thresholdsOf(flags),
      warn: (text) => view.caution(text),
      measure: (options) => measure(options, view, signal, true),
      signal,
    }),
  );
}

async function createFile(flags: RecordFlags): Promise<ExitCode> {
  const names = flags.scenario ?? allScenarios;
  const refuse = (baseline: Baseline): void => refuseRecorded(baseline, names, flags);
  refuse((await readBaseline(flags.file)) ?? emptyBaseline);
  return record(flags, names, refuse);
}

function refuseRecorded(baseline: Baseline, names: readonly ScenarioName[], { file }: RecordFlags): void {
  const there = scenariosOf(baseline, thisMachine()).filter((name) => names.includes(name));
  if (there.length === 0) return;
  throw usageError(
    `${file} holds ${there.join(', ')} of this machine already`,
    'Record them again with `baseline update`, or name other scenarios.',
  );
}

async function updateFile(flags: RecordFlags): Promise<ExitCode> {
  const baseline = await requireBaseline(flags.file, 'bad-input');
  const held = scenariosOf(baseline, thisMachine());
  if (flags.scenario === undefined && held.length === 0) {
    throw usageError(
      `${flags.file} holds nothing of this machine (${fingerprintText(thisMachine())})`,
      'Record it first with `baseline create`.',
    );
  }
  const names = flags.scenario ?? held;
  const refuse = (current: Baseline): void => refuseLostEngines(current, names, flags);
  refuse(baseline);
  return record(flags, names, refuse);
}

function refuseLostEngines(
  baseline: Baseline,
  names: readonly ScenarioName[],
  { file, engines }: RecordFlags,
): void {
  for (const name of names) {
    const lost = enginesOf(baseline, thisMachine(), name).filter(
      (engine) => engines?.includes(engine) === false,
    );
    if (lost.length === 0) continue;
    throw usageError(
      `--engines leaves out ${lost.join(', ')}, of which ${file} holds figures for ${name} that would be lost`,
      'An entry is one run: name all of its engines, or record into another --file.',
    );
  }
}

/**
 * Measures, and adds the result to what the file holds then: a run that breaks off changes nothing.
 * @param refuse - throws if recording would replace something in the baseline that it should not; called again before
 *   the write, because the file may have changed since
 */
async function record(
  flags: RecordFlags,
  names: readonly ScenarioName[],
  refuse: (current: Baseline) => void,
): Promise<ExitCode> {
  refuseDash(flags.file, '--file', 'output');
  await refuseLinkedBaseline(flags.file);
  await requireWritable(flags.file);
  const view = progressView(flags.quiet);
  return interruptible(
    view,
    async (signal) => {
      const options = gateOptions(
        names,
        flags.engines ?? runDefaults.engines,
        { launches: flags.launches, runs: runsOf(flags) },
        flags.launches,
      );
      const last = await measure(options, view, signal);
      view.end();
      if (last.type === 'failed') throw new EngineError(last.failure);
      const problem = problemOf(last.report);
      if (problem !== null) {
        printNote(`error: ${problem} ${flags.file} is left as it was.`);
        return signal.aborted ? exitCodes.interrupted : exitCodes.brokenOff;
      }
      const commit = await commitOf(process.cwd(), signal);
      const written = await writeRecorded(flags.file, last.report, commit, refuse);
      if (!flags.quiet) printResult(...baselineLines(written), '');
      printResult(`Recorded ${names.join(', ')} at ${commitText(commit)} in ${flags.file}`);
      return exitCodes.done;
    },
    `${flags.file} is left as it was`,
  );
}

async function writeRecorded(
  file: string,
  report: Report,
  commit: Commit | null,
  refuse: (current: Baseline) => void,
): Promise<Baseline> {
  try {
    return await updateBaseline(file, (found) => {
      const current = found ?? emptyBaseline;
      refuse(current);
      return recorded(current, report, commit);
    });
  } catch (error) {
    throw fileError(error, `Cannot write ${file}`);
  }
}

/** Why a run must not become a baseline; null if it may. */
function problemOf({ partial, scenarios }: Report): string | null {
  if (partial !== null) return `The run broke off: ${partial}.`;
  for (const { head, results, samples } of scenarios) {
    const disagreement = disagreementOf(results);
    if (disagreement !== null) return `${head.key}: ${disagreement}.`;
    if (!samples.some(({ launch }) => launch > 1)) {
      return `${head.key}: one launch has no scatter that could be compared; at least two are needed.`;
    }
  }
  return null;
}

/** The default name also as the editor passes it, which is absolute. */
async function refuseLinkedBaseline(file: string): Promise<void> {
  const absolute = path.resolve(file);
  const suffix = path.sep + path.normalize(defaultBaselineFile);
  if (!absolute.endsWith(suffix)) return;
  await refuseLinkOut(absolute.slice(0, -suffix.length) || path.sep, file, '--file');
}

async function requireWritable(file: string): Promise<void> {
  try {
    await makeFolder(path.dirname(file));
  } catch (error) {
    throw fileError(error, `Cannot write ${file}`);
  }
  await requireWritableFile(file);
}

/** @param code - of a file that is not there: a gate judged nothing, anything else was given a wrong name */
async function requireBaseline(file: string, code: 'bad-input' | 'no-samples'): Promise<Baseline> {
  refuseDash(file, '--file', 'input');
  const baseline = await readBaseline(file);
  if (baseline !== null) return baseline;
  throw new EngineError({
    code,
    message: `There is no baseline${code === 'no-samples' ? ', so that nothing can be judged' : ''}`,
    where: file,
    remedy: 'Record one with `baseline create`, or name another with --file.',
  });
}

function thisMachine(): MachineFingerprint {
  return fingerprintOf(readMachine(), readVersions([]));
}
