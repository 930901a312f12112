/** The command line as a whole: its commands, its help, and what it exits with. */
import { Command, CommanderError } from 'commander';
import { EngineError, failureOf } from '../platform/errors';
import { visibleLine, visibleLines } from '../presentation/visibleText';
import { ProtocolError } from '../protocol/check';
import { productVersion } from '../platform/version';
import { declareBaseline } from './baselineCommand';
import { declareCompare } from './compare';
import { declareCompareSamples } from './compareSamples';
import { declareDataExport } from './dataExport';
import { exitCodeHelp, exitCodeOfFailure, exitCodes, type ExitCode, type Finish } from './exitCode';
import { declareLanguageServer } from './languageServer';
import { declareLint } from './lint';
import { declareMerge } from './merge';
import { columnsOf, watchOutput, printFailure } from './output';
import { declareReport } from './report';
import { declareRun } from './run';
import { declareStoredRun } from './storedRun';
import { declareTrend } from './trend';
import { usageError } from './usageError';

/**
 * Runs one command line to its end.
 * @param args - without the program's own name
 * @returns the exit code; nothing is thrown
 */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  watchOutput();
  let exitCode: ExitCode = exitCodes.done;
  const program = commandLine((code) => {
    exitCode = code;
  });
  if (args.length === 0) {
    program.outputHelp();
    return exitCode;
  }
  try {
    refuseUndecodable(args);
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOfError(error);
  }
}

function commandLine(finish: Finish): Command {
  const program = new Command('decimal-benchmark')
    .description('Measures exact decimal ledgers against floats.')
    .version(productVersion)
    .exitOverride()
    .configureOutput({
      getOutHelpWidth: () => columnsOf(process.stdout),
      getErrHelpWidth: () => columnsOf(process.stderr),
      outputError: (text, write) => write(argumentError(text)),
    })
    .showHelpAfterError('Try --help.')
    .addHelpText('after', `\n${exitCodeHelp}`);
  declareRun(program, finish);
  declareReport(program, finish);
  declareMerge(program, finish);
  declareBaseline(program, finish);
  declareCompare(program, finish);
  declareCompareSamples(program, finish);
  declareTrend(program, finish);
  declareStoredRun(program, finish);
  declareDataExport(program, finish);
  declareLint(program, finish);
  declareLanguageServer(program, finish);
  return program;
}

/** Commander's message of one line, which quotes arguments, and its suggestion on a second. */
function argumentError(text: string): string {
  const line = text.trimEnd();
  const cut = line.lastIndexOf('\n(Did you mean ');
  const end = cut === -1 ? line.length : cut;
  return `${visibleLine(line.slice(0, end))}${visibleLines(line.slice(end))}\n`;
}

/** Node hands over other bytes as U+FFFD: another file would be read, or a folder of that name made. */
function refuseUndecodable(args: readonly string[]): void {
  const found = args.find((arg) => arg.includes('\uFFFD'));
  if (found === undefined) return;
  throw usageError(
    `The argument ${found} is not UTF-8, or holds the character U+FFFD`,
    'Rename the file or folder, or name the folder above it.',
  );
}

function exitCodeOfError(error: unknown): ExitCode {
  // Commander has already printed what it has to say, be it help or an error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
  if (error instanceof ProtocolError) {
    printFailure({ code: 'bad-input', message: error.message, where: null, remedy: null });
    return exitCodes.badInput;
  }
  const failure = failureOf(error);
  printFailure(failure);
  return error instanceof EngineError ? exitCodeOfFailure(error.code) : exitCodes.brokenOff;
}
