/** What is printed, and where: results to standard output, all else to standard error. */
import { failureText, type Failure } from '../protocol/failure';

/** Prints a result. */
export function printResult(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints what a person should know besides the result. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Prints a failure as one message: what happened, where, and what to do. */
export function printFailure(failure: Failure): void {
  printNote(`error: ${failureText(failure)}`);
}

/**
 * Lets a reader of the output leave early, as `head` does: the work goes on, and what nobody reads is dropped.
 */
export function ignoreReadersThatLeave(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
