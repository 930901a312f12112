/** `lint`: finds float zeros in source files, and fixes those that it can. */
import type { Command } from 'commander';
import { statSync } from 'node:fs';
import path from 'node:path';
import { baselineName } from '../lint/findingsBaseline';
import { defaultCacheFolder } from '../lint/cache';
import { fixFiles } from '../lint/fixFiles';
import type { FixGroup } from '../lint/fixGroups';
import { languageOf } from '../lint/languages';
import { createLinter, type Linter } from '../lint/linter';
import { githubCommands } from '../lint/output/github';
import { findingRecords } from '../lint/output/json';
import { sarifLog } from '../lint/output/sarif';
import { textOutput } from '../lint/output/text';
import { SourceLocations } from '../lint/sourceLocations';
import { isUnanalysed, isUnchecked, type FileReport } from '../lint/fileReport';
import { exitCodes, type ExitCode, type Finish } from './exitCode';
import { guardFromInterrupts } from './interrupts';
import { saveBaseline } from './lintBaseline';
import { declareLintFlags, lintFlagsOf, withRuleFlags, type LintFlags } from './lintFlags';
import { scanProgress } from './lintProgress';
import { lintProjectOf } from './lintProject';
import { printColoured, printJson, printNote, printWorkflowCommands } from './output';
import { refuseLinkOut } from './writable';

export function declareLint(program: Command, finish: Finish): void {
  const command = program
    .command('lint')
    .description("find float zeros where a ledger's type should be inherited, in Python and TypeScript")
    .argument('[paths...]', 'files and folders (default: the current folder)')
    .addHelpText('after', help);
  declareLintFlags(command).action(async (paths: string[]) => {
    finish(await lint(paths.length === 0 ? ['.'] : paths, lintFlagsOf(command)));
  });
}

const help = `
Exit codes:
  0    no findings, or only hints
  1    warnings or errors remain, or a file changed during --fix and was not fixed
  2    bad usage, or a named file cannot be checked
  3    files could not be read or written, for example because too many are open, or a named file could not
       be analyzed; the findings are incomplete
  130  interrupted while writing fixes; no file is left half written
Without --fix, a signal stops lint immediately; shells report 128 plus its number: 130 or 143.
Files above maxFileSizeKb, binary files and files in an unknown encoding are skipped with a note.

Examples:
  decimal-benchmark lint
  decimal-benchmark lint src --select DB001,DB006 --fix
  decimal-benchmark lint --format sarif > float-zeros.sarif
  decimal-benchmark lint --write-baseline`;

async function lint(named: readonly string[], flags: LintFlags): Promise<ExitCode> {
  const paths = [...new Set(named.map((each) => path.resolve(each)))];
  const project = lintProjectOf(paths, flags.config);
  const settings = withRuleFlags(project.settings, flags);
  const given = flags.baseline === undefined ? null : path.resolve(flags.baseline);
  const linter = await createLinter({
    root: project.root,
    settings,
    baseline: flags.writeBaseline ? null : (given ?? project.baseline),
    cacheFolder: flags.cache ? defaultCacheFolder() : null,
  });
  const sourceLocations = new SourceLocations(process.cwd(), (file) => linter.textOf(file));
  if (flags.writeBaseline) {
    const file = given ?? path.join(project.root, baselineName);
    if (given === null) await refuseLinkOut(project.root, file, '--baseline');
    const reports = await scan(linter, paths);
    sourceLocations.hold(reports);
    printNotes(named, paths, reports, sourceLocations);
    await guardFromInterrupts(() => saveBaseline(file, reports, { paths, flags }, sourceLocations));
    return incompleteCode(paths, reports) ?? exitCodes.done;
  }
  const reports = flags.fix
    ? await fix(linter, paths, settings.maxFileSizeKb, sourceLocations)
    : await scan(linter, paths);
  sourceLocations.hold(reports);
  printNotes(named, paths, reports, sourceLocations);
  printReports(flags, reports, sourceLocations);
  const isMissed = reports.some(
    ({ findings, unfixed }) =>
      unfixed?.cause === 'changed' || findings.some(({ severity }) => severity !== 'hint'),
  );
  return incompleteCode(paths, reports) ?? (isMissed ? exitCodes.missed : exitCodes.done);
}

/** The exit code of a search that could not look at everything; null for one that could. */
function incompleteCode(paths: readonly string[], reports: readonly FileReport[]): ExitCode | null {
  if (isFailed(paths, reports)) return exitCodes.badInput;
  const isIncomplete = reports.some(
    (report) => isUnchecked(report) || isUnfinished(paths, report) || report.unfixed?.cause === 'failed',
  );
  return isIncomplete ? exitCodes.brokenOff : null;
}

async function scan(linter: Linter, paths: readonly string[]): Promise<FileReport[]> {
  const progress = scanProgress();
  const reports: FileReport[] = [];
  try {
    for await (const report of linter.scan(paths, { onProgress: progress.show })) reports.push(report);
  } finally {
    progress.end();
  }
  return reports;
}

async function fix(
  linter: Linter,
  paths: readonly string[],
  maxFileSizeKb: number,
  sourceLocations: SourceLocations,
): Promise<readonly FileReport[]> {
  let count = 0;
  const written = new Set<string>();
  const onFixed = ({ fixed, files }: FixGroup): void => {
    // At once, so that these lines are complete also if the rest is interrupted.
    for (const { path: file, rule, fixes } of fixed)
      printNote(`fixed: ${sourceLocations.relative(file)}: ${rule} ${fixes[0]?.title ?? ''}`);
    count += fixed.length;
    for (const file of files) written.add(file.path);
  };
  const printCount = () => {
    printNote(`${count} fixed in ${written.size} ${written.size === 1 ? 'file' : 'files'}`);
  };
  try {
    const whileWriting = guardFromInterrupts<void>;
    const { notes, reports } = await fixFiles(linter, paths, { maxFileSizeKb, onFixed, whileWriting });
    for (const note of notes) printNote(`warning: ${note}`);
    printCount();
    return reports;
  } catch (error) {
    printCount();
    throw error;
  }
}

function printNotes(
  named: readonly string[],
  paths: readonly string[],
  reports: readonly FileReport[],
  sourceLocations: SourceLocations,
): void {
  const skipped = reports.filter(({ unread }) => unread === 'refused').length;
  for (const file of named.filter((each) => languageOf(each) === null && !isFolder(each))) {
    printNote(`note: ${file}: Not checked: it is neither Python nor TypeScript or JavaScript.`);
  }
  for (const report of reports) {
    const isError = isFailed(paths, [report]) || isUnchecked(report) || isUnfinished(paths, report);
    const kind = isError ? 'error' : 'note';
    for (const note of report.notes) printNote(`${kind}: ${sourceLocations.relative(report.path)}: ${note}`);
  }
  if (skipped > 0) printNote(`note: ${skipped} ${skipped === 1 ? 'file was' : 'files were'} skipped`);
}

/** Whether a file that was named on the command line could not be checked. It must not count as clean. */
function isFailed(paths: readonly string[], reports: readonly FileReport[]): boolean {
  return reports.some(
    ({ path: file, unread }) => (unread === 'refused' || unread === 'denied') && paths.includes(file),
  );
}

/** Whether a file was named itself, and its analysis was given up. */
function isUnfinished(paths: readonly string[], report: FileReport): boolean {
  return paths.includes(report.path) && isUnanalysed(report);
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function printReports(
  { format }: LintFlags,
  reports: readonly FileReport[],
  sourceLocations: SourceLocations,
): void {
  switch (format) {
    case 'json':
      printJson(findingRecords(reports, sourceLocations), 2);
      break;
    case 'sarif':
      printJson(sarifLog(reports, sourceLocations), 2);
      break;
    case 'github': {
      const commands = githubCommands(reports, sourceLocations);
      if (commands.length > 0) printWorkflowCommands('result', ...commands);
      break;
    }
    case 'text': {
      const { isTTY } = process.stdout;
      const color = isTTY && process.stdout.hasColors() && process.env['NO_COLOR'] === undefined;
      printColoured(process.stdout, textOutput(reports, sourceLocations, { color, showsSource: isTTY }));
    }
  }
}
