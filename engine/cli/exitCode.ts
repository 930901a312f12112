/** What the command line's exit codes mean, and which one a run ends with. */
import type { FailureCode } from '../protocol/failure';
import type { Report } from '../protocol/report';

export const exitCodes = {
  /** Also if a verdict is `not shown`, or one engine ran alone. */
  done: 0,
  /** A target was missed, the exact engines' traces differ, or lint has findings. */
  missed: 1,
  badInput: 2,
  /** No sample was kept, or the run broke off. */
  brokenOff: 3,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a command's action hands its exit code to. */
export type Finish = (exitCode: ExitCode) => void;

/** As the help and the documentation list them. */
export const exitCodeHelp = `Exit codes:
  0    completed, even if no difference or no target could be shown
  1    a target was missed, the exact engines' traces differ, a gate failed, or lint has findings
  2    bad usage or input
  3    a run kept no complete sample or stopped early; a gate could not judge every requested item;
       lint could not read or write every file; a result could not be printed or stored; a crash
  130  interrupted; complete launches are kept in a report marked as partial
If a signal stops a command immediately, the shell reports 128 plus the signal's number.`;

/** The exit code of a run that ended with a report, and that nobody interrupted. */
export function exitCodeOfReport(report: Report): ExitCode {
  if (report.partial !== null) return exitCodes.brokenOff;
  const missed = report.scenarios.some(
    ({ measurements, results }) =>
      measurements?.verdict.target === 'missed' ||
      (results !== null && exactTracesDiffer(results.agreements)),
  );
  return missed ? exitCodes.missed : exitCodes.done;
}

/** The exit code of a run that ended without a report, and of any other command that failed. */
export function exitCodeOfFailure(code: FailureCode): ExitCode {
  switch (code) {
    case 'bad-input':
    // A number that does not fit the storage is an input to change, or an option: `--storage i128`.
    case 'overflow':
    case 'no-return':
      return exitCodes.badInput;
    case 'cancelled':
      return exitCodes.interrupted;
    case 'native-missing':
    case 'native-unloadable':
    case 'engine-died':
    case 'engine-hung':
    case 'protocol':
    case 'no-samples':
    case 'internal':
      return exitCodes.brokenOff;
  }
}

type Agreements = NonNullable<Report['scenarios'][number]['results']>['agreements'];

function exactTracesDiffer(agreements: Agreements): boolean {
  return agreements.some(({ engines, word }) => engines.includes('native') && word === 'different');
}
